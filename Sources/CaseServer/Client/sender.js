// Sends what is kept: in order, one at a time, each under the key that was made with it. Web Locks see to it that one
// tab sends. Where a browser has none (pages without TLS), several may: each goes on to the next entry only when one
// is acknowledged, and the server takes a key once, so that order and number stay right all the same.

import { ask, Held, Refused, Unpaired, Unreachable } from "./api.js";
import { acknowledge, firstWaiting, noteFailure, noteTry, refuse } from "./store.js";

const WAIT_FIRST = 500;
const WAIT_MAX = 20_000;
/** A tab that says nothing for so long while entries wait has been put to sleep by the browser, lock and all. */
const SILENCE_MAX = 60_000;
/** A server that does not know this device is asked so seldom; pairing it hurries. */
export const WAIT_UNPAIRED = 60_000;
/** So long a question about a name holds an entry back; after that it goes with what is most likely. */
const ANSWER_WITHIN = 10_000;
const LOOK_AGAIN = 1_000;
/** So often may the server fail at one entry, while it is well otherwise, before the entry makes room for the next. */
const FAILURES_MAX = 5;

const channel = new BroadcastChannel("caselog-capture");
let listener = () => {};
let wake = () => {};
let isSender = false;
let lastHeard = Date.now();

/** Tells this tab and the others. */
export function tell(message) {
    channel.postMessage(message);
    hear(message);
}

function hear(message) {
    if (message.kind !== "kept" && message.kind !== "hurry") lastHeard = Date.now();
    if (message.kind === "kept" || message.kind === "hurry") wake();
    listener(message);
}

/** Starts sending, as soon as no other tab does. `hearing` is told what becomes of the entries and of the server. */
export function startSending(hearing) {
    listener = hearing;
    channel.onmessage = ({ data }) => hear(data);
    const hurry = () => hear({ kind: "hurry" });
    window.addEventListener("online", hurry);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) hurry(); });
    if (!navigator.locks) {
        sendForever();
        return;
    }
    navigator.locks.request("caselog-capture-sender", sendForever);
    setInterval(standIn, SILENCE_MAX / 4);
}

async function standIn() {
    if (isSender || document.hidden) return;
    if (!await firstWaiting().catch(() => null)) lastHeard = Date.now();
    if (Math.abs(Date.now() - lastHeard) > SILENCE_MAX) sendForever();
}

function pause(limit) {
    return new Promise((resolve) => {
        const timer = limit === null ? null : setTimeout(resolve, limit);
        wake = () => {
            clearTimeout(timer);
            resolve();
        };
    });
}

const after = (limit) => new Promise((resolve) => { setTimeout(resolve, limit); });

async function sendForever() {
    if (isSender) return;
    isSender = true;
    try {
        let wait = WAIT_FIRST;
        for (;;) {
            // Made before looking, so that nothing kept in between is overlooked.
            const idle = pause(null);
            const outcome = await sendFirst();
            if (outcome === "none") await idle;
            if (outcome === "asked") await Promise.race([idle, after(LOOK_AGAIN)]);
            if (outcome === "unpaired") await pause(WAIT_UNPAIRED);
            if (outcome === "later") await pause(wait * (0.75 + Math.random() / 2));
            wait = outcome === "later" ? Math.min(wait * 2, WAIT_MAX) : WAIT_FIRST;
        }
    } finally {
        isSender = false;
    }
}

/** Never throws: what this browser fails at is tried again like anything else, or sending would end for good. */
async function sendFirst() {
    try {
        const item = await firstWaiting();
        if (!item) return "none";
        if (awaitsAnswer(item)) return "asked";
        return await sendOne(item.number);
    } catch (error) {
        tell({ kind: "held", problem: { kind: "device", why: String(error?.message ?? error) } });
        return "later";
    }
}

/** Whether somebody may still answer what is asked about a name in an entry. Who goes on recording does not. */
export function awaitsAnswer({ asks = [], asked, tries, isLast }) {
    const since = Date.now() - asked;
    return isLast && tries === 0 && asks.length > 0 && since >= 0 && since < ANSWER_WITHIN;
}

/** Gives "done" where the entry is safe or in need of somebody, else when to try again. */
async function sendOne(number) {
    const item = await noteTry(number);
    if (!item) return "done";
    try {
        tell({ kind: "sending", number: item.number });
        const { path, observer, key, body } = item;
        const answer = await ask(path, { method: "POST", observer, key, body });
        if (!Array.isArray(answer.ids)) throw new Unreachable("something else answers in its place");
        await acknowledge(item.number, answer);
        tell({ kind: "safe", number: item.number, reached: true });
        return "done";
    } catch (error) {
        return dealWith(error, item);
    }
}

async function dealWith(error, item) {
    const { number, observer } = item;
    if (error instanceof Refused) return park(number, error.problem);
    if (error instanceof Held) {
        if (error.kind === "failed" && await failsForGood(number)) {
            // It has failed at this one, which says nothing of whether it had stored it by then.
            return park(number, { kind: "failed", detail: error.message, mayBeStored: true });
        }
        tell({ kind: "held", number, reached: true, problem: { kind: error.kind, why: error.message, observer } });
        return "later";
    }
    if (!(error instanceof Unreachable || error instanceof Unpaired)) throw error;
    const unpaired = error instanceof Unpaired;
    tell({ kind: "held", number, why: error.message, unpaired });
    return unpaired ? "unpaired" : "later";
}

async function park(number, problem) {
    await refuse(number, problem);
    tell({ kind: "refused", number, reached: true });
    return "done";
}

async function failsForGood(number) {
    if (await noteFailure(number) < FAILURES_MAX) return false;
    return ask("/health").then(() => true, () => false);
}
