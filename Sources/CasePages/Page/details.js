// What is selected, in full: its facts at the playhead, and the way to its events.

function makeDetails(side) {
    const title = element("h2", { id: "details-title", tabindex: -1 });
    const close = element("button", { type: "button", class: "tool", onclick: () => select(page.selection) }, "Close");
    const body = element("div", { class: "details-body" });
    const section = element("section", { id: "details", class: "panel", "aria-labelledby": "details-title" },
        element("header", {}, title, close), body);
    side.append(section);
    let shown = null;
    const draw = () => {
        section.hidden = page.selection === null;
        if (section.hidden) return;
        const found = detailsOf(page.selection);
        setText(title, found.title);
        // What does not change at a date keeps its nodes, and with them the focus.
        const key = JSON.stringify([page.selection, found.key ?? page.at]);
        if (key === shown) return;
        shown = key;
        const focus = [...body.querySelectorAll("a, button")].indexOf(document.activeElement);
        body.replaceChildren(...found.nodes.filter(Boolean));
        if (focus >= 0) body.querySelectorAll("a, button")[focus]?.focus({ preventScroll: true });
    };
    addPart({
        pace: 200,
        world: () => { shown = null; },
        select: draw,
        at: () => { if (page.selection !== null) draw(); },
    });
}

function detailsOf(selection) {
    const id = selectedID();
    const kind = selection.slice(0, selection.indexOf(":"));
    const entry = page.eventsByID.get(id);
    if (entry) return eventDetails(entry);
    if (kind === "dispute") return disputeDetails(id);
    if (kind === "code") return codeDetails(id);
    if (kind === "role") return roleDetails(id);
    if (ACTOR_KINDS.has(kindOf(id))) return actorDetails(id);
    return thingDetails(id);
}

/** A list of terms and what is said of them; empty ones are left out. */
function facts(pairs) {
    const shown = pairs.filter(([, value]) => value !== undefined && value !== null && value !== ""
        && !(Array.isArray(value) && value.length === 0));
    if (!shown.length) return null;
    return element("dl", {}, shown.map(([term, value]) => [element("dt", {}, term), element("dd", {}, value)]));
}

function heading(text) {
    return element("h3", {}, text);
}

function marked(fact) {
    const marks = marksOf(fact);
    const words = [fact?.imprecise && "imprecise", fact?.reconstructed?.length && "reconstructed"].filter(Boolean);
    return marks ? element("span", { class: "mark", title: marksTitle(fact) }, ` ${marks} ${words.join(", ")}`) : null;
}

function eventDetails({ event, index, imprecise }) {
    const because = event.because ?? [];
    const leadsTo = page.world.concerning(event.id).filter((other) => other !== index)
        .map((other) => page.world.events[other].event);
    return {
        title: capitalised(spaced(event.type.replace(".", " "))), key: "event",
        nodes: [
            element("p", { class: "words" }, page.world.sentence(index)),
            facts([
                ["Event", element("code", {}, event.id)],
                ["Occurred", [event.occurred, marked({ imprecise })].filter(Boolean)],
                ["Could be known", event.learnt], ["Recorded", event.recorded],
                ["Warrant", event.warrant], ["Told by", linked(event.told_by)],
                ["Sources", linked(event.sources)], ["Because of", linked(because, eventWords)],
                ["Evidence", linked(event.evidence, eventWords)],
                ["No source gives", event.reconstructed?.map(spaced).join(", ")],
                ["Note", typeof event.note === "object" ? "[private]" : event.note],
                ["Named by", leadsTo.length ? linked(leadsTo.slice(0, 12).map((one) => one.id), eventWords) : null],
                ["About", linked(subjects(event.data))],
            ]),
        ],
    };
}

function eventWords(id) {
    const entry = page.eventsByID.get(id);
    return entry ? `${id} (${spaced(entry.event.type.split(".")[1])})` : id;
}

/** What an event's data names that this case knows. */
function subjects(data) {
    const found = Object.values(data).flat().filter((value) => typeof value === "string"
        && (page.wording.kinds.has(value) || page.wording.labels.has(value)));
    return [...new Set(found)];
}

function disputeDetails(id) {
    const dispute = viewNow("disputes")?.disputes.find((one) => one.id === id);
    if (!dispute) {
        const nodes = [sentence("Not raised by this date."), definingLink(id)];
        return { title: page.wording.name(id), key: "not yet", nodes };
    }
    return {
        title: dispute.title, key: JSON.stringify(dispute),
        nodes: [
            element("p", { class: "state-line" }, stateIcon(dispute.state, dispute.issues[0]),
                ` ${capitalised(dispute.state)}`,
                marked(dispute)),
            element("p", { class: "chips" }, dispute.issues.map((issue) => issueChip(issue, page.wording.label(issue),
                () => select(`code:${issue}`)))),
            facts([
                ["Between", linked(dispute.parties)], ["Fault-lines", linked(dispute.faultlines)],
                ["Drivers", linked(dispute.drivers)],
                ["Stirred by", linked(dispute.stirred_by, eventWords)],
                ["Linked", dispute.links?.flatMap((one, index) =>
                    [index ? ", " : "", `${spaced(one.kind)} `, link(one.to)])],
            ]),
            heading("Episodes"),
            element("ol", { class: "episodes" }, dispute.episodes.map((episode) => element("li", {},
                "Opened ", link(episode.opened_by, episode.opened || episode.opened_by), marked(episode),
                episode.cause?.length ? [" because of ", ...linked(episode.cause, eventWords)] : null,
                episode.settled_by
                    ? [", settled ", link(episode.settled_by, episode.settled), ` by ${spaced(episode.how ?? "?")}`]
                    : null, "."))),
        ],
    };
}

function codeDetails(code) {
    const indices = selectedIndices() ?? [];
    const entry = page.data.codebook.find((one) => one.code === code);
    const below = page.data.codebook.filter((one) => one.parents?.includes(code));
    const disputes = page.world.lanes.filter((lane) => lane.spans.some((span) => span.issues?.includes(code)));
    return {
        title: capitalised(page.wording.label(code)), key: "code",
        nodes: [facts([
            ["Code", element("code", {}, code)], ["Kind", entry?.kind], ["Under", linked(entry?.parents)],
            ["Holds", linked(below.map((one) => one.code))], ["Disputes", links(disputes.map((lane) => lane.id), 12)],
            ["Events", counted(indices.length, "event")],
        ])],
    };
}

function thingDetails(id) {
    const entry = page.eventsByID.get(page.wording.defined.get(id));
    if (!entry) return { title: page.wording.name(id), key: "unknown", nodes: [sentence("Not known by this date.")] };
    const { event } = entry;
    const told = Object.entries(event.data).filter(([key]) => event.data[key] !== id || key === "title");
    return {
        title: page.wording.name(id), key: "thing",
        nodes: [
            element("p", { class: "words" }, page.world.sentence(entry.index)),
            facts([["Identifier", element("code", {}, id)],
                ...told.map(([key, value]) => [capitalised(spaced(key)), valueNodes(value)]),
                ["First event", link(event.id)]]),
        ],
    };
}

/** A value of an event's data: identifiers lead to what they stand for. */
function valueNodes(value) {
    if (Array.isArray(value)) return value.flatMap((one, index) => [index ? ", " : "", valueNodes(one)].flat());
    const isKnown = typeof value === "string" && (page.wording.kinds.has(value) || page.eventsByID.has(value));
    if (isKnown) return [link(value)];
    return [page.wording.value(value)];
}

function definingLink(id) {
    const event = page.wording.defined.get(id);
    return event ? element("p", {}, "It comes with ", link(event), ".") : null;
}
