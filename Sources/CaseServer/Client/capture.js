// What the page does: opens a case, keeps what is recorded, follows what becomes of it and what others add.

import { ask, casePath, Refused, Unpaired } from "./api.js";
import { changed, state } from "./state.js";
import { forgetNames, noteUse, recallNames } from "./names.js";
import { acknowledged, drop, keep, keepKnown, keepSetting, lastKnown, queued, tryAgain } from "./store.js";
import { tell } from "./sender.js";
import { stamp } from "./times.js";

const SINCE = "caselog-capture-unreached-since";

/** A key that is made once for an entry. Pages without TLS have no `randomUUID`. */
function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Reads again what is kept here. */
export async function reload() {
    try {
        const [queue, safe] = await Promise.all([
            queued(), state.case ? acknowledged(state.case, state.observer) : [],
        ]);
        Object.assign(state, { queue, safe });
    } catch (error) {
        state.broken = String(error?.message ?? error);
    }
    changed();
}

export async function openCase(name, observer) {
    Object.assign(state, { case: name, observer, known: null, mending: null });
    forgetNames();
    await keepSetting("case", name).catch(() => {});
    await keepSetting("observer", observer).catch(() => {});
    state.known = await lastKnown(name, observer).catch(() => null) ?? null;
    await reload();
    recallNames();
}

let asking = null;
let askAgain = false;

/** Asks for the state of the case; asked while an answer is on its way, it asks once more after it. */
export function refresh() {
    if (asking) {
        askAgain = true;
        return asking;
    }
    asking = askOnce().finally(() => {
        asking = null;
        if (askAgain) refresh();
        askAgain = false;
    });
    return asking;
}

async function askOnce() {
    const { case: name, observer } = state;
    if (name === null) return;
    // Whatever was acknowledged before asking is in the answer. Numbers say so, for clocks may change.
    const through = state.safe.at(-1)?.number ?? 0;
    try {
        const answer = await ask(`${casePath(name)}/capture`, { observer });
        if (state.case !== name || state.observer !== observer) return;
        state.known = { ...answer, asked: Date.now(), through };
        keepKnown(name, observer, state.known).catch(() => {});
        reached();
    } catch (error) {
        if (error instanceof Refused) Object.assign(state.link, { refused: error.message });
        else notReached(error.message, error instanceof Unpaired);
    }
    changed();
}

export function reached() {
    const wasAway = !state.link.reachable;
    localStorage.removeItem(SINCE);
    state.link = { reachable: true, since: null, why: "", unpaired: false };
    changed();
    return wasAway;
}

export function notReached(why, unpaired = false) {
    // Since when is kept, so that a page opened again says the same.
    const since = localStorage.getItem(SINCE) ?? stamp();
    localStorage.setItem(SINCE, since);
    state.link = { reachable: false, since, why, unpaired };
    changed();
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
        navigator.storage?.persist?.();
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
    const id = item.answer?.ids.at(-1) ?? item.id;
    return record(id ? `!undo ${id}` : "!undo");
}

export async function dropRefused(number) {
    await drop(number);
    tell({ kind: "kept" });
}

export async function sendAgain(number) {
    await tryAgain(number);
    tell({ kind: "kept" });
}
