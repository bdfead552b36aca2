// The last entries, own ones and those of others, each with its state in words and by a shape.

import { arrange, byID } from "./dom.js";
import { isDropping, mayUndo, rowNode } from "./row.js";
import { changed, ownQueue, state, textOf } from "./state.js";

const SHOWN = 80;
/** The row whose actions are shown. */
let opened = null;

/** All that is shown: { key, at, who, text, says, state, item }, oldest first. */
function entries() {
    const seen = new Map((state.known?.entries ?? []).map((entry) => [entry.id, entry]));
    const rows = [];
    for (const item of state.safe) {
        const { ids, main, minted = [], words = [] } = item.answer;
        const told = ids.map((id) => seen.get(id)).filter(Boolean);
        for (const id of ids) seen.delete(id);
        rows.push({
            key: item.key, at: item.made, text: textOf(item), state: "safe", item, minted,
            id: main ?? ids.at(-1) ?? null, isRetracted: told.some((entry) => entry.retracted),
            told: ids.length ? [] : words,
        });
    }
    for (const entry of seen.values()) {
        rows.push({
            key: entry.id, at: entry.occurred, text: entry.words, state: "safe", id: entry.id, item: entry,
            who: entry.id.split("-")[0], isRetracted: entry.retracted, isOther: true, minted: [], told: [],
        });
    }
    const mine = unsent();
    const refused = mine.filter((row) => row.state === "refused");
    const instant = ({ at }) => Date.parse(at) || 0;
    const byTime = (one, other) => instant(one) - instant(other);
    const past = [...rows.sort(byTime).slice(-SHOWN), ...refused].sort(byTime);
    // What waits stands last, in the order in which it will be sent.
    return [...past, ...mine.filter((row) => row.state !== "refused")];
}

/** What is not acknowledged. */
function unsent() {
    const plain = (item, is) => ({
        key: item.key, at: item.made, text: textOf(item), state: is, item, id: null, minted: [], told: [],
    });
    const kept = ownQueue();
    const keys = new Set([...kept, ...state.safe].map(({ key }) => key));
    const keeping = state.keeping.filter(({ key }) => !keys.has(key));
    const stateOf = (item) => (item.refused ? "refused" : item.number === state.sending ? "sending" : "waiting");
    return [...kept.map((item) => plain(item, stateOf(item))), ...keeping.map((item) => plain(item, "keeping"))];
}

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
            row.state, row.isRetracted, row.text, isOpen, isLast, isDropping(row.key), row.item.tries > 0,
            state.hold !== null,
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
}
