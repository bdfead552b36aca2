// Actors and codes of the case, in the order in which they were last used, with those that this device has just made
// and the server may not know yet.

import { namesInForms } from "./formnames.js";
import { keyOf, mention, namesIn, nearest } from "./words.js";
import { ownQueue, state, textOf } from "./state.js";

/** How lately something was used here: the higher, the later. */
const lately = new Map();
let uses = 0;
/** Names answered or recorded as new here: "@pat" → { id, label, kind }. */
const fresh = new Map();

export function noteUse(text) {
    const meant = new Map(meantIn(text).map(({ name, id }) => [name, id]));
    for (const { sign, name } of namesIn(text)) {
        uses += 1;
        lately.set(sign + keyOf((sign === "@" && meant.get(name)) || name), uses);
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

function signOf(kind) {
    if (["person", "organisation", "group", "body"].includes(kind)) return "@";
    return ["dispute", "proposal"].includes(kind) ? "" : "#";
}

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
    return new Set(known.flatMap(spellingsOf));
}

/** Of a title with a name in brackets, either part is a name. */
function spellingsOf({ id, label }) {
    const [, before, within] = /^(.*)\(([^()]*)\)$/.exec(label) ?? [];
    return [id, label, before, within].filter(Boolean).map(keyOf).filter(Boolean);
}

export function actors() {
    return listed("@", (state.known?.actors ?? []).map(({ id, name, kind }) => ({ id, label: name || id, kind })));
}

export function codes() {
    return listed("#", (state.known?.codes ?? []).map(({ id, label, kind }) => ({ id, label: label || id, kind })));
}

/** The names of a text: those with a sign, and those that a form has without one, which say `what` they should be. */
export function allNamesIn(text) {
    const inForms = namesInForms(text, state.known?.forms ?? []);
    return [...namesIn(text), ...inForms.map((found) => ({ sign: "", ...found }))];
}

/** The names of a text that nobody knows yet, once each however they are spelt; none where the server has not said whom
 * it knows. */
export function unknownIn(text) {
    if (!state.known || state.known.isKept) return [];
    const known = { "@": spellings(actors()), "#": spellings(codes()), "": new Set() };
    // What waits makes them known, one way or another.
    for (const { sign, name } of ownQueue().flatMap((item) => allNamesIn(textOf(item)))) known[sign].add(keyOf(name));
    const unknown = new Map();
    for (const found of allNamesIn(text)) {
        const key = keyOf(found.name);
        const isKnown = known[found.sign].has(key) || (found.what && spellings(namedBy(found.what)).has(key));
        const place = found.sign + (key || found.name);
        if (!isKnown && !/^\d+$/.test(found.name) && !unknown.has(place)) unknown.set(place, found);
    }
    return [...unknown.values()];
}

/** What a field of a form may name; of some forms a thing is anything at all. */
function namedBy(what) {
    if (what !== "thing") return thingsOf(what);
    return [...actors(), ...["thing", "offset", "stake"].flatMap(thingsOf)];
}

/** Things of a kind that entries of this device have begun since the server told of the case. */
function begunHere(what) {
    const since = state.safe.filter(({ number }) => number > (state.known?.through ?? 0)).map(({ answer }) => answer);
    const begun = since.flatMap((answer) => answer.begun ?? []).map((one) => one.split(" "))
        .map(([kind, id]) => ({ id, title: id, kind }));
    return [...begun, ...since.flatMap((answer) => answer.minted ?? [])].filter(({ kind }) => kind === what);
}

/** Those that may be meant by a name that nobody knows. */
export function meantBy({ sign, name, what }) {
    if (what) return nearest(name, thingsOf(what), 3);
    return nearest(name, sign === "@" ? actors() : codes(), 2);
}

/** The text with another name in the place of one. */
export function renamed(text, { sign, name }, id) {
    return allNamesIn(text).filter((one) => one.sign === sign && one.name === name)
        .reduceRight((words, { start, end }) => words.slice(0, start) + mention(sign, id) + words.slice(end), text);
}

/** Whom the names of a text are known as here, each under the name as it is spelt there. Sent with the entry it keeps
 * whose the name was, also where nobody has it any more once the entry arrives, or somebody else has. */
export function meantIn(text) {
    const known = state.known?.actors ?? [];
    const listedNow = actors().filter(({ id }) => known.some((one) => one.id === id));
    const found = new Map();
    for (const { sign, name } of namesIn(text)) {
        if (sign !== "@" || known.some(({ id }) => id === name)) continue;
        const one = listedNow.find((actor) => spellingsOf(actor).includes(keyOf(name)));
        if (one) found.set(name, { name, as: "known", id: one.id });
    }
    return [...found.values()];
}

/** Things by the word that a form uses for them; null where the word stands for no list. */
export function thingsOf(word) {
    const known = state.known ?? {};
    const titled = (list) => (list ?? []).map((one) => ({
        id: one.id, label: one.title ?? one.name ?? one.to ?? one.id, note: one.state ?? one.kind,
    }));
    const listed = (list, kind) => [
        ...list ?? [], ...begunHere(kind).filter(({ id }) => !list?.some((one) => one.id === id)),
    ];
    const [disputes, proposals, decisions] = [
        listed(known.disputes, "dispute"), listed(known.proposals, "proposal"), listed(known.decisions, "decision"),
    ];
    const lists = {
        dispute: disputes, proposal: proposals, decision: decisions, offset: listed(known.offsets, "offset"),
        stake: listed(known.stakes, "stake"), thing: [...proposals, ...disputes, ...decisions],
        // An event, by its identifier: the last ones, newest first.
        n: [...known.entries ?? []].reverse().map(({ id, words }) => ({ id, title: words })),
    };
    return lists[word] ? titled(lists[word]) : null;
}
