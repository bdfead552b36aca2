// Sends what is kept: in order, one at a time, each under the key that was made with it. Web Locks see to it that one
// tab sends. Where a browser has none (pages without TLS), several may: each goes on to the next entry only when one
// is acknowledged, and the server takes a key once, so that order and number stay right all the same.

import { ask, Refused, Unpaired, Unreachable } from "./api.js";
import { acknowledge, firstWaiting, noteTry, refuse } from "./store.js";

const WAIT_FIRST = 500;
const WAIT_MAX = 20_000;
/** A tab that says nothing for so long while entries wait has been put to sleep by the browser, lock and all. */
const SILENCE_MAX = 60_000;

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

async function sendForever() {
    if (isSender) return;
    isSender = true;
    let wait = WAIT_FIRST;
    for (;;) {
        // Made before looking, so that nothing kept in between is overlooked.
        const idle = pause(null);
        const item = await firstWaiting().catch(() => null);
        if (!item) {
            await idle;
            continue;
        }
        const went = await sendOne(item);
        if (went) {
            wait = WAIT_FIRST;
            continue;
        }
        await pause(wait * (0.75 + Math.random() / 2));
        wait = Math.min(wait * 2, WAIT_MAX);
    }
}

/** Gives whether the entry is done with: safe, or refused. */
async function sendOne(item) {
    try {
        if (!await noteTry(item.number)) return true;
        tell({ kind: "sending", number: item.number });
        const { path, observer, key, body } = item;
        const answer = await ask(path, { method: "POST", observer, key, body });
        if (!Array.isArray(answer.ids)) throw new Unreachable("something else answers in its place");
        await acknowledge(item.number, answer);
        tell({ kind: "safe", number: item.number, reached: true });
        return true;
    } catch (error) {
        return dealWith(error, item);
    }
}

async function dealWith(error, item) {
    if (error instanceof Refused) {
        await refuse(item.number, error.problem);
        tell({ kind: "refused", number: item.number, reached: true });
        return true;
    }
    const why = error instanceof Unreachable ? error.message : String(error);
    tell({ kind: "held", number: item.number, why, unpaired: error instanceof Unpaired });
    return false;
}
