// The ledger: who was seen, by whom, to gain (right) or lose (left). One row for each actor and perceiver: what two
// perceivers see is never added up.

const LEDGER_HEIGHT = 46;
const ledger = { rows: [], nodes: new Map(), unit: 60, half: 0, isNew: true };

function makeLedger(main) {
    const count = element("span", { class: "count" });
    const empty = element("p", { class: "empty" }, "Nobody was seen to gain or lose anything by this date.");
    ledger.list = new VirtualRows({
        label: "Gains and losses", height: LEDGER_HEIGHT, make: makeLedgerRow, className: "ledger-view",
    });
    const section = element("section", { id: "ledger", class: "panel", "aria-labelledby": "ledger-title" },
        element("header", {}, element("h2", { id: "ledger-title" }, "Who gains, who loses", count), ledgerLegend()),
        element("div", { class: "ledger-head", "aria-hidden": "true" }, element("span", { class: "gutter" }),
            element("span", { class: "loses" }, "◀ losses"), element("span", { class: "gains" }, "gains ▶")),
        empty, ledger.list.view);
    main.append(section);
    const part = {
        pace: 90,
        world: () => {
            ledger.isNew = true;
        },
        at: () => {
            if (section.hidden) return;
            const isSame = readLedger();
            empty.hidden = ledger.rows.length > 0;
            showLedger(count, isSame);
        },
        select: () => {
            for (const index of ledger.list.rows.keys()) {
                markLedgerRow(ledger.nodes.get(ledgerKey(ledger.rows[index])), ledger.rows[index]);
            }
        },
    };
    addPart(part);
    drawWhenSeen(part, section, () => !page.world.hasStakes);
}

/** The ledger at the playhead as rows, in the order in which the view names actors and perceivers. */
function readLedger() {
    const view = viewNow("ledger");
    ledger.offsets = new Map((view.offsets ?? []).map((offset) => [offset.id, offset]));
    ledger.contested = new Set((view.contested ?? []).flatMap((one) => one.stakes));
    const rows = [];
    for (const actor of view.actors) {
        for (const seen of actor.seen) rows.push({ actor, seen, isFirst: seen === actor.seen[0] });
    }
    const isSame = rows.length === ledger.rows.length && rows.every(({ actor, seen }, index) => {
        const old = ledger.rows[index];
        return actor.id === old.actor.id && seen.by === old.seen.by;
    });
    ledger.rows = rows;
    return isSame;
}

/** What a perceiver sees of an actor, with what the rest of the ledger says of it. Made only of rows in sight. */
function stakesOf({ actor, seen }) {
    return actor.stakes.filter((stake) => stake.by === seen.by).map((stake) => ({
        ...stake, isContested: ledger.contested.has(stake.id), offset: offsetState(stake),
    }));
}

function stakesKey(stakes) {
    return stakes.map((stake) => `${stake.id} ${stake.direction} ${stake.offset} ${stake.isContested} ${stake.phase}`
        + ` ${stake.weight}`).join(",");
}

/** How far the offset against a loss has come: the furthest of those offered for it. */
function offsetState(stake) {
    const ranks = ["offered", "declined", "broken", "accepted", "kept"];
    const states = stake.offsets.map((id) => ranks.indexOf(ledger.offsets.get(id)?.state ?? "offered"));
    return states.length ? ranks[Math.max(...states)] : "";
}

function showLedger(count, isSame) {
    const { rows } = ledger;
    setText(count, rows.length ? `${counted(new Set(rows.map((row) => row.actor.id)).size, "stakeholder")} · `
        + counted(new Set(rows.map((row) => row.seen.by)).size, "perceiver") : "");
    const half = Math.max(200, axis.width) / 2;
    if (!isSame || ledger.isNew || ledger.half !== half) {
        if (ledger.isNew || ledger.half !== half || ledger.nodes.size > 400) ledger.nodes.clear();
        Object.assign(ledger, { isNew: false, half, unit: unitOf(half) });
        ledger.list.view.style.maxHeight = `${Math.min(Math.max(rows.length, 1), 14) * LEDGER_HEIGHT + 4}px`;
        ledger.list.rearrange(rows.length);
        return;
    }
    for (const index of ledger.list.rows.keys()) drawLedgerRow(ledger.nodes.get(ledgerKey(rows[index])), rows[index]);
}

/** How wide one stake is drawn, at all dates alike: so that all rows at the end of the case fit but for the longest
 * few, which are drawn narrower, with their number beside them. */
function unitOf(half) {
    const lengths = page.world.at(page.range.last).ledger().actors
        .flatMap(({ seen }) => seen.map(({ gains, losses }) => Math.max(gains, losses)))
        .sort((one, other) => one - other);
    const usual = lengths[Math.floor((lengths.length - 1) * 0.95)] ?? 1;
    return Math.min(150, Math.max(14, Math.floor((half - 48) / Math.max(1, usual))));
}

function ledgerKey({ actor, seen }) {
    return `${actor.id} ${seen.by}`;
}

/** Rows are kept for when they come into sight again: as the list grows they move more often than they change. */
function makeLedgerRow(index) {
    const row = ledger.rows[index];
    const key = ledgerKey(row);
    if (!ledger.nodes.has(key)) ledger.nodes.set(key, ledgerNode(row));
    const node = ledger.nodes.get(key);
    node.row.classList.toggle("is-first", row.isFirst);
    drawLedgerRow(node, row);
    return node.row;
}

function ledgerNode({ actor, seen }) {
    const name = element("button", { type: "button", class: "ledger-name", onclick: () => selectID(actor.id) },
        page.wording.name(actor.id));
    const by = element("span", { class: "ledger-by" }, seen.by === actor.id ? "seen by themselves"
        : seen.by === "researcher" ? "seen by the researcher" : `seen by ${page.wording.name(seen.by)}`);
    by.title = by.textContent;
    name.title = name.textContent;
    const picture = drawing("svg", { class: "ledger-picture", width: ledger.half * 2, height: LEDGER_HEIGHT });
    const row = element("div", { class: "ledger-row", role: "listitem" },
        element("div", { class: "gutter" }, name, by), picture);
    return { picture, key: null, row };
}

function drawLedgerRow(node, row) {
    const stakes = stakesOf(row);
    const key = `${ledger.unit} ${stakesKey(stakes)}`;
    if (node.key === key) return;
    node.key = key;
    const middle = ledger.half;
    let [left, right] = [middle - 1, middle + 1];
    const bars = [];
    const count = (direction) => stakes.filter((stake) => stake.direction === direction).length;
    const [losses, gains] = [count("loss"), count("gain")];
    const width = Math.min(ledger.unit, (middle - 48) / Math.max(1, losses, gains));
    for (const stake of stakes) {
        if (stake.direction === "gain") {
            bars.push(stakeBar(stake, right, width));
            right += width;
        } else if (stake.direction === "loss") {
            left -= width;
            bars.push(stakeBar(stake, left, width));
        }
    }
    const neither = stakes.filter((stake) => stake.direction === "neither");
    neither.forEach((stake, index) => bars.push(stakeBar(stake, right + 6 + index * 14, 14)));
    if (width < ledger.unit) {
        if (losses > 1) bars.push(barCount(losses, left - 6, "end"));
        if (gains > 1) bars.push(barCount(gains, right + 8 + neither.length * 14, "start"));
    }
    node.picture.replaceChildren(
        drawing("line", { class: "ledger-middle", x1: middle, x2: middle, y1: 0, y2: LEDGER_HEIGHT }), ...bars);
    markLedgerRow(node, row);
}

function barCount(count, x, anchor) {
    return drawing("text", { class: "bar-count", x, y: LEDGER_HEIGHT / 2 + 4, "text-anchor": anchor }, String(count));
}

function markLedgerRow(node, row) {
    node.row.classList.toggle("is-chosen", selectedID() === row.actor.id);
    for (const bar of node.picture.querySelectorAll(".stake")) {
        bar.classList.toggle("is-chosen", page.selection === `stake:${bar.dataset.id}`);
    }
}

/** A stake: how heavy by its height, an offset loss hatched, a contested one marked, an expected one outlined. */
function stakeBar(stake, x, width) {
    const height = [0, 14, 20, 27][stake.weight ?? 2];
    const y = (LEDGER_HEIGHT - height) / 2;
    const isOffset = stake.offset === "accepted" || stake.offset === "kept";
    const fill = stake.direction === "neither" ? "none"
        : isOffset ? `url(#hatch-${stake.direction})` : `var(--${stake.direction})`;
    const text = `${spaced(stake.dimension)}${marksOf(stake)}`;
    const room = width - (stake.isContested ? 22 : 8);
    const words = `${stake.direction} of ${spaced(stake.dimension)} through ${page.wording.name(stake.on)}`
        + `${stake.phase ? `, ${stake.phase}` : ""}${stake.horizon ? `, ${stake.horizon} term` : ""}`
        + `${stake.offset ? `, offset ${stake.offset}` : ""}${stake.isContested ? ", contested" : ""}`
        + `${marksOf(stake) ? ` (${marksTitle(stake)})` : ""}`;
    return drawing("g", {
        class: ["stake", stake.direction, stake.phase, isOffset && "offset", marksOf(stake) && "unsure"]
            .filter(Boolean).join(" "),
        "data-id": stake.id, onclick: () => select(`stake:${stake.id}`), role: "img", "aria-label": words,
    },
    drawing("title", {}, words),
    stake.direction === "neither"
        ? drawing("circle", { class: "stake-bar", cx: x + 6, cy: LEDGER_HEIGHT / 2, r: 4.5, fill })
        : drawing("rect", { class: "stake-bar", x: x + 1, y, width: Math.max(2, width - 2), height, rx: 2, fill }),
    room > text.length * 6.6 && height > 14 && stake.direction !== "neither"
        ? drawing("text", { x: x + 6, y: LEDGER_HEIGHT / 2 + 4 }, text) : null,
    stake.isContested
        ? drawing("text", {
            class: "contested", x: x + width - (width > 20 ? 16 : width - 2), y: LEDGER_HEIGHT / 2 + 5,
        }, "≠")
        : null,
    (stake.offset === "broken" || stake.offset === "declined") && stake.direction !== "neither"
        ? drawing("path", {
            class: "broken", d: `M${x + 3} ${y + height - 2}L${x + width - 3} ${y + 2}`,
        }) : null);
}

function ledgerLegend() {
    const bar = (attributes, extra) => drawing("svg", { class: "icon", width: 24, height: 14, "aria-hidden": "true" },
        drawing("rect", { x: 1, y: 1, width: 22, height: 12, rx: 2, class: "stake-bar", ...attributes }), extra);
    const key = (node, text) => element("span", { class: "key" }, node, text);
    return element("div", { class: "legend" },
        key(bar({ fill: "var(--loss)" }), "loss"), key(bar({ fill: "var(--gain)" }), "gain"),
        key(bar({ fill: "url(#hatch-loss)", stroke: "var(--loss)" }), "offset accepted or kept"),
        key(bar({ fill: "var(--loss)" }, drawing("path", { class: "broken", d: "M3 12L21 2" })),
            "offset declined or broken"),
        element("span", { class: "key" }, "≠ contested"), element("span", { class: "key" }, "○ neither"),
        element("span", { class: "key" }, "height: weight"));
}
