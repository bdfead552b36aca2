// What people do on the page: entries are made, mended, taken back, sent again.

import { casePath } from "./api.js";
import { reload } from "./known.js";
import { meantIn, noteUse, renamed } from "./names.js";
import { tell } from "./sender.js";
import { placeOf, sessionNow } from "./session.js";
import { changed, state, unsent } from "./state.js";
import { amendUnsent, drop, keep, tryAgain } from "./store.js";
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

/** Keeps an entry, in the place of a refused one where `instead` names it; `asking` are names in it that are asked
 * about. It is shown as waiting only when this device has it for good; before that, as not yet kept. Gives why it could
 * not be kept. */
async function keepItem(path, body, made, { instead = null, ...asking } = {}) {
    const { case: name, observer } = state;
    const item = { key: newKey(), case: name, observer, path, body: JSON.stringify(body), made, ...asking };
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

const UNDO_LAST = /^!undo\s*$/;
const FIX_LAST = /^!fix\s+(?!\s|([a-z0-9-]+\/)?[1-9][0-9]{0,11}(\s|$))/;

/** Whether a text takes back, or puts right, the last entry that stands, whichever that is. */
const isOfLast = (text) => UNDO_LAST.test(text) || FIX_LAST.test(text);

/** The key of the last entry that stands, where a text takes that back or puts it right and it still waits: should it
 * be refused, the server would take the one before it for the last. Undefined where none waits. */
function waitingMeant(text) {
    const standing = [];
    for (const { item, refused } of unsent()) {
        const { text: words, of } = JSON.parse(item.body);
        if (refused || words === undefined || /^!(help\b|undo\s+\S)/.test(words)) continue;
        if (!UNDO_LAST.test(words)) {
            standing.push({ key: item.key, of, isFix: /^!fix\s/.test(words) });
        } else if (of) {
            standing.splice(0, standing.length, ...standing.filter(({ key }) => key !== of));
        } else {
            standing.pop();
        }
    }
    const last = standing.at(-1);
    if (!last?.isFix || UNDO_LAST.test(text)) return last?.key;
    // What puts a fix right is what that was about.
    return last.of ?? standing.findLast(({ isFix }) => !isFix)?.key;
}

/** Records an entry as made now in the session that runs; in the place of `mended`, a refused one, as made then and
 * there. `of` is the key of the entry that is meant where the text says no id. Gives why it could not be kept. */
export function record(text, { answers = [], mended = null, of, asks = [] } = {}) {
    const occurred = mended?.made ?? stamp();
    const body = { text, occurred, ...(mended ? mended.place : placeOf(sessionNow())) };
    const means = isOfLast(text) ? of ?? mended?.of ?? waitingMeant(text) : null;
    if (means) body.of = means;
    const said = new Set(answers.map(({ name }) => name));
    const all = [...answers, ...meantIn(text).filter(({ name }) => !said.has(name))];
    if (all.length) body.answers = all;
    noteUse(text);
    const asking = asks.length ? { asks, asked: Date.now() } : {};
    return keepItem(`${casePath(state.case)}/entries`, body, occurred, { instead: mended?.number, ...asking });
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
    // Whatever was recorded meanwhile, here or elsewhere, the entry is known by the key that it was sent under; and
    // what hangs on it (who was made known by it, what it had put right) is the server's to know.
    return item.id ? record(`!undo ${item.id}`) : record("!undo", { of: item.key });
}

/** Puts into a kept entry what was asked about one of its names: an answer, or the name that was meant. What has been
 * sent meanwhile stays as it was sent. */
export async function answerKept({ number }, unknown, answer) {
    await amendUnsent(number, ({ body, asks }) => {
        const { answers = [], text, ...entry } = JSON.parse(body);
        const amended = answer.meant
            ? { ...entry, text: renamed(text, unknown, answer.meant), answers }
            : { ...entry, text, answers: [...answers, { name: unknown.name, ...answer }] };
        if (!amended.answers.length) delete amended.answers;
        const isOther = ({ sign, name }) => sign !== unknown.sign || name !== unknown.name;
        return { body: JSON.stringify(amended), asks: asks.filter(isOther) };
    });
    tell({ kind: "kept" });
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
