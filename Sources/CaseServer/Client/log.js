// The last entries, own ones and those of others, each with its state in words and by a shape.

import { arrange, button, byID, element, shape } from "./dom.js";
import { refusalWords } from "./api.js";
import { dropRefused, sendAgain, undo } from "./capture.js";
import { mend, setEntry } from "./entry.js";
import { changed, ownQueue, state, textOf } from "./state.js";
import { whenWords } from "./times.js";

const SHOWN = 80;
const STATE_WORDS = {
    keeping: "not kept yet", waiting: "waits on this device", sending: "being sent", safe: "safe", refused: "needs you",
};

let opened = null;
/** The refused entry that is to be dropped, if it is asked for once more. */
let dropping = null;

/** All that is shown: { key, at, who, text, says, state, item }, oldest first. */
function entries() {
    const seen = new Map((state.known?.entries ?? []).map((entry) => [entry.id, entry]));
    const rows = [];
    for (const item of state.safe) {
        const ids = item.answer.ids;
        const told = ids.map((id) => seen.get(id)).filter(Boolean);
        for (const id of ids) seen.delete(id);
        rows.push({
            key: item.key, at: item.made, text: textOf(item), state: "safe", item, id: ids.at(-1),
            isRetracted: told.some((entry) => entry.retracted), minted: item.answer.minted ?? [],
            told: ids.length ? [] : item.answer.words ?? [],
        });
    }
    for (const entry of seen.values()) {
        rows.push({
            key: entry.id, at: entry.occurred, text: entry.words, state: "safe", id: entry.id, item: entry,
            who: entry.id.split("-")[0], isRetracted: entry.retracted, isOther: true, minted: [], told: [],
        });
    }
    rows.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    return [...rows, ...waiting()].slice(-SHOWN);
}

/** What is not acknowledged stands last, in the order in which it will be sent. */
function waiting() {
    const plain = (item, is) => ({
        key: item.key, at: item.made, text: textOf(item), state: is, item, id: null, minted: [], told: [],
    });
    const kept = ownQueue();
    const keys = new Set([...kept, ...state.safe].map(({ key }) => key));
    const keeping = state.keeping.filter(({ key }) => !keys.has(key));
    const stateOf = (item) => (item.refused ? "refused" : item.number === state.sending ? "sending" : "waiting");
    return [...kept.map((item) => plain(item, stateOf(item))), ...keeping.map((item) => plain(item, "keeping"))];
}

/** Whether the newest entries are in sight and are to stay so. */
let isAtEnd = true;

export function makeLog() {
    const place = byID("log");
    const toEnd = () => { if (isAtEnd) place.scrollTop = place.scrollHeight; };
    place.addEventListener("scroll", () => {
        isAtEnd = place.scrollHeight - place.scrollTop - place.clientHeight < 60;
    });
    const observer = new ResizeObserver(toEnd);
    observer.observe(place);
    observer.observe(byID("entries"));
}

export function drawLog() {
    const place = byID("log");
    const rows = entries();
    const lastOwn = rows.findLast((row) => !row.isOther && !row.isRetracted && !/^!undo/.test(row.text));
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.closest("li")?.dataset.key;
    const label = focused?.textContent;
    arrange(byID("entries"), rows.map((row) => {
        const isOpen = opened === row.key || row.state === "refused";
        const shows = [row.state, row.isRetracted, row.text, isOpen, row === lastOwn, dropping === row.key, row.item.tries > 0];
        return { key: row.key, says: shows.join("|"), make: () => rowNode(row, isOpen, row === lastOwn) };
    }));
    byID("log-empty").hidden = rows.length > 0;
    if (key && !document.contains(focused)) {
        const node = [...byID("entries").children].find((one) => one.dataset.key === key);
        ([...node?.querySelectorAll("button") ?? []].find((one) => one.textContent === label) ?? node?.querySelector("button"))
            ?.focus();
    }
}

function rowNode(row, isOpen, isLast) {
    const toggle = () => {
        opened = opened === row.key ? null : row.key;
        changed();
    };
    const actions = actionsOf(row, isOpen, isLast);
    return element("li", { class: "row", "data-state": row.state, "data-retracted": row.isRetracted || null },
        element("span", { class: "row-state" }, shape(row.state)),
        element("button", { type: "button", class: "row-main", "aria-expanded": String(isOpen), onclick: toggle },
            element("span", { class: "row-text" }, row.text),
            element("span", { class: "row-about" }, aboutOf(row))),
        actions.length > 0 && element("span", { class: "row-actions" }, actions));
}

function aboutOf(row) {
    const parts = [element("time", { datetime: row.at }, whenWords(row.at))];
    if (row.who && row.who !== state.observer) parts.push(` · ${row.who}`);
    parts.push(" · ", element("b", { class: "state-words" }, row.isRetracted ? "taken back" : STATE_WORDS[row.state]));
    if (row.id) parts.push(" · ", element("code", {}, row.id));
    for (const { name, id, kind } of row.minted) {
        parts.push(` · new: ${id === name || !name ? id : `${name} is ${id}`}${kind ? ` (${kind})` : ""}`);
    }
    if (row.told.length) parts.push(` · ${row.told.join(" ")}`);
    if (row.item.refused) parts.push(element("span", { class: "problem" }, refusalWords(row.item.refused)));
    return parts;
}

function actionsOf(row, isOpen, isLast) {
    if (row.state === "refused") return refusedActions(row);
    if (row.state === "keeping" || row.state === "sending" || row.isRetracted || row.told.length) return [];
    // What was sent and not acknowledged can only be taken back by its place, so only while it is the last.
    const canUndo = row.id !== null || row.item.tries === 0 || isLast;
    const actions = [];
    if ((isOpen || isLast) && canUndo) actions.push(button("Undo", () => undo(row.item)));
    if (isOpen && row.id) actions.push(button("Mend", () => setEntry(`!fix ${row.id} `, true)));
    if (isOpen && !row.isOther) actions.push(button("Write again", () => setEntry(row.text, true)));
    return actions;
}

function refusedActions({ item, key, text }) {
    const drop = () => {
        if (dropping === key) dropRefused(item.number);
        else dropping = key;
        changed();
    };
    return [
        item.path.endsWith("/entries") && button("Mend", () => mend(item, text)),
        button("Send again", () => sendAgain(item.number)),
        button(dropping === key ? "Drop it for good" : "Drop", drop, { class: "tool alarm" }),
    ];
}
