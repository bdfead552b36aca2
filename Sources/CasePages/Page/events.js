// The events around the playhead, all or those that concern the selection.

const EVENT_HEIGHT = 86;
const list = { events: [], indices: null, nodes: new Map() };

/** The events that concern what is selected, in case order; null for all. */
function selectedIndices() {
    if (page.selection === null) return null;
    if (list.chosenFor !== page.selection || list.chosenWorld !== page.world) {
        list.chosenFor = page.selection;
        list.chosenWorld = page.world;
        list.chosen = concerned(page.selection.startsWith("role:") ? selectedID().split("@")[0] : selectedID());
    }
    return list.chosen;
}

/** A code concerns also what it is put on; the engine knows that of events and identifiers. */
function concerned(id) {
    const found = new Set(page.world.concerning(id));
    if (page.wording.labels.has(id)) {
        for (const { event, index } of page.world.events) if (carries(event.data, id)) found.add(index);
    }
    return [...found].sort((one, other) => one - other);
}

const CODE_FIELDS = ["codes", "issues", "drivers", "faultlines", "skills", "strategy", "issue", "code"];

function carries(data, code) {
    return CODE_FIELDS.some((field) => [data[field]].flat().includes(code));
}

function makeEvents(side) {
    const count = element("span", { class: "count" });
    const clear = element("button", {
        type: "button", class: "tool", onclick: () => select(page.selection),
    }, "Show all");
    list.rows = new VirtualRows({
        label: "Events", height: EVENT_HEIGHT, make: makeEventRow, className: "events-view",
    });
    side.append(element("section", { id: "events", class: "panel", "aria-labelledby": "events-title" },
        element("header", {}, element("h2", { id: "events-title" }, "Events", count), clear), list.rows.view));
    addPart({
        pace: 200,
        world: () => {
            list.indices = undefined;
            list.events = page.world.events;
            list.rows.reset(0);
        },
        select: () => {
            const indices = selectedIndices();
            clear.hidden = indices === null;
            setText(count, indices === null ? "" : `${counted(indices.length, "event")} about ${selectionName()}`);
            if (indices === list.indices && !list.isNew) markEvents();
            list.indices = indices;
            list.nodes.clear();
            list.rows.reset(indices ? indices.length : page.world.events.length);
            followPlayhead();
        },
        at: () => { if (list.indices !== undefined) followPlayhead(); },
    });
}

function selectionName() {
    const id = selectedID();
    if (page.selection.startsWith("event:")) return id;
    return page.wording.labels.has(id) ? page.wording.label(id) : page.wording.name(id);
}

function entryOf(row) {
    return list.events[list.indices ? list.indices[row] : row];
}

/** How many of the listed events had happened by an instant. */
function countBy(at) {
    const count = list.indices ? list.indices.length : list.events.length;
    return indexAfter(count, (row) => entryOf(row).at, at);
}

/** Keeps what happened last by the playhead in the upper half of the list. */
function followPlayhead() {
    list.now = countBy(page.at);
    list.dayBegins = countBy(page.at - DAY);
    const selected = page.selection?.startsWith("event:") ? rowOf(selectedID()) : -1;
    if (selected >= 0 && list.revealed !== page.selection) list.rows.reveal(selected, 0.3);
    else list.rows.reveal(Math.max(0, list.now - 1), 0.4);
    list.revealed = page.selection;
    markEvents();
}

function rowOf(id) {
    const entry = page.eventsByID.get(id);
    if (!entry) return -1;
    return list.indices ? list.indices.indexOf(entry.index) : entry.index;
}

function markEvents() {
    for (const [index, { row, main }] of list.nodes) {
        if (!row.isConnected) {
            list.nodes.delete(index);
            continue;
        }
        setAttribute(row, "data-when", index >= list.now ? "later" : index >= list.dayBegins ? "now" : "earlier");
        const isChosen = page.selection === `event:${entryOf(index).event.id}`;
        setAttribute(main, "aria-pressed", isChosen ? "true" : "false");
    }
}

function makeEventRow(index) {
    const entry = entryOf(index);
    const { event } = entry;
    const basis = { imprecise: entry.imprecise, reconstructed: event.reconstructed };
    const marks = marksOf(basis);
    const words = page.world.sentence(entry.index);
    const main = element("button", {
        type: "button", class: "event-main", onclick: () => select(`event:${event.id}`), title: words,
    },
    element("span", { class: "event-top" },
        element("span", { class: "event-date", title: marksTitle(basis) }, markedDate(event.occurred, basis)),
        element("code", { class: "event-id" }, event.id)),
    element("span", { class: "event-words" }, words));
    const row = element("div", {
        class: `event${marks ? " unsure" : ""}`, role: "listitem", "data-chapter": event.type.split(".")[0],
    }, main, eventMeta(event));
    list.nodes.set(index, { row, main });
    setAttribute(row, "data-when", index >= list.now ? "later" : index >= list.dayBegins ? "now" : "earlier");
    setAttribute(main, "aria-pressed", page.selection === `event:${event.id}` ? "true" : "false");
    return row;
}

/** How an event is known, where from, and what led to it: the first of each, for the details have all. */
function eventMeta({ id, type, warrant, sources = [], because = [] }) {
    const more = (list) => (list.length > 1 ? ` +${list.length - 1}` : "");
    return element("div", { class: "event-meta" },
        sources.length || because.length ? null : element("span", {}, spaced(type.replace(".", " "))),
        warrant ? element("span", { class: `warrant ${warrant}` }, warrant) : null,
        sources.length
            ? element("span", { class: "sources" }, "source ", link(sources[0], sources[0]), more(sources)) : null,
        because.length
            ? element("span", { class: "causes" }, "because of ", selectionLink(`event:${because[0]}`,
                shortened(because[0], id), { title: because[0], "aria-label": because[0] }), more(because)) : null);
}

/** Beside an event of the same feed its number says which one is meant. */
function shortened(id, beside) {
    const feed = beside.slice(0, beside.indexOf("/") + 1);
    return id.startsWith(feed) ? `…/${id.slice(feed.length)}` : id;
}
