// Arcs from what lit a dispute again: from the lane of the dispute that did, or along the dispute's own lane.

function drawArcs(arcs) {
    setAttribute(arcs, "width", axis.width);
    setAttribute(arcs, "height", lanes.shown.length * LANE_HEIGHT);
    const places = new Map(lanes.shown.map((lane, index) => [lane.id, index]));
    const found = [];
    for (const [index, lane] of lanes.shown.entries()) {
        for (const turn of lane.turns) {
            if (turn.kind !== "re-ignited") continue;
            for (const cause of new Set(turn.causes)) {
                const arc = arcOf(cause, turn, index, places);
                if (arc) found.push(arc);
            }
        }
    }
    arcs.replaceChildren(...found);
}

/** A cause is an event or an identifier; what is about a dispute comes from that dispute's lane. */
function arcOf(cause, turn, index, places) {
    const entry = page.eventsByID.get(cause) ?? page.eventsByID.get(page.wording.defined.get(cause));
    const disputeID = places.has(cause) ? cause : entry?.event.data.dispute;
    const fromIndex = places.get(disputeID) ?? index;
    const fromAt = places.has(cause) ? lastTurnBefore(lanes.shown[fromIndex], turn.at) : entry?.at;
    if (fromAt === undefined) return null;
    const [x1, x2] = [xOf(fromAt), xOf(turn.at)];
    const middle = BAR.top + BAR.height / 2;
    const [y1, y2] = [fromIndex * LANE_HEIGHT + middle, index * LANE_HEIGHT + middle];
    if (Math.abs(x2 - x1) < 3 && y1 === y2) return null;
    const reach = Math.max(24, Math.abs(x2 - x1) * 0.5);
    const path = y1 === y2
        ? `M${x1} ${y1 - 8}Q${(x1 + x2) / 2} ${y1 - 8 - Math.min(22, reach / 2)} ${x2} ${y2 - 10}`
        : `M${x1} ${y1}C${x1 + reach} ${y1} ${x2 - reach * 0.2} ${y2 + (y2 > y1 ? -30 : 30)} ${x2} `
            + `${y2 + (y2 > y1 ? -10 : 10)}`;
    return drawing("g", { class: "arc", "data-to": lanes.shown[index].id, "data-from": disputeID ?? "" },
        drawing("path", { d: path }), drawing("circle", { cx: x1, cy: y1 === y2 ? y1 - 8 : y1, r: 3 }));
}

function lastTurnBefore(lane, at) {
    return lane.turns.findLast((turn) => turn.at <= at)?.at;
}

function markArcs(arcs) {
    const id = page.selection?.startsWith("dispute:") ? selectedID() : null;
    for (const arc of arcs.children) {
        const isChosen = id !== null && (arc.dataset.to === id || arc.dataset.from === id);
        arc.classList.toggle("is-chosen", isChosen);
    }
}
