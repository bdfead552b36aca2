// The disputes as lanes along the time axis. A lane is drawn once per world and width; moving the playhead moves a veil
// over what had not happened yet and changes the state beside the titles in sight.

const LANE_HEIGHT = 50;
const BAR = { top: 17, height: 16 };
const lanes = { all: [], shown: [], rows: null, nodes: new Map() };

function makeLanes(main) {
    const legend = element("div", { class: "legend" });
    const count = element("span", { class: "count" });
    const arcs = drawing("svg", { class: "arcs", "aria-hidden": "true" });
    const veil = element("div", { class: "veil" });
    const clip = element("div", { class: "veil-clip" }, veil);
    lanes.rows = new VirtualRows({ label: "Disputes", height: LANE_HEIGHT, make: makeLane, className: "lanes-view" });
    lanes.rows.inner.append(arcs);
    const field = element("div", { class: "lanes-field" }, lanes.rows.view, clip);
    const section = element("section", { id: "disputes", class: "panel", "aria-labelledby": "disputes-title" },
        element("header", {}, element("h2", { id: "disputes-title" }, "Disputes", count), sortChoice(), legend), field);
    main.append(section);
    const part = {
        world: () => drawLanes(legend, arcs),
        at: () => {
            clip.style.width = `${axis.width}px`;
            veil.style.transform = `translateX(${Math.round(xOf(page.at))}px)`;
            for (const row of lanes.nodes.values()) row.show();
        },
        select: () => {
            for (const row of lanes.nodes.values()) row.mark();
            markArcs(arcs);
            revealSelectedLane();
        },
    };
    addPart(part);
    drawWhenSeen(part, section, () => page.world.lanes.length === 0);
    addPart({ pace: 200, at: () => setText(count, countStates()) });
}

function countStates() {
    const counts = new Map();
    // Not of `lanes`, which is filled when the lanes are drawn: they may still wait to be seen.
    for (const lane of page.world.lanes) {
        const state = stateAt(lane, page.at);
        if (state) counts.set(state.state, (counts.get(state.state) ?? 0) + 1);
    }
    return STATES.filter((state) => counts.has(state)).map((state) => `${counts.get(state)} ${state}`).join(" · ");
}

function stateAt(lane, at) {
    return standing(lane.spans, at);
}

/** The issues of the episode that an instant falls in; before the first, those it begins with. */
function issuesAt(lane, at) {
    return (stateAt(lane, at) ?? lane.spans[0])?.issues ?? [];
}

const ORDERS = {
    time: ["by time raised", (one, other) => one.first - other.first],
    issue: ["by issue", (one, other) => issueRank(one) - issueRank(other) || one.first - other.first],
    turns: ["by re-ignitions", (one, other) => other.back - one.back || one.first - other.first],
};

function issueRank(lane) {
    const rank = ISSUES.indexOf(lane.spans[0]?.issues?.[0]);
    return rank < 0 ? ISSUES.length : rank;
}

function sortChoice() {
    const choice = element("select", {
        class: "sort", "aria-label": "Order of the disputes",
        onchange: () => { lanes.order = choice.value; redraw("world"); },
    }, Object.entries(ORDERS).map(([value, [label]]) => element("option", { value }, label)));
    return choice;
}

function drawLanes(legend, arcs) {
    if (page.world.lanes.length === 0) return;
    lanes.all = page.world.lanes.map((lane) => Object.assign(lane, {
        first: lane.spans[0]?.from ?? lane.turns[0]?.at ?? 0,
        back: lane.turns.filter((turn) => turn.kind === "re-ignited").length,
    }));
    lanes.shown = [...lanes.all].sort(ORDERS[lanes.order ?? "time"][1]);
    lanes.nodes.clear();
    lanes.rows.view.style.maxHeight = `${Math.min(Math.max(lanes.shown.length, 2), 12) * LANE_HEIGHT + 4}px`;
    lanes.rows.reset(lanes.shown.length);
    drawArcs(arcs);
    drawLaneLegend(legend);
}

function drawLaneLegend(legend) {
    const issues = [...new Set(lanes.all.flatMap((lane) => lane.spans.flatMap((span) => span.issues ?? [])))];
    issues.sort((one, other) => (ISSUES.indexOf(one) + 99) % 99 - (ISSUES.indexOf(other) + 99) % 99);
    const few = issues.slice(0, 14);
    const icon = (node, text) => element("span", { class: "key" }, node, text);
    legend.replaceChildren(
        ...few.map((issue) => issueChip(issue, page.wording.label(issue), () => select(`code:${issue}`))),
        ...STATES.map((state) => icon(stateIcon(state), state)),
        icon(drawing("svg", { class: "icon", width: 12, height: 12, viewBox: "0 0 12 12", "aria-hidden": "true" },
            drawing("path", { class: "spark", d: sparkPath(6, 6) })), "re-ignited"),
        icon(drawing("svg", { class: "icon", width: 22, height: 12, "aria-hidden": "true" },
            drawing("rect", { class: "stir", x: 1, y: 2, width: 20, height: 8, rx: 4 })), "stirred"),
        icon(drawing("svg", { class: "icon", width: 22, height: 12, "aria-hidden": "true" },
            drawing("rect", { class: "unsure", x: 1, y: 2, width: 20, height: 8, fill: "var(--other)" })),
        "~ imprecise, * in part reconstructed, † wholly"));
}

/** A four-pointed spark: where a settled dispute came back. */
function sparkPath(x, y, size = 6) {
    const inner = size * 0.32;
    return `M${x} ${y - size}L${x + inner} ${y - inner}L${x + size} ${y}L${x + inner} ${y + inner}L${x} ${y + size}`
        + `L${x - inner} ${y + inner}L${x - size} ${y}L${x - inner} ${y - inner}Z`;
}

function makeLane(index) {
    const lane = lanes.shown[index];
    const state = element("span", { class: "lane-state" });
    const mark = element("span", { class: "chip-mark" });
    const button = element("button", {
        type: "button", class: "lane-name", onclick: () => select(`dispute:${lane.id}`), title: lane.title,
    }, mark, element("span", { class: "lane-title" }, lane.title), state);
    const picture = drawing("svg", { class: "lane-picture", width: axis.width, height: LANE_HEIGHT });
    drawLane(picture, lane);
    const row = element("div", { class: "lane", role: "listitem" },
        element("div", { class: "gutter" }, button), picture);
    const node = {
        row,
        show: () => showLane(lane, { row, state, mark, button }),
        mark: () => {
            const isChosen = page.selection === `dispute:${lane.id}`;
            setAttribute(button, "aria-pressed", isChosen ? "true" : "false");
            row.classList.toggle("is-chosen", isChosen);
            row.classList.toggle("is-other", isLaneOther(lane));
        },
    };
    for (const [other, old] of lanes.nodes) if (!old.row.isConnected && other !== index) lanes.nodes.delete(other);
    lanes.nodes.set(index, node);
    node.show();
    node.mark();
    return row;
}

/** With an issue chosen, the lanes that were never about it step back. */
function isLaneOther(lane) {
    if (!page.selection?.startsWith("code:")) return false;
    const code = selectedID();
    return ISSUES.includes(code) && !lane.spans.some((span) => span.issues?.includes(code));
}

function showLane(lane, { row, state, mark, button }) {
    const span = stateAt(lane, page.at);
    const words = span ? span.state : "not yet raised";
    const stirred = lane.stirred.some((one) => one.at <= page.at && (one.until == null || one.until > page.at));
    const issues = issuesAt(lane, page.at);
    const [issue] = issues;
    setText(state, words + (span?.episode > 1 ? ` · episode ${span.episode}` : "") + (stirred ? " · stirred" : ""));
    setAttribute(row, "data-state", span?.state ?? "none");
    setAttribute(mark, "data-issue", issueColour(issue));
    setText(mark, issueMark(issue));
    setAttribute(button, "aria-label",
        `${lane.title}. About ${issues.map((code) => page.wording.label(code)).join(", ") || "no issue"}. `
        + state.textContent);
}

function drawLane(picture, lane) {
    const end = xOf(page.range.last);
    for (const span of lane.spans) {
        const from = xOf(span.from);
        const to = span.to == null ? end : xOf(span.to);
        const isThin = span.state === "settled";
        const sure = sureness(span.event);
        const shape = drawing("rect", {
            class: `span ${span.state}${sure ? " unsure" : ""}`, x: from, width: Math.max(2, to - from),
            y: isThin ? BAR.top + 6.5 : BAR.top, height: isThin ? 3 : BAR.height, rx: isThin ? 1 : 2,
            fill: stateFill(span.state, span.issues?.[0]), stroke: edgeOf(span.issues?.[0]),
            onclick: () => select(`event:${span.event}`),
        }, drawing("title", {}, `${span.state}, episode ${span.episode}${sure ? ` (${sure})` : ""}`));
        picture.append(shape);
        // A second issue of the episode shows as a line of its colour along the bar's foot.
        if (!isThin && span.issues?.[1]) {
            picture.append(drawing("rect", {
                class: "span-second", x: from, width: Math.max(2, to - from), y: BAR.top + BAR.height - 4, height: 4,
                fill: colourOf(span.issues[1]),
            }));
        }
    }
    for (const stir of joined(lane.stirred)) {
        const to = stir.until === null ? end : xOf(stir.until);
        picture.append(drawing("rect", {
            class: "stir", x: xOf(stir.at), width: Math.max(8, to - xOf(stir.at)),
            y: BAR.top + 1, height: BAR.height - 2, rx: 7, onclick: () => select(`event:${stir.event}`),
        }, drawing("title", {}, "Stirred: touched since it was settled")));
    }
    for (const turn of lane.turns) drawTurn(picture, lane, turn);
}

function drawTurn(picture, lane, turn) {
    if (turn.kind !== "re-ignited" && turn.kind !== "held") return;
    const x = xOf(turn.at);
    const y = BAR.top + BAR.height / 2;
    const d = turn.kind === "held" ? `M${x} ${y - 6}V${y + 6}M${x - 4} ${y - 6}H${x + 4}M${x - 4} ${y + 6}H${x + 4}`
        : sparkPath(x, y, 10);
    picture.append(drawing("path", {
        class: turn.kind === "held" ? "held" : "spark", d, onclick: () => select(`event:${turn.event}`),
    }, drawing("title", {}, turn.kind === "held" ? "Looked at and held" : "Re-ignited")));
}

/** What several things stirred over one time is one time, told of by the first. */
function joined(stirred) {
    const found = [];
    for (const { at, until, event } of [...stirred].sort((one, other) => one.at - other.at)) {
        const last = found.at(-1);
        if (last && (last.until === null || at <= last.until)) {
            last.until = last.until === null || until === null ? null : Math.max(last.until, until);
        } else found.push({ at, until, event });
    }
    return found;
}

/** Why the date or form of an event is not to be taken at its word, if so. */
function sureness(eventID) {
    const entry = page.eventsByID.get(eventID);
    return entry ? marksTitle({ imprecise: entry.imprecise, reconstructed: entry.event.reconstructed }) : "";
}

function revealSelectedLane() {
    if (!page.selection?.startsWith("dispute:")) return;
    const index = lanes.shown.findIndex((lane) => lane.id === selectedID());
    if (index >= 0 && !lanes.rows.isInSight(index)) lanes.rows.reveal(index);
}
