// The session as it stands: what the server said of it last, and what entries make of it that wait, or were
// acknowledged after that.

import { stamp } from "./times.js";
import { ownQueue, state } from "./state.js";

/** { id, title, kind, started, running (seconds by `since`), since (ms, null while paused), waits } or null. */
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
        if (session && Date.parse(session.started) === at) return session;
        const { title, kind, occurred } = body;
        return { id: null, title, kind, started: occurred, running: 0, since: at, waits: !item.answer };
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
