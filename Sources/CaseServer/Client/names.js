// Actors and codes of the case, in the order in which they were last used, with those that this device has just made
// and the server may not know yet.

import { namesIn } from "./words.js";
import { ownQueue, state } from "./state.js";

/** How lately something was used here: the higher, the later. */
const lately = new Map();
let uses = 0;
/** Names answered or recorded as new here: "@pat" → { id, label, kind }. */
const fresh = new Map();

export function noteUse(text) {
    for (const { sign, name } of namesIn(text)) {
        uses += 1;
        lately.set(sign + name, uses);
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

function listed(sign, known) {
    const all = new Map(known.map((one) => [one.id, one]));
    for (const [mention, one] of fresh) {
        if (mention[0] === sign && !all.has(one.id)) all.set(one.id, one);
    }
    const order = [...all.values()];
    const when = new Map(order.map((one) => [one, lately.get(sign + one.id) ?? 0]));
    return order.sort((one, other) => when.get(other) - when.get(one));
}

export function actors() {
    return listed("@", (state.known?.actors ?? []).map(({ id, name, kind }) => ({ id, label: name || id, kind })));
}

export function codes() {
    return listed("#", (state.known?.codes ?? []).map(({ id, label, kind }) => ({ id, label: label || id, kind })));
}

/** The names of a text that nobody knows yet, once each. */
export function unknownIn(text) {
    const known = { "@": new Set(actors().map(({ id }) => id)), "#": new Set(codes().map(({ id }) => id)) };
    const unknown = new Map();
    for (const found of namesIn(text)) {
        if (!known[found.sign].has(found.name)) unknown.set(found.sign + found.name, found);
    }
    return [...unknown.values()];
}

/** Things by the word that a form uses for them. */
export function thingsOf(word) {
    const known = state.known ?? {};
    const titled = (list) => (list ?? []).map((one) => ({
        id: one.id, label: one.title ?? one.name ?? one.to ?? one.id, note: one.state ?? one.kind,
    }));
    const lists = {
        dispute: known.disputes, proposal: known.proposals, decision: known.decisions, offset: known.offsets,
        stake: known.stakes,
    };
    return titled(lists[word]);
}
