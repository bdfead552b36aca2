// What this page knows, in one place, and who wants to hear when it changes.

export const state = {
    /** The case and the observer chosen; null while they are being chosen. */
    case: null,
    observer: "",
    /** The last answer of `/capture`, with `asked`, the time at which it came. */
    known: null,
    /** Why the server does not tell of the case (there is none of that name, it cannot be read): { kind, why }. */
    refused: null,
    /** Entries of all cases that are kept here and not acknowledged, in order. */
    queue: [],
    /** The last entries of this device that were acknowledged. */
    safe: [],
    /** Entries whose transaction is not complete yet: nothing is promised about them. */
    keeping: [],
    /** The number of the entry that is on its way. */
    sending: null,
    link: { reachable: true, since: null, why: "", unpaired: false },
    /** Why the first entry in the queue does not go though the server is there: { kind, why, observer }. */
    hold: null,
    /** The own session that was ended elsewhere, { id, title, ended, by }, with the ids of entries made `late`. */
    ended: null,
    /** Why this browser cannot keep entries. */
    broken: null,
    /** The refused entry that is being mended: { number, made, place, of }: its time, session, object. */
    mending: null,
};

/** Whether the server takes this device for nobody's, or for somebody else's. */
export function needsPairing() {
    return state.link.unpaired || [state.hold, state.refused].some((one) => one?.kind === "other-observer");
}

const watchers = new Set();
let told = true;

export function watch(watcher) {
    watchers.add(watcher);
}

/** Tells everybody once, when all that changes together has changed. */
export function changed() {
    if (!told) return;
    told = false;
    queueMicrotask(() => {
        told = true;
        for (const watcher of watchers) watcher();
    });
}

/** The kept entries of the case and observer that are shown. */
export function ownQueue() {
    return state.queue.filter((item) => item.case === state.case && item.observer === state.observer);
}

/** What is not acknowledged of them, in the order in which it was made, with what is being kept. */
export function unsent() {
    const kept = ownQueue();
    const keys = new Set([...kept, ...state.safe].map(({ key }) => key));
    const keeping = state.keeping.filter(({ key }) => !keys.has(key));
    return [
        ...kept.map((item) => ({ item, refused: item.refused })),
        ...keeping.map((item) => ({ item, isKeeping: true })),
    ];
}

export function textOf(item) {
    const body = JSON.parse(item.body);
    if (body.join) return `Session joined: ${body.join}`;
    return body.text ?? `Session begun: ${body.title || body.kind}`;
}
