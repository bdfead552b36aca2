// Actors and codes of the case, in the order in which they were last used, with those that this device has just made
// and the server may not know yet.

import { keyOf, namesIn, nearest } from "./words.js";
import { ownQueue, state, textOf } from "./state.js";

/** How lately something was used here: the higher, the later. */
const lately = new Map();
let uses = 0;
/** Names answered or recorded as new here: "@pat" → { id, label, kind }. */
const fresh = new Map();

export function noteUse(text) {
    for (const { sign, name } of namesIn(text)) {
        uses += 1;
        lately.set(sign + keyOf(name), uses);
    }
}

export function noteNew(sign, { id, label, kind }) {
    fresh.set(sign + id, { id, label, kind, isNew: true });
}

/** Another case has other names. */
export function forgetNames() {
    lately.clear();
    fresh.clear();
}

/** What a device still keeps when it opens: names used in it stay in use, and those made in it are known. */
export function recallNames() {
    for (const item of [...state.safe, ...ownQueue()]) {
        const { text, answers } = JSON.parse(item.body);
        if (text) noteUse(text);
        for (const { name, as, kind, title } of answers ?? []) {
            if (as === "new" && !item.answer) noteNew(signOf(kind), { id: name, label: title ?? name, kind });
        }
    }
}

const signOf = (kind) => (["person", "organisation", "group", "body"].includes(kind) ? "@" : "#");

const usedAt = (sign, { id, label }) => Math.max(...[id, label].map((name) => lately.get(sign + keyOf(name)) ?? 0));

function listed(sign, known) {
    const all = new Map(known.map((one) => [one.id, one]));
    const spelt = spellings(known);
    for (const [name, one] of fresh) {
        if (name[0] === sign && !spelt.has(keyOf(one.id)) && !spelt.has(keyOf(one.label))) all.set(one.id, one);
    }
    const order = [...all.values()];
    const when = new Map(order.map((one) => [one, usedAt(sign, one)]));
    return order.sort((one, other) => when.get(other) - when.get(one));
}

/** What the server understands without asking: identifiers and names, however they are spelt. */
function spellings(known) {
    return new Set(known.flatMap(({ id, label }) => [keyOf(id), keyOf(label)]));
}

export function actors() {
    return listed("@", (state.known?.actors ?? []).map(({ id, name, kind }) => ({ id, label: name || id, kind })));
}

export function codes() {
    return listed("#", (state.known?.codes ?? []).map(({ id, label, kind }) => ({ id, label: label || id, kind })));
}

/** The names of a text that nobody knows yet, once each however they are spelt; none where the server has not said whom
 * it knows. */
export function unknownIn(text) {
    if (!state.known || state.known.isKept) return [];
    const known = { "@": spellings(actors()), "#": spellings(codes()) };
    // What waits makes them known, one way or another.
    for (const { sign, name } of ownQueue().flatMap((item) => namesIn(textOf(item)))) known[sign].add(keyOf(name));
    const unknown = new Map();
    for (const found of namesIn(text)) {
        const isNumber = /^\d+$/.test(found.name);
        const key = found.sign + (keyOf(found.name) || found.name);
        if (!isNumber && !known[found.sign].has(keyOf(found.name)) && !unknown.has(key)) unknown.set(key, found);
    }
    return [...unknown.values()];
}

/** Those that may be meant by a name that nobody knows. */
export function meantBy({ sign, name }) {
    return nearest(name, sign === "@" ? actors() : codes(), 2);
}

/** Things by the word that a form uses for them; null where the word stands for no list. */
export function thingsOf(word) {
    const known = state.known ?? {};
    const titled = (list) => (list ?? []).map((one) => ({
        id: one.id, label: one.title ?? one.name ?? one.to ?? one.id, note: one.state ?? one.kind,
    }));
    const lists = {
        dispute: known.disputes, proposal: known.proposals, decision: known.decisions, offset: known.offsets,
        thing: [...known.proposals ?? [], ...known.disputes ?? [], ...known.decisions ?? []],
        // An event, by its identifier: the last ones, newest first.
        n: [...known.entries ?? []].reverse().map(({ id, words }) => ({ id, title: words })),
    };
    return lists[word] ? titled(lists[word]) : null;
}
