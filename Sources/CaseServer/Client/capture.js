// What people do on the page: entries are made, mended, taken back, sent again.

import { casePath } from "./api.js";
import { reload } from "./known.js";
import { noteUse } from "./names.js";
import { tell } from "./sender.js";
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

/** Keeps an entry. It is shown as waiting only when this device has it for good; before that, as not yet kept. */
async function keepItem(path, body, made) {
    const { case: name, observer, mending } = state;
    const item = { key: newKey(), case: name, observer, path, body: JSON.stringify(body), made };
    state.keeping.push(item);
    state.mending = null;
    changed();
    try {
        await keep(item, mending?.number ?? null);
        askForRoom();
        state.broken = null;
        return null;
    } catch (error) {
        state.mending = mending;
        return String(error?.message ?? error);
    } finally {
        await reload();
        state.keeping.splice(state.keeping.indexOf(item), 1);
        changed();
        tell({ kind: "kept" });
    }
}

/** Records an entry as made now, or, where a refused one is mended, as made then. Gives why it could not be kept. */
export function record(text, answers = []) {
    const occurred = state.mending?.made ?? stamp();
    const body = { text, occurred, session: state.known?.session?.id };
    if (answers.length) body.answers = answers;
    noteUse(text);
    return keepItem(`${casePath(state.case)}/entries`, body, occurred);
}

export function startSession(body) {
    return keepItem(`${casePath(state.case)}/sessions`, body, body.occurred);
}

/** Takes an entry back: before it was ever sent it just goes, after that it is retracted and the history keeps both. */
export async function undo(item) {
    if (!item.answer && await drop(item.number)) {
        tell({ kind: "kept" });
        return null;
    }
    // Whom the entry made known stays: others may have named them since.
    const ids = item.answer ? item.answer.ids.slice(item.answer.minted?.length ?? 0) : [item.id];
    const texts = item.answer || item.id ? ids.reverse().map((id) => `!undo ${id}`) : ["!undo"];
    for (const text of texts) {
        const why = await record(text);
        if (why !== null) return why;
    }
    return null;
}

export async function dropRefused(number) {
    await drop(number);
    tell({ kind: "kept" });
}

export async function sendAgain(number) {
    await tryAgain(number);
    tell({ kind: "kept" });
}
