// Choosing a case and who one is; starting a session, or joining one.

import { ask, Held, Refused, Unpaired } from "./api.js";
import { button, byID, counted, element, setText } from "./dom.js";
import { joinSession, startSession } from "./capture.js";
import { actors } from "./names.js";
import { picker } from "./picker.js";
import { kindWords, othersSessions, SESSION_KINDS, sessionBody } from "./session.js";
import { changed, state } from "./state.js";
import { keepSetting, setting } from "./store.js";
import { whenWords } from "./times.js";
import { namesIn } from "./words.js";

/** Shows the cases; `choose` gets the one chosen and who observes, `pair` is called where the server asks who this is.
 * `why` says what became of the case before. */
export async function showCases(choose, pair, why = "") {
    const place = byID("choose");
    const paired = await setting("paired").catch(() => null);
    const last = await setting("observer").catch(() => "") ?? "";
    const observer = element("input", {
        id: "observer", autocomplete: "off", autocapitalize: "off", maxlength: 16, spellcheck: "false",
        value: paired ?? last, hidden: Boolean(paired),
        oninput: () => { observer.value = observer.value.toLowerCase().replace(/[^a-z0-9]/g, ""); },
    });
    const list = element("div", { class: "cases", id: "cases" });
    const note = element("p", { class: "hint", role: "status" }, why);
    place.replaceChildren(element("h2", {}, "Capture while it happens"),
        element("div", { class: "field" },
            element("label", { for: "observer", class: "label" }, "Who observes"), observer, whoHint(paired, pair)),
        element("p", { class: "label" }, "Which case"), list, note, ...waiting(choose));
    await fillCases(list, note, (name) => choose(name, observer.value), () => showCases(choose, pair), pair);
}

/** The name under which a device is paired is settled: the server takes nothing from it in any other. */
function whoHint(paired, pair) {
    if (!paired) {
        return element("p", { class: "hint" },
            "Small letters and digits: anna. Each observer has a feed of their own.");
    }
    return element("div", { class: "settled" }, element("b", { id: "paired-as" }, paired),
        element("span", { class: "hint" }, "This device is paired under that name."),
        button("Pair it for somebody else", pair));
}

/** What waits on this device, by case and observer: also that of a case which the server has no longer. */
function waiting(choose) {
    const groups = new Map();
    for (const { case: name, observer } of state.queue) {
        const key = `${name} ${observer}`;
        groups.set(key, { name, observer, count: (groups.get(key)?.count ?? 0) + 1 });
    }
    if (!groups.size) return [];
    return [
        element("p", { class: "label" }, "On this device"),
        element("div", { class: "cases" }, [...groups.values()].map(({ name, observer, count }) => element("button", {
            type: "button", class: "case-button", onclick: () => choose(name, observer),
        }, element("b", {}, `${counted(count, "entry waits", "entries wait")}`),
            element("span", {}, observer ? `${name} · ${observer}` : name)))),
    ];
}

async function fillCases(list, note, choose, again, pair) {
    let cases = await setting("cases").catch(() => null) ?? [];
    try {
        cases = (await ask("/api/cases")).cases ?? [];
        keepSetting("cases", cases).catch(() => {});
    } catch (error) {
        if (error instanceof Unpaired) {
            setText(note, "This device is not paired with the server.");
            list.after(button("Pair this device", pair));
            pair();
            return;
        }
        setText(note, error instanceof Refused || error instanceof Held ? error.message
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

let shownFor = null;
/** The case and the observer that the form is for while it is shown. */
let begunBy = null;

/** The form that starts a session, where none runs. */
export function drawStart(isShown) {
    const place = byID("start");
    place.hidden = !isShown;
    const others = othersSessions();
    const whose = `${state.case} ${state.observer}`;
    const key = isShown ? JSON.stringify([whose, state.known !== null, others.map(({ id }) => id)]) : null;
    // What was begun is not thrown away because the case has answered meanwhile.
    const isBegun = isShown && whose === begunBy && Boolean(byID("session-name")?.value);
    if (key === shownFor || isBegun) return;
    shownFor = key;
    begunBy = isShown ? whose : null;
    if (isShown) place.replaceChildren(...joinNodes(others), ...startNodes());
}

/** Says why a session could not be kept. */
async function begun(keeping) {
    const why = await keeping;
    if (why === null) return;
    state.broken = why;
    changed();
}

/** A session that somebody else has begun is observed together only by whoever says so. */
function joinNodes(others) {
    if (!others.length) return [];
    return [
        element("h2", {}, others.length === 1 ? "A session is going on" : "Sessions are going on"),
        element("div", { class: "cases" }, others.map((session) => {
            const { id, title, kind, observers = [], started } = session;
            const about = [kindWords(kind), observers.length && `observed by ${observers.join(", ")}`,
                `since ${whenWords(started, false)}`];
            return element("button", {
                type: "button", class: "case-button join", onclick: () => begun(joinSession(session)),
            }, element("b", {}, `Join “${title || id}”`), element("span", {}, about.filter(Boolean).join(" · ")));
        })),
    ];
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
    const start = () =>
        begun(startSession(sessionBody({ kind, title: title.value, body: body.value, participants })));
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
