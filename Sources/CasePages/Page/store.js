// What the page shows: case, date, axes and selection. They live in the address, so that a link carries them.

/** The page's one changing value. Parts say what they draw; a change marks what is to be drawn anew, and one frame
 * draws it. */
const page = {
    data: null,
    models: new Map(),
    caseIndex: 0,
    model: null,
    world: null,
    wording: null,
    /** Whether none of the case's events could be read. */
    isEmpty: false,
    /** The end of a day; null until the page is open. */
    at: null,
    /** 'was', 'known' or 'recorded'. */
    axis: "was",
    /** The end of what was known, as the query's date says it; null for all. */
    until: null,
    /** 'kind:identifier', or null. */
    selection: null,
    parts: [],
};

/** A part of the page: `drawsNothing` where it draws also a case without events; `world` draws what does not depend on the date, `at` what does, `select` the selection; `pace`
 * is the time, in milliseconds, between two drawings while the playhead moves: words cannot be read at every frame. */
function addPart(part) {
    const { pace = 0 } = part;
    page.parts.push(Object.assign(part, { pace, cost: 0, drawnAt: 0, isVisible: true, waits: new Set() }));
}

const pending = { frame: 0, restTimer: 0 };

/** Marks parts as to be drawn: 'world' (with all that follows from it), 'at', 'select' or 'size'. */
function redraw(what) {
    for (const part of page.parts) part.waits.add(what);
    if (!pending.frame) pending.frame = requestAnimationFrame(drawFrame);
    clearTimeout(pending.restTimer);
    pending.restTimer = setTimeout(atRest, 180);
}

/** Draws what waits, the cheap first. While the playhead moves, what would not fit into the frame waits for the next;
 * what is out of sight waits until it is seen. */
function drawFrame() {
    pending.frame = 0;
    const began = performance.now();
    const budget = 14;
    let isLeft = false;
    for (const part of [...page.parts].sort((one, other) => waitRank(one) - waitRank(other))) {
        if (!part.waits.size || !part.isVisible) continue;
        // On a slow or busy machine no part takes more than a fifth of the time.
        if (isMoving() && began - part.drawnAt < Math.max(part.pace, part.pace && 5 * part.cost)) {
            isLeft = true;
            continue;
        }
        if (performance.now() - began + part.cost > budget && performance.now() - began > 2 && !part.isFirst) {
            part.age = (part.age ?? 0) + 1;
            isLeft = true;
            continue;
        }
        drawPart(part);
    }
    if (isLeft && !pending.frame) pending.frame = requestAnimationFrame(drawFrame);
}

function isMoving() {
    return player.isPlaying || pending.isDragged;
}

/** What others measure by goes first, then what has waited long, then the cheap. */
function waitRank(part) {
    return part.isFirst ? -Infinity : part.cost - (part.age ?? 0) * 8;
}

function drawPart(part) {
    const waits = part.waits;
    part.waits = new Set();
    part.age = 0;
    if (page.isEmpty && !part.drawsNothing) return;
    const began = performance.now();
    part.drawnAt = began;
    const isWhole = waits.has("world") || waits.has("size");
    if (isWhole) part.world?.();
    if (isWhole || waits.has("at")) part.at?.();
    if (isWhole || waits.has("select")) part.select?.();
    part.cost = 0.7 * part.cost + 0.3 * (performance.now() - began);
}

/** When the playhead has come to rest: the address, the words for a screen reader, and what only then is drawn. */
function atRest() {
    if (isMoving()) return;
    writeAddress();
    if (page.isEmpty) return;
    for (const part of page.parts) part.rest?.();
}

/** A section is drawn when it is seen; whether it has anything to draw is found out apart, for what is hidden is never
 * seen. */
function drawWhenSeen(part, node, isEmpty = null) {
    if (isEmpty) addPart({ isFirst: true, world: () => { node.hidden = isEmpty(); } });
    part.isVisible = false;
    new IntersectionObserver((entries) => {
        // There are several where it came and went before anybody could be told.
        part.isVisible = entries.at(-1).isIntersecting;
        if (part.isVisible && part.waits.size && !pending.frame) pending.frame = requestAnimationFrame(drawFrame);
    }, { rootMargin: "120px" }).observe(node);
}

/** What stands at the playhead, asked once per date. */
function standingNow() {
    if (page.nowAt !== page.at || page.nowWorld !== page.world) {
        page.now = new Map();
        page.nowAt = page.at;
        page.nowWorld = page.world;
        page.view = page.world.at(page.at);
    }
    return page.view;
}

/** A view at the playhead, made once per date; null where the engine does not have it. */
function viewNow(name) {
    const view = standingNow();
    if (typeof view[name] !== "function") return null;
    if (!page.now.has(name)) page.now.set(name, view[name]());
    return page.now.get(name);
}

function setAt(instant) {
    const at = Math.min(Math.max(endOfDay(instant), page.range.first), page.range.last);
    if (at === page.at) return;
    page.at = at;
    redraw("at");
}

function select(selection) {
    page.selection = page.selection === selection ? null : selection;
    redraw("select");
}

/** The identifier of the selection, whatever its kind. */
function selectedID() {
    return page.selection?.slice(page.selection.indexOf(":") + 1) ?? null;
}

function kindOf(id) {
    return page.wording.kinds.get(id)
        ?? (page.eventsByID.has(id) ? "event" : page.wording.labels.has(id) ? "code" : "thing");
}

/** Selects what an identifier or an event's id stands for. */
function selectID(id) {
    select(`${kindOf(id)}:${id}`);
}

function setAxis(axis, until) {
    page.axis = axis;
    page.until = axis === "was" ? null : until;
    openWorld();
}

/** The world of the axes as they are set, and all that follows from it. */
function openWorld() {
    const query = {
        known: page.axis === "known" ? page.until : null,
        recorded: page.axis === "recorded" ? page.until : null,
    };
    const began = performance.now();
    page.world = page.model.world(query);
    page.worldCost = performance.now() - began;
    page.wording = new Wording(page.world, page.data.codebook);
    page.eventsByID = page.wording.entries;
    redraw("world");
}

/** Reads a case when it is first asked for. */
function openModel(index) {
    if (page.models.has(index)) return;
    const { cases, codebook, hypothetical } = page.data;
    page.models.set(index, CaseModel.open(cases[index], codebook, hypothetical?.leftOut));
}

function openCase(index) {
    page.caseIndex = index;
    openModel(index);
    page.model = page.models.get(index);
    page.whole = page.model.world({ known: null, recorded: null });
    page.isEmpty = page.whole.events.length === 0;
    // Where there is nothing, any date will do, and the next case finds its own.
    const { first, last } = page.isEmpty ? FOUR_DIGITS : page.whole;
    page.range = { first: endOfDay(first), last: endOfDay(last) };
    if (page.isEmpty) player.stop();
    openWorld();
}

// MARK: The address

/** What an address leaves out stays as it is: a link in the page names a selection only. */
function readAddress() {
    const fields = new URLSearchParams(location.hash.slice(1));
    const named = page.data.cases.findIndex((one) => one.name === fields.get("case"));
    if (fields.has("axis") || fields.has("at")) {
        page.axis = ["known", "recorded"].includes(fields.get("axis")) ? fields.get("axis") : "was";
        page.until = page.axis === "was" || !readTime(fields.get(page.axis)) ? null : fields.get(page.axis);
    }
    page.selection = fields.get("select");
    const at = readTime(fields.get("at"))?.latest ?? page.at;
    openCase(named >= 0 ? named : page.caseIndex);
    page.at = at === null ? page.range.last : Math.min(Math.max(endOfDay(at), page.range.first), page.range.last);
}

function addressNow() {
    const fields = new URLSearchParams();
    if (page.data.cases.length > 1) fields.set("case", page.data.cases[page.caseIndex].name);
    if (!page.isEmpty) fields.set("at", dayText(page.at));
    if (page.axis !== "was") {
        fields.set("axis", page.axis);
        if (page.until) fields.set(page.axis, page.until);
    }
    if (page.selection) fields.set("select", page.selection);
    return `#${fields.toString().replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
}

function writeAddress() {
    const address = addressNow();
    if (location.hash !== address) history.replaceState(null, "", address);
}
