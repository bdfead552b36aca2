// The head: the case, the clock, the session with its hours and state; and the line that says whether all is safe.

import { button, byID, counted, element, setText, shape } from "./dom.js";
import { showRefused } from "./log.js";
import { awaitsAnswer } from "./sender.js";
import { endWords, kindWords, runningAt, sessionNow } from "./session.js";
import { needsPairing, state } from "./state.js";
import { clockOf, runningWords, spanWords, whenWords } from "./times.js";

const SHOW = { class: "tool show" };
/** From here on the device's clock is worth a word. */
const CLOCK_OFF = 60_000;

export function drawHeader() {
    const session = sessionNow();
    setText(byID("case-title"), state.known?.title || state.case || "Capture");
    setText(byID("who"), state.case ? `${state.case} · ${state.observer || "you"}` : "");
    byID("session").hidden = !session;
    if (!session) return;
    const isPaused = session.since === null;
    byID("session").dataset.paused = isPaused;
    setText(byID("session-title"), session.title || kindWords(session.kind));
    const about = [isPaused ? "Paused" : "Running", `since ${whenWords(session.started, false)}`];
    if (session.waits) about.push("its start waits on this device");
    setText(byID("session-about"), about.join(" · "));
    const next = isPaused ? "Resume" : "Pause";
    if (byID("pause").textContent !== next) {
        byID("pause").replaceChildren(shape(next.toLowerCase()), element("span", {}, next));
    }
}

/** Every second; nothing here is said aloud. */
export function drawClock() {
    setText(byID("clock"), clockOf());
    const session = sessionNow();
    if (session) setText(byID("running"), runningWords(runningAt(session)));
}

/** What is to be known about safety, in one sentence each; and how grave it is. */
export function safety() {
    const kept = state.queue.filter((item) => !item.refused);
    const refused = state.queue.filter((item) => item.refused);
    const { reachable, since, why, unpaired } = state.link;
    const sentences = [];
    let level = "safe";
    if (kept.length) {
        level = "waiting";
        const isAsked = kept.length === 1 && reachable && awaitsAnswer({ ...kept[0], isLast: true });
        sentences.push(`${counted(kept.length, "entry waits", "entries wait")} on this device`
            + (isAsked ? "; it goes when you answer, or in a moment" : ""));
    } else {
        const all = refused.length ? "Everything else" : "Everything";
        sentences.push(`${all} is safe${safeUpTo()}`);
    }
    if (unpaired) sentences[0] += "; this device is not paired with the server";
    else if (!reachable) sentences[0] += `; the server cannot be reached since ${whenWords(since, false)} (${why})`;
    else if (kept.length && state.hold) sentences[0] += `; ${holdWords(state.hold)}`;
    if (!reachable) level = "waiting";
    if (refused.length) {
        level = "refused";
        sentences.push(counted(refused.length, "entry needs you", "entries need you"));
    }
    if (state.broken) {
        level = "refused";
        sentences.unshift(`This browser could not keep an entry: ${state.broken}. It is in the field again: copy it`);
    }
    sentences.push(...remarks());
    return { level, words: `${sentences.join(". ")}.` };
}

/** Up to when; a clock that is wrong says nothing. */
function safeUpTo() {
    const last = state.safe.at(-1);
    if (!last) return "";
    return Math.abs(clockOff()) > CLOCK_OFF ? ", up to the last entry" : `, up to ${whenWords(last.made)}`;
}

/** By how much the device's clock is ahead of the server's, in milliseconds. */
function clockOff() {
    return state.known?.now ? state.known.asked - Date.parse(state.known.now) : 0;
}

/** Why nothing goes though the server is there. */
function holdWords({ kind, why, observer }) {
    const plain = why.replace(/\.$/, "");
    if (kind === "device") return `this browser cannot read what it keeps: ${plain}`;
    if (kind !== "other-observer") return `the server does not take them now: ${plain}`;
    const whose = observer || "another observer";
    return `the first is ${whose}'s, and this device is paired as somebody else. Paired as ${whose} it sends them`;
}

function remarks() {
    const found = [];
    if (state.refused) found.push(`The server does not open the case: ${state.refused.why.replace(/\.$/, "")}`);
    if (state.ended) found.push(...endRemarks(state.ended));
    const elsewhere = state.queue.filter((item) => item.case !== state.case || item.observer !== state.observer);
    if (elsewhere.length) found.push(`Of these ${elsewhere.length} belong to another case or observer`);
    const off = clockOff();
    if (Math.abs(off) > CLOCK_OFF) {
        const words = `${spanWords(Math.abs(off))} ${off > 0 ? "ahead of" : "behind"}`;
        found.push(`This device's clock is ${words} the server's; entries have the time that it shows`);
    }
    if (!window.isSecureContext) found.push("Without TLS this page cannot open offline: leave it open");
    return found;
}

function endRemarks({ id, title, late }) {
    const said = `The session “${title || id}” ${endWords(id)}`;
    if (!late.size) return [said];
    const are = late.size === 1 ? "is" : "are";
    return [said, `${counted(late.size, "entry", "entries")} made after that ${are} in it all the same`];
}

let saidLevel = null;

/** `pair` is called by whoever wants to pair the device. */
export function drawSafety(pair) {
    const { level, words } = safety();
    const line = byID("safety");
    if (line.dataset.words !== words || line.dataset.level !== level) {
        Object.assign(line.dataset, { words, level });
        const icon = { safe: "safe", waiting: "waiting", refused: "refused" }[level];
        line.replaceChildren(shape(icon), element("span", {}, words), ...remedies(level, pair));
    }
    sayAloud(level, words);
}

function remedies(level, pair) {
    return [
        level === "refused" && state.queue.some((item) => item.refused) && button("Show it", showRefused, SHOW),
        needsPairing() && button("Pair this device", pair, SHOW),
    ].filter(Boolean);
}

/** Said when the kind of it changes and has stayed so for a moment, not at every entry. */
let saying = null;

function sayAloud(level, words) {
    const kind = `${level} ${state.link.reachable} ${state.hold?.kind} ${state.ended?.id}`;
    if (kind === saidLevel) return;
    clearTimeout(saying);
    saying = setTimeout(() => {
        if (saidLevel !== null || level !== "safe") setText(byID("said"), words);
        saidLevel = kind;
    }, 800);
}
