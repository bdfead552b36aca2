// The last entries, own ones and those of others, each with its state in words and by a shape. They are one stop for
// whoever goes by keys: the arrows lead from one to the next.

import { arrange, byID } from "./dom.js";
import { isDropping, mayUndo, rowNode } from "./row.js";
import { entries } from "./rows.js";
import { isTooLate } from "./session.js";
import { changed, state } from "./state.js";

/** The row whose actions are shown. */
let opened = null;
/** The row at which the keys are; the last one, until they have moved. */
let current = null;

/** Brings what needs somebody into sight. */
export function showRefused() {
    const row = byID("entries").querySelector('[data-state="refused"]');
    row?.scrollIntoView({ block: "center" });
    row?.querySelector(".row-actions button")?.focus({ preventScroll: true });
}

/** Whether the newest entries are in sight and are to stay so, until somebody scrolls: not when sizes change. */
let isAtEnd = true;
let sizes = "";

export function makeLog() {
    const place = byID("log");
    const toEnd = () => { if (isAtEnd) place.scrollTop = place.scrollHeight; };
    place.addEventListener("scroll", () => {
        const now = `${place.scrollHeight} ${place.clientHeight}`;
        if (now !== sizes) {
            sizes = now;
            toEnd();
            return;
        }
        isAtEnd = place.scrollHeight - place.scrollTop - place.clientHeight < 60;
    });
    const observer = new ResizeObserver(toEnd);
    observer.observe(place);
    observer.observe(byID("entries"));
    byID("entries").addEventListener("keydown", step);
    byID("entries").addEventListener("focusin", (event) => {
        current = event.target.closest("li").dataset.key;
        drawStop();
    });
}

function step(event) {
    const rows = [...byID("entries").children];
    const at = rows.findIndex(({ dataset }) => dataset.key === current);
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    rows[next]?.querySelector(".row-main").focus();
}

/** One row, with what can be done about it, is where the Tab key leads to. */
function drawStop() {
    const rows = [...byID("entries").children];
    const stop = rows.find(({ dataset }) => dataset.key === current) ?? rows.at(-1);
    for (const row of rows) {
        for (const node of row.querySelectorAll("button")) node.tabIndex = row === stop ? 0 : -1;
    }
}

export function drawLog() {
    const place = byID("log");
    const rows = entries();
    if (state.keeping.length) isAtEnd = true;
    const lastOwn = rows.findLast((row) => !row.isOther && row.state !== "refused" && !row.isRetracted && mayUndo(row));
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.closest("li")?.dataset.key;
    const label = focused?.textContent;
    arrange(byID("entries"), rows.map((row) => {
        const isOpen = opened === row.key || row.state === "refused";
        const isLast = row === lastOwn;
        const shows = [
            row.state, row.isRetracted, row.isCorrected, row.isLate, row.type, row.text, isOpen, isLast,
            isDropping(row.key), row.item.tries > 0, state.hold !== null,
            row.state === "refused" && isTooLate(row.item),
        ];
        const toggle = () => {
            opened = opened === row.key ? null : row.key;
            changed();
        };
        return { key: row.key, says: shows.join("|"), make: () => rowNode(row, isOpen, isLast, toggle) };
    }));
    byID("log-empty").hidden = rows.length > 0;
    if (key && !document.contains(focused)) {
        const node = [...byID("entries").children].find((one) => one.dataset.key === key);
        const buttons = [...node?.querySelectorAll("button") ?? []];
        (buttons.find((one) => one.textContent === label) ?? buttons[0])?.focus();
    }
    drawStop();
}
