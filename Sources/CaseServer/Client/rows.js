// What the log shows: own entries and those of others, in the order in which they were recorded.

import { state, textOf, unsent } from "./state.js";

const SHOWN = 80;

/** All that is shown: { key, at, who, text, says, state, item }, oldest first. */
export function entries() {
    const told = state.known?.entries ?? [];
    const places = new Map(told.map(({ id }, place) => [id, place]));
    const own = state.safe.map((item) => ownRow(item, told, places));
    const ownIDs = new Set(state.safe.flatMap(({ answer }) => answer.ids));
    const others = told.filter(({ id }) => !ownIDs.has(id)).map((entry) => toldRow(entry, places.get(entry.id)));
    const mine = unsentRows();
    const refused = mine.filter((row) => row.state === "refused");
    for (const row of refused) row.place = placeAmong(own, told, row);
    const past = [...own, ...others].sort(byPlace).slice(-SHOWN);
    // What waits stands last, in the order in which it will be sent.
    return [...[...past, ...refused].sort(byPlace), ...mine.filter((row) => row.state !== "refused")];
}

/** Clocks may be wrong and may change: places come from the server's order, and numbers tell what was kept when. */
function byPlace(one, other) {
    if (one.place !== other.place) return one.place - other.place;
    return (one.item.number ?? 0) - (other.item.number ?? 0);
}

/** Whether an entry was made when its session had been ended elsewhere. */
const isLate = (id) => state.ended?.late.has(id) ?? false;

/** An acknowledged entry, in its words here; where it was put right, in those that it has in the record. */
function ownRow(item, told, places) {
    const { ids, main, minted = [], words = [], begun = [] } = item.answer;
    const id = main ?? ids.at(-1) ?? null;
    const about = told[places.get(id)];
    const found = ids.map((one) => places.get(one)).filter((place) => place !== undefined);
    // What the server told of last is older than what was acknowledged since, and newer than what it left out.
    const elsewhere = item.number > (state.known?.through ?? 0) ? Infinity : -1;
    return {
        key: item.key, at: item.made, text: about?.corrected ? about.words : textOf(item), state: "safe", item, id,
        type: about?.type, minted, begun,
        isRetracted: about ? about.retracted : found.some((place) => told[place].retracted),
        isCorrected: about?.corrected ?? false, isLate: isLate(id),
        told: ids.length ? [] : words,
        place: found.length ? Math.max(...found) : elsewhere,
    };
}

/** An entry as the server tells of it: one of somebody else's, or an own one of which nothing is kept here. */
function toldRow(entry, place) {
    const who = entry.id.split("-")[0];
    return {
        key: entry.id, at: entry.occurred, text: entry.words, state: "safe", id: entry.id, item: entry, who, place,
        type: entry.type, isRetracted: entry.retracted, isCorrected: entry.corrected, isOther: who !== state.observer,
        isLate: isLate(entry.id), isTold: true, minted: [], begun: [], told: [],
    };
}

/** Where a refused entry stands: behind what this device recorded before it, else by its time. */
function placeAmong(own, told, { item, at }) {
    const before = own.filter((row) => row.item.number < item.number);
    if (before.length) return Math.max(...before.map(({ place }) => place));
    return told.findLastIndex(({ occurred }) => Date.parse(occurred) <= Date.parse(at));
}

/** What is not acknowledged. */
function unsentRows() {
    return unsent().map(({ item, refused, isKeeping }) => ({
        key: item.key, at: item.made, text: textOf(item), item, id: null, minted: [], begun: [], told: [],
        state: isKeeping ? "keeping" : refused ? "refused" : item.number === state.sending ? "sending" : "waiting",
    }));
}
