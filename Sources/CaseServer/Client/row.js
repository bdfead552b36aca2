// One entry among the last ones: what it says, how it stands, what can be done about it.

import { button, element, shape } from "./dom.js";
import { refusalWords } from "./api.js";
import { dropEntry, sendAgain, undo } from "./capture.js";
import { mend, setEntry, stopMending } from "./entry.js";
import { endWords, isTooLate } from "./session.js";
import { changed, state } from "./state.js";
import { whenWords } from "./times.js";

const STATE_WORDS = {
    keeping: "not kept yet", waiting: "waits on this device", sending: "being sent", safe: "safe", refused: "needs you",
};

/** The entry that is to be dropped, if it is asked for once more. */
let dropping = null;

/** A session is not taken back but ended, and what was taken back stays so. */
export const mayUndo = ({ item, text, type }) =>
    !item.path?.endsWith("/sessions") && !/^!undo\b/.test(text) && !/^(session\.|event\.retracted$)/.test(type ?? "");

/** An event can be put right; what puts right or takes back another one can only be taken back. */
const mayMend = (row) => row.id && !/^event\./.test(row.type ?? "") && mayUndo(row);

export const isDropping = (key) => dropping === key;

export function rowNode(row, isOpen, isLast, toggle) {
    const actions = actionsOf(row, isOpen, isLast);
    return element("li", { class: "row", "data-state": row.state, "data-retracted": row.isRetracted || null },
        element("span", { class: "row-state" }, shape(row.state)),
        element("button", { type: "button", class: "row-main", "aria-expanded": String(isOpen), onclick: toggle },
            element("span", { class: "row-text" }, row.text),
            element("span", { class: "row-about" }, aboutOf(row))),
        actions.length > 0 && element("span", { class: "row-actions" }, actions));
}

function standing(row) {
    if (row.isRetracted) return "taken back";
    return row.isCorrected ? `${STATE_WORDS[row.state]}, put right` : STATE_WORDS[row.state];
}

function aboutOf(row) {
    const parts = [element("time", { datetime: row.at }, whenWords(row.at))];
    if (row.who && row.who !== state.observer) parts.push(` · ${row.who}`);
    parts.push(" · ", element("b", { class: "state-words" }, standing(row)));
    if (row.isLate) parts.push(" · made after the end");
    if (row.id) parts.push(" · ", element("code", {}, row.id));
    for (const { name, id, kind } of row.minted) {
        parts.push(` · new: ${id === name || !name ? id : `${name} is ${id}`}${kind ? ` (${kind})` : ""}`);
    }
    for (const begun of row.begun) parts.push(` · begins ${begun}`);
    if (row.told.length) parts.push(` · ${row.told.join(" ")}`);
    if (row.item.refused) parts.push(element("span", { class: "problem" }, whyRefused(row.item)));
    return parts;
}

function whyRefused(item) {
    const words = refusalWords(item.refused);
    return isTooLate(item) ? `${words} It ${endWords(JSON.parse(item.body).session)}.` : words;
}

function actionsOf(row, isOpen, isLast) {
    if (row.state === "refused") return refusedActions(row);
    if (row.state === "keeping" || row.state === "sending" || row.isRetracted || row.told.length) return [];
    const actions = [];
    if ((isOpen || isLast) && mayUndo(row)) actions.push(button("Undo", () => takeBack(row.item)));
    if (isOpen && mayMend(row)) actions.push(button("Mend", () => setEntry(`!fix ${row.id} `, true)));
    if (isOpen && !row.isTold) actions.push(writeAgain(row));
    // What the server will never take would hold up all that comes after it.
    if (isOpen && row.state === "waiting" && row.item.tries > 0 && state.hold) actions.push(dropButton(row, true));
    return actions;
}

async function takeBack(item) {
    const why = await undo(item);
    if (why === null) return;
    state.broken = why;
    changed();
}

const writeAgain = ({ text }) => button("Write again", () => setEntry(text, true));

/** What the server may have is not mended but sent again under its key, or else it might be there twice. */
function refusedActions(row) {
    const { item, text } = row;
    const { mayBeStored = false } = item.refused;
    if (!mayBeStored && isTooLate(item)) return [button("Let go", () => dropEntry(item.number))];
    const again = () => {
        if (state.mending?.number === item.number) stopMending();
        sendAgain(item.number);
    };
    return [
        !mayBeStored && item.path.endsWith("/entries") && button("Mend", () => mend(item, text)),
        button("Send again", again),
        mayBeStored && item.path.endsWith("/entries") && writeAgain(row),
        dropButton(row, mayBeStored),
    ];
}

/** Drops at the second press; of what may be stored the first one says so. */
function dropButton({ item, key }, mayBeStored) {
    const sure = mayBeStored ? "Drop it, though it may be stored" : "Drop it for good";
    return button(dropping === key ? sure : "Drop", () => {
        if (dropping === key) dropEntry(item.number, mayBeStored);
        else dropping = key;
        changed();
    }, { class: "tool alarm" });
}
