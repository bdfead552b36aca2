// What the case is, as the server said it last, and whether the server can be reached.

import { ask, casePath, Held, Refused, Unpaired } from "./api.js";
import { forgetNames, recallNames } from "./names.js";
import { tell } from "./sender.js";
import { changed, state } from "./state.js";
import {
    acknowledged, forgetAll, forgetOthers, forgetSafe, keepKnown, keepSetting, lastKnown, queued,
} from "./store.js";
import { stamp } from "./times.js";

const SINCE = "caselog-capture-unreached-since";

/** Reads again what is kept here. */
export async function reload() {
    try {
        const [queue, safe] = await Promise.all([
            queued(), state.case ? acknowledged(state.case, state.observer) : [],
        ]);
        Object.assign(state, { queue, safe });
        // Sent again or dropped, here or in another tab, it needs no mending.
        const { mending } = state;
        if (mending && !queue.some((item) => item.number === mending.number && item.refused)) state.mending = null;
        if (!queue.some((item) => !item.refused)) state.hold = null;
    } catch (error) {
        state.broken = String(error?.message ?? error);
    }
    changed();
}

export async function openCase(name, observer) {
    Object.assign(state, { case: name, observer, known: null, refused: null, mending: null, ended: null });
    forgetNames();
    await keepSetting("case", name).catch(() => {});
    await keepSetting("observer", observer).catch(() => {});
    await forgetOthers(name, observer).catch(() => {});
    const kept = await lastKnown(name, observer).catch(() => null);
    state.known = kept ? { ...kept, isKept: true } : null;
    await reload();
    recallNames();
}

let asking = null;
let next = null;

/** Asks for the state of the case; asked while an answer is on its way, it asks once more after it, and all who asked
 * meanwhile wait for that one: what is on its way may be told of another case. */
export function refresh() {
    if (!asking) {
        asking = askOnce().finally(() => { asking = null; });
        return asking;
    }
    next ??= asking.catch(() => {}).then(() => {
        next = null;
        return refresh();
    });
    return next;
}

async function askOnce() {
    const { case: name, observer } = state;
    if (name === null) return;
    // Whatever was acknowledged before asking is in the answer. Numbers say so, for clocks may change.
    const through = state.safe.at(-1)?.number ?? 0;
    try {
        const answer = await ask(`${casePath(name)}/capture`, { observer });
        if (state.case !== name || state.observer !== observer) return;
        const before = state.known?.withdrawals ?? 0;
        const running = state.known?.session?.id;
        Object.assign(state, { known: { ...answer, asked: Date.now(), through }, refused: null });
        noteEnd(running);
        if (answer.withdrawals !== before) await forgetWords(name, observer, through);
        reached();
        await keepWhatHelps(name, observer);
    } catch (error) {
        if (state.case !== name || state.observer !== observer) return;
        if (error instanceof Refused || error instanceof Held) {
            state.refused = { kind: error.kind, why: error.message };
            reached();
        } else {
            notReached(error.message, error instanceof Unpaired);
        }
    }
    changed();
}

/** Keeps in mind that the session that was `running` here was ended elsewhere, and what was recorded in it after. */
function noteEnd(running) {
    const isOwn = ({ event }) => state.safe.some(({ answer }) => answer.ids.includes(event));
    const found = (state.known.ended ?? []).find((one) => one.id === running && !isOwn(one));
    if (found) state.ended = { ...found, late: new Set() };
    if (state.known.session) state.ended = null;
    if (!state.ended) return;
    const { id, ended, late } = state.ended;
    for (const { body, made, answer } of state.safe) {
        const isAfter = JSON.parse(body).session === id && Date.parse(made) > Date.parse(ended);
        if (isAfter && answer.ids.length) late.add(answer.main ?? answer.ids.at(-1));
    }
}

/** Somebody has withdrawn: whatever words were kept of the case go, and the server says what is left of them. */
async function forgetWords(name, observer, through) {
    await forgetSafe(name, observer, through);
    forgetNames();
    await reload();
    recallNames();
}

/** What helps without the server: names, forms and the session, but nobody's words. After a session its entries go. */
async function keepWhatHelps(name, observer) {
    const { known, queue, safe } = state;
    await keepKnown(name, observer, withoutPrivate(known)).catch(() => {});
    // An answer may be older than what was acknowledged while it was on its way.
    const isOld = safe.length > 0 && safe.at(-1).number <= known.through;
    if (known.session || queue.length || !isOld) return;
    await forgetSafe(name, observer).catch(() => {});
    await reload();
}

const isPerson = ({ kind }) => kind === "person" || kind === "participant";

/** What the server told, as far as the case leaves it open: of what it keeps private, identifiers alone stay here. */
export function withoutPrivate(known) {
    const kept = { ...known, entries: [] };
    if (known.privacy === "open") return kept;
    kept.actors = (known.actors ?? []).map((actor) => (isPerson(actor) ? { ...actor, name: "" } : actor));
    if (known.privacy === "people") return kept;
    const untitled = ({ title, ...open }) => open;
    for (const list of ["disputes", "proposals", "decisions", "stakes", "sessions", "ended"]) {
        kept[list] = (known[list] ?? []).map(untitled);
    }
    if (known.session) kept.session = untitled(known.session);
    return kept;
}

/** Ends the pairing and forgets the names and words that are kept here, for a device that goes to somebody else. Gives
 * why the server could not be told, and has forgotten nothing then; `evenSo` forgets what is here in any case. */
export async function forgetDevice(evenSo = false) {
    try {
        await ask("/api/pairing", { method: "DELETE" });
    } catch (error) {
        if (!evenSo) return error.message;
    }
    await forgetAll();
    localStorage.clear();
    location.replace("/capture");
    return null;
}

export function reached() {
    const wasAway = !state.link.reachable;
    localStorage.removeItem(SINCE);
    state.link = { reachable: true, since: null, why: "", unpaired: false };
    changed();
    // Whatever waits goes now, not when the sender would have tried again.
    if (wasAway) tell({ kind: "hurry" });
}

export function notReached(why, unpaired = false) {
    // Since when is kept, so that a page opened again says the same.
    const since = localStorage.getItem(SINCE) ?? stamp();
    localStorage.setItem(SINCE, since);
    state.link = { reachable: false, since, why, unpaired };
    changed();
}
