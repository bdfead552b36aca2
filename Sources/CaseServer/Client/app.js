// Opens the page: what was chosen last, what this device still keeps, the case as it stands; then follows all of it.

import { button, byID, element, setText, shape } from "./dom.js";
import { drawBoards } from "./boards.js";
import { settleFocus, watchFocus } from "./focus.js";
import { drawKeys } from "./keys.js";
import { notReached, openCase, reached, refresh, reload } from "./known.js";
import { makeEntry, openDraft, recordText } from "./entry.js";
import { drawClock, drawHeader, drawSafety } from "./header.js";
import { drawLog, makeLog } from "./log.js";
import { makeMenu, useTheme } from "./menu.js";
import { recallNames } from "./names.js";
import { showPairing } from "./pairing.js";
import { startSending, tell } from "./sender.js";
import { drawQuestions } from "./questions.js";
import { openSheet } from "./sheet.js";
import { sessionNow } from "./session.js";
import { keepShell } from "./shell.js";
import { drawStart, showCases } from "./start.js";
import { changed, ownQueue, state, watch } from "./state.js";
import { forgetSafe, keepSetting, setting } from "./store.js";
import { follow, keepFollowing, soon } from "./stream.js";

function draw() {
    const isOpen = state.case !== null;
    const session = isOpen ? sessionNow() : null;
    byID("choose").hidden = isOpen;
    byID("work").hidden = !isOpen;
    byID("safety").hidden = !isOpen;
    byID("dock").hidden = !session;
    byID("boards").hidden = !session;
    byID("work").dataset.session = session ? "running" : "none";
    // When all is drawn that is shown anew.
    queueMicrotask(settleFocus);
    drawHeader();
    drawClock();
    drawSafety(pair);
    if (!isOpen) return;
    // Before the case has answered, or cannot, nobody knows whether a session runs.
    const isSure = state.known !== null || !state.link.reachable;
    drawStart(!session && isSure);
    byID("opening").hidden = session !== null || isSure || state.refused !== null;
    drawLog();
    drawQuestions();
    drawKeys();
    drawBoards();
}

async function open(name, observer) {
    await openCase(name, observer);
    openDraft();
    await refresh();
    // What waits for a case that is gone can only be seen, and dropped, in it.
    if (state.refused && !state.known && !ownQueue().length) {
        leave(state.refused.why);
        return;
    }
    if (state.link.unpaired) pair();
    history.replaceState(null, "", `#${encodeURIComponent(name)}`);
    follow();
}

async function leave(why = "") {
    const { case: name, observer } = state;
    state.case = null;
    // What was shown to choose from before is old, and for whoever observed then.
    byID("choose").replaceChildren();
    history.replaceState(null, "", location.pathname);
    changed();
    await keepSetting("case", null).catch(() => {});
    // The server has these words, and may be asked to forget them.
    await forgetSafe(name, observer).catch(() => {});
    await showCases(open, pair, why);
}

/** Pairs this device; whoever it is paired as observes from then on. */
function pair() {
    showPairing(async (name) => {
        tell({ kind: "hurry" });
        if (state.case === null) await showCases(open, pair);
        else if (name !== state.observer) await open(state.case, name);
        else {
            await refresh();
            follow();
        }
    });
}

/** What the sender says, in this tab or another one. */
function hear(message) {
    if (message.kind !== "kept" && message.kind !== "hurry") noteSending(message);
    if (message.reached) reached();
    if (["safe", "refused", "held"].includes(message.kind)) state.hold = message.problem ?? null;
    if (message.kind === "held" && !message.problem) notReached(message.why, message.unpaired);
    if (message.kind !== "hurry") reload().then(() => afterReload(message.kind));
}

let sendingSoon = null;

/** What is sent at once, or cannot be, is not shown as being sent: rows that flicker are hard to press. */
function noteSending({ kind, number }) {
    clearTimeout(sendingSoon);
    if (kind !== "sending") {
        state.sending = null;
        return;
    }
    sendingSoon = setTimeout(() => {
        state.sending = number;
        changed();
    }, 400);
}

function afterReload(kind) {
    if (kind === "kept") recallNames();
    // Only now is it known here what an answer will have counted in.
    if (kind === "safe") soon();
}

function makeControls() {
    byID("pause").addEventListener("click", () => recordText(sessionNow()?.since === null ? "!resume" : "!pause"));
    byID("end").append(shape("end"), element("span", {}, "End"));
    byID("end").addEventListener("click", () => {
        const { close: shut } = openSheet("End the session?",
            element("p", { class: "hint" }, "Its hours are counted from the clock, without pauses."),
            element("div", { class: "sheet-foot" }, button("Go on", () => shut()), button("End it", () => {
                shut();
                recordText("!end");
            }, { class: "primary" })));
    });
    const tabs = [...byID("tabs").children];
    const show = (name) => {
        byID("boards").dataset.shown = name;
        for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.board === name));
    };
    for (const tab of tabs) tab.addEventListener("click", () => show(tab.dataset.board));
    show("actors");
}

/** The case that the address names; what nobody has written as an address names none. */
function caseInAddress() {
    try {
        return decodeURIComponent(location.hash.slice(1));
    } catch {
        return "";
    }
}

async function begin() {
    useTheme();
    watchFocus();
    makeMenu(leave, pair);
    makeControls();
    makeEntry();
    makeLog();
    watch(draw);
    startSending(hear);
    await reload();
    setInterval(drawClock, 1000);
    keepFollowing();
    keepShell().catch((error) => setText(byID("said"), `This page will not open offline: ${error.message}`));
    const name = caseInAddress() || await setting("case").catch(() => null);
    const observer = await setting("paired").catch(() => null) ?? await setting("observer").catch(() => null);
    if (name && observer !== null && observer !== undefined) await open(name, observer);
    else await showCases(open, pair);
}

begin();
