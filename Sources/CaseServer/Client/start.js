// Choosing a case and who one is; pairing, where the server asks for it; starting a session.

import { ask, Refused, Unpaired } from "./api.js";
import { button, byID, counted, element, setText } from "./dom.js";
import { startSession } from "./capture.js";
import { actors } from "./names.js";
import { picker } from "./picker.js";
import { openSheet } from "./sheet.js";
import { SESSION_KINDS, sessionBody } from "./session.js";
import { changed, state } from "./state.js";
import { keepSetting, setting } from "./store.js";
import { namesIn } from "./words.js";

/** Shows the cases; `choose` gets the one chosen and who observes. `why` says what became of the one before. */
export async function showCases(choose, why = "") {
    const place = byID("choose");
    const observer = element("input", {
        id: "observer", autocomplete: "off", autocapitalize: "off", maxlength: 16, spellcheck: "false",
        value: await setting("observer").catch(() => "") ?? "",
        oninput: () => { observer.value = observer.value.toLowerCase().replace(/[^a-z0-9]/g, ""); },
    });
    const list = element("div", { class: "cases" });
    const note = element("p", { class: "hint", role: "status" }, why);
    place.replaceChildren(element("h2", {}, "Capture while it happens"),
        element("div", { class: "field" },
            element("label", { for: "observer", class: "label" }, "Who observes"), observer,
            element("p", { class: "hint" }, "Small letters and digits: anna. Each observer has a feed of their own.")),
        element("p", { class: "label" }, "Which case"), list, note);
    await fillCases(list, note, (name) => choose(name, observer.value), () => showCases(choose));
}

async function fillCases(list, note, choose, again) {
    let cases = await setting("cases").catch(() => null) ?? [];
    try {
        cases = (await ask("/api/cases")).cases ?? [];
        keepSetting("cases", cases).catch(() => {});
    } catch (error) {
        if (error instanceof Unpaired) {
            showPairing(again);
            return;
        }
        setText(note, error instanceof Refused ? error.message
            : `The server cannot be reached: ${error.message}. ${cases.length ? "These cases were there last." : ""}`);
        list.after(button("Try again", again));
    }
    if (!cases.length && !note.textContent) {
        setText(note, "There is no case here. Make one with 'caselog new', then open this page again.");
    }
    list.replaceChildren(...cases.map(({ case: name, title, events }) => element("button", {
        type: "button", class: "case-button", onclick: () => choose(name),
    }, element("b", {}, title || name),
        element("span", {}, `${name}${events === undefined ? "" : ` · ${counted(events, "event")}`}`))));
}

/** The server shows a code in its terminal; whoever can read that may write. */
export function showPairing(paired) {
    const code = element("input", {
        id: "pair-code", autocomplete: "one-time-code", autocapitalize: "characters", spellcheck: "false",
    });
    const name = element("input", { id: "pair-name", autocomplete: "off", autocapitalize: "off", maxlength: 16 });
    const note = element("p", { class: "problem", role: "alert" });
    const pair = async () => {
        try {
            const body = JSON.stringify({ code: code.value.trim(), name: name.value.trim() });
            await ask("/api/pair", { method: "POST", body });
            close();
            paired();
        } catch (error) {
            const isWrong = error instanceof Unpaired;
            setText(note, isWrong ? "That is not the code. The terminal of the server shows it." : error.message);
        }
    };
    const { close } = openSheet("Pair this device",
        element("p", { class: "hint" },
            "The terminal in which 'caselog serve' runs shows a code. It is good once, for ten minutes."),
        element("div", { class: "field" }, element("label", { for: "pair-code", class: "label" }, "Code"), code),
        element("div", { class: "field" },
            element("label", { for: "pair-name", class: "label" }, "Who observes"), name),
        note, element("div", { class: "sheet-foot" }, button("Pair", pair, { class: "primary" })));
    code.focus();
}

let shownFor = null;

/** The form that starts a session, where none runs. */
export function drawStart(isShown) {
    const place = byID("start");
    place.hidden = !isShown;
    // What was begun is not thrown away because the case has answered meanwhile.
    const isBegun = Boolean(byID("session-name")?.value);
    const key = isShown ? `${state.case} ${state.observer} ${state.known !== null || isBegun}` : null;
    if (key === shownFor) return;
    shownFor = key;
    if (isShown) place.replaceChildren(...startNodes());
}

function startNodes() {
    let kind = "meeting";
    let participants = [];
    const title = element("input", { id: "session-name", autocomplete: "off", maxlength: 200 });
    const bodies = actors().filter((actor) => actor.kind === "body");
    const body = element("select", { id: "session-body" }, element("option", { value: "" }, "None"),
        bodies.map(({ id, label }) => element("option", { value: id }, label)));
    const kinds = element("div", { class: "choices", role: "group", "aria-label": "What kind" },
        SESSION_KINDS.map(([name, label]) => button(label, () => {
            kind = name;
            for (const node of kinds.children) node.setAttribute("aria-pressed", String(node.dataset.kind === name));
        }, { class: "choice", "data-kind": name, "aria-pressed": String(name === kind) })));
    const start = async () => {
        const why = await startSession(sessionBody({ kind, title: title.value, body: body.value, participants }));
        if (why === null) return;
        state.broken = why;
        changed();
    };
    return [
        element("h2", {}, "Start a session"), kinds,
        element("div", { class: "field" },
            element("label", { for: "session-name", class: "label" }, "Title (if you like)"), title),
        bodies.length > 0 && element("div", { class: "field" },
            element("label", { for: "session-body", class: "label" }, "Of which body"), body),
        picker({ name: "participants", sign: "@", isMany: true, isKnown: true }, true, [], (texts) => {
            participants = texts.flatMap((text) => namesIn(text).map(({ name }) => name));
        }),
        button("Start now", start, { class: "primary wide", id: "start-session" }),
    ].filter(Boolean);
}
