// What people do on the page: entries are made, mended, taken back, sent again.

import { casePath } from "./api.js";
import { reload } from "./known.js";
import { noteUse } from "./names.js";
import { tell } from "./sender.js";
import { placeOf, sessionNow } from "./session.js";
import { changed, state } from "./state.js";
import { drop, keep, tryAgain } from "./store.js";
import { stamp } from "./times.js";

/** A key that is made once for an entry. Pages without TLS have no `randomUUID`. */
function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

let hasAsked = false;

/** Asks the browser, once, not to throw away what is kept here when room gets scarce. */
function askForRoom() {
    if (!hasAsked) navigator.storage?.persist?.();
    hasAsked = true;
}

/** Keeps an entry, in the place of a refused one where `instead` names it. It is shown as waiting only when this device
 * has it for good; before that, as not yet kept. Gives why it could not be kept. */
async function keepItem(path, body, made, instead = null) {
    const { case: name, observer } = state;
    const item = { key: newKey(), case: name, observer, path, body: JSON.stringify(body), made };
    state.keeping.push(item);
    changed();
    try {
        await keep(item, instead);
        askForRoom();
        state.broken = null;
        return null;
    } catch (error) {
        return String(error?.message ?? error);
    } finally {
        await reload();
        state.keeping.splice(state.keeping.indexOf(item), 1);
        changed();
        tell({ kind: "kept" });
    }
}

/** Records an entry as made now in the session that runs; in the place of `mended`, a refused one, as made then and
 * there. `of` is the key of the entry that is meant where the text says no id. Gives why it could not be kept. */
export function record(text, { answers = [], mended = null, of } = {}) {
    const occurred = mended?.made ?? stamp();
    const body = { text, occurred, ...(mended ? mended.place : placeOf(sessionNow())) };
    if (/^!undo\s*$/.test(text)) body.of = of ?? mended?.of;
    if (answers.length) body.answers = answers;
    noteUse(text);
    return keepItem(`${casePath(state.case)}/entries`, body, occurred, mended?.number);
}

export function startSession(body) {
    return keepItem(`${casePath(state.case)}/sessions`, body, body.occurred);
}

/** Observes a session that somebody else has begun. */
export function joinSession({ id }) {
    const occurred = stamp();
    return keepItem(`${casePath(state.case)}/sessions`, { join: id, occurred }, occurred);
}

/** Takes an entry back: before it was ever sent it just goes, after that it is retracted and the history keeps both. */
export async function undo(item) {
    const isWaiting = item.number !== undefined && !item.answer;
    if (isWaiting && await drop(item.number)) {
        tell({ kind: "kept" });
        return null;
    }
    const ids = idsToTakeBack(item);
    // Whatever was recorded meanwhile, here or elsewhere, the entry is known by the key that it was sent under.
    if (!ids.length) return record("!undo", { of: item.key });
    for (const id of ids) {
        const why = await record(`!undo ${id}`);
        if (why !== null) return why;
    }
    return null;
}

/** The last first. Whom the entry made known, which comes before what it is about, stays: others may have named them
 * since. */
function idsToTakeBack({ id, answer }) {
    if (id) return [id];
    const main = answer ? answer.ids.indexOf(answer.main) : -1;
    return main < 0 ? [] : answer.ids.slice(main).reverse();
}

/** Drops an entry that was never sent, or that the server does not take: `evenIfSent` also one that it may have. */
export async function dropEntry(number, evenIfSent = false) {
    await drop(number, evenIfSent);
    tell({ kind: "kept" });
}

export async function sendAgain(number) {
    await tryAgain(number);
    tell({ kind: "kept" });
}
