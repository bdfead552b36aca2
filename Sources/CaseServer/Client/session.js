// The session as it stands: what the server said of it last, and what entries make of it that wait, or were
// acknowledged after that.

import { stamp, whenWords } from "./times.js";
import { ownQueue, state } from "./state.js";

/** { id, key, title, kind, started, running (seconds by `since`), since (ms, null while paused), waits } or null. Of
 * one that was begun here and that the server has not told of yet, `key` is known: that of the entry which began it. */
export function sessionNow() {
    const known = state.known;
    let session = null;
    if (known?.session) {
        const { id, title, kind, started, running, paused } = known.session;
        session = { id, title, kind, started, running, since: paused ? null : known.asked, waits: false };
    }
    const through = known?.through ?? 0;
    for (const item of [...state.safe.filter(({ number }) => number > through), ...ownQueue()]) {
        if (!item.refused) session = after(session, item);
    }
    return session;
}

/** A session after an entry that waits. What the server already counted in, because only its answer was lost, changes
 * nothing. */
function after(session, item) {
    const body = JSON.parse(item.body);
    const at = Date.parse(body.occurred);
    if (item.path.endsWith("/sessions")) {
        if (body.join) return session?.id === body.join ? session : joined(body.join, at, item);
        if (session && Date.parse(session.started) === at) return session;
        const { title, kind, occurred } = body;
        const waits = !item.answer;
        return { id: null, key: item.key, title, kind, started: occurred, running: 0, since: at, waits };
    }
    const form = /^!(pause|resume|end)\b/.exec(body.text ?? "")?.[1];
    if (!session || !form) return session;
    if (form === "end") return null;
    if (form === "pause" && session.since !== null) {
        return { ...session, running: runningAt(session, Math.max(at, session.since)), since: null };
    }
    if (form === "resume" && session.since === null) return { ...session, since: at };
    return session;
}

/** A session of somebody else's, as the server told of it last. */
function joined(id, at, item) {
    const told = state.known?.sessions?.find((one) => one.id === id);
    const { title = null, kind = "meeting", started = item.made, running = 0, paused = false } = told ?? {};
    const since = paused ? null : told ? state.known.asked : at;
    return { id, key: item.key, title, kind, started, running, since, waits: !item.answer };
}

/** Where an entry belongs that is made in the session: by its id or, before that is known here, by the key under which
 * its start was kept. */
export function placeOf(session) {
    if (!session) return {};
    return session.id ? { session: session.id } : { sessionKey: session.key };
}

/** When and by whom a session was ended, in words; nothing where the server does not tell. */
export function endWords(id) {
    const { ended, by } = state.known?.ended?.find((one) => one.id === id) ?? {};
    if (!ended) return "";
    return `was ended ${whenWords(ended)} by ${by === state.observer ? "you, on another device" : by}`;
}

/** Whether an entry turns a session that has ended: then nothing can be made of it. */
export function isTooLate(item) {
    const { text, session } = JSON.parse(item.body);
    return /^!(pause|resume|end)\b/.test(text ?? "") && endWords(session) !== "";
}

/** The sessions that run and that this observer has no part in. */
export function othersSessions() {
    return (state.known?.sessions ?? []).filter(({ own }) => !own);
}

export function runningAt(session, now = Date.now()) {
    return session.running + (session.since === null ? 0 : Math.max(0, now - session.since) / 1000);
}

/** What starts a session, as the server wants it. */
export function sessionBody({ kind, title, body, participants }) {
    const wanted = { kind, title: title.trim() || undefined, body: body || undefined, occurred: stamp() };
    if (participants.length) wanted.participants = participants;
    return wanted;
}

export const SESSION_KINDS = [
    ["meeting", "Meeting"], ["interview", "Interview"], ["focus-group", "Focus group"],
    ["conversation", "Conversation"], ["public-event", "Public event"],
];

export function kindWords(kind) {
    return SESSION_KINDS.find(([name]) => name === kind)?.[1] ?? kind;
}
