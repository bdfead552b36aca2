// Live: what others add appears by itself. The stream says that something has changed; what, the state of the case
// then says in words. Where the stream cannot be had, the page asks from time to time.

import { casePath } from "./api.js";
import { notReached, reached, refresh } from "./known.js";
import { WAIT_UNPAIRED } from "./sender.js";
import { state } from "./state.js";

const WAIT_FIRST = 1_000;
const WAIT_MAX = 30_000;
/** Not more often than this is the state asked for, however much is added. */
const REST = 1_500;
/** Comments come every 15 s; a stream that is silent for longer is dead, whatever the browser believes. */
const ASK_EVERY = 40_000;

let source = null;
let wait = WAIT_FIRST;
let timer = null;
let resting = null;

export function follow() {
    stop();
    if (state.case === null || document.hidden || state.link.unpaired) return;
    const after = state.known?.position ? `?after=${encodeURIComponent(state.known.position)}` : "";
    source = new EventSource(`${casePath(state.case)}/stream${after}`);
    source.onopen = () => {
        wait = WAIT_FIRST;
        reached();
        soon();
    };
    source.addEventListener("added", soon);
    source.addEventListener("note", soon);
    source.onerror = () => {
        // The browser's own trying again keeps no measure and gives up for good at some answers.
        stop();
        timer = setTimeout(tryAgain, wait * (0.75 + Math.random() / 2));
        wait = Math.min(wait * 2, WAIT_MAX);
    };
}

/** Where the server does not know this device, that is all, until it has been paired or asked once more. */
async function tryAgain() {
    await refresh();
    if (!source) follow();
}

function stop() {
    source?.close();
    source = null;
    clearTimeout(timer);
}

/** Asks for the state of the case, at once and then not again for a while. */
export function soon() {
    if (resting) {
        resting.again = true;
        return;
    }
    resting = { again: false };
    refresh();
    setTimeout(() => {
        const { again } = resting;
        resting = null;
        if (again) soon();
    }, REST);
}

export function keepFollowing() {
    setInterval(() => { if (!document.hidden && !state.link.unpaired) soon(); }, ASK_EVERY);
    setInterval(() => { if (!document.hidden && state.link.unpaired) tryAgain(); }, WAIT_UNPAIRED);
    window.addEventListener("offline", () => notReached("this device has no network"));
    window.addEventListener("online", follow);
    document.addEventListener("visibilitychange", () => {
        // A browser opens few connections to one server: tabs that nobody sees hold none.
        if (document.hidden) {
            stop();
            return;
        }
        soon();
        follow();
    });
}
