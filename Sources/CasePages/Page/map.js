// The governance map at the playhead: nodes are made once and change their attributes.

const RECENT = 31 * DAY;

function makeMap(main) {
    const view = element("div", { class: "map-view", onscroll: () => fillMap() });
    const links = drawing("svg", { class: "map-links", "aria-hidden": "true" });
    const inner = element("div", { class: "map-inner", role: "group", "aria-label": "Governance map" }, links);
    view.append(inner);
    const count = element("span", { class: "count" });
    const changed = element("p", { class: "changed" });
    const marksButton = element("button", { type: "button", class: "tool", onclick: () => {
        map.isMarks = !isMapMarks();
        redraw("world");
    } });
    const section = element("section", { id: "map", class: "panel", "aria-labelledby": "map-title" },
        element("header", {}, element("h2", { id: "map-title" }, "Who governs", count), marksButton, mapLegend()),
        changed, view);
    main.append(section);
    Object.assign(map, { view, inner, links, nodes: new Map() });
    const isEmpty = () => !page.world.hasGovernance;
    const part = {
        pace: 45,
        world: () => { if (!isEmpty()) drawMap(marksButton); },
        at: () => { if (!isEmpty()) showMap(count, changed); },
        select: () => { if (!isEmpty()) markMap(); },
    };
    addPart(part);
    drawWhenSeen(part, section, isEmpty);
    inner.addEventListener("pointerover", (event) => pointAt(event.target.closest(".item")));
    inner.addEventListener("pointerleave", () => pointAt(null));
    inner.addEventListener("focusin", (event) => pointAt(event.target.closest(".item")));
    inner.addEventListener("focusout", () => pointAt(null));
    inner.addEventListener("keydown", mapKey);
}

function isMapMarks() {
    return map.isMarks ?? [...map.items.values()].filter((item) => item.kind === "organisation").length > 120;
}

function drawMap(marksButton) {
    const facts = page.whole === page.world ? page.world.governanceFacts
        : [...page.world.governanceFacts, ...page.whole.governanceFacts];
    // Places come of all that was ever recorded, what stands only of the world that is shown.
    map.items = collectItems(facts);
    map.groups = groupItems(map.items);
    for (const item of map.items.values()) item.facts = [];
    map.ties = { membership: [], accountability: [], role: [], authority: [] };
    for (const fact of page.world.governanceFacts) placeFact(fact);
    const isMarks = isMapMarks();
    setText(marksButton, isMarks ? "Show names" : "Show marks");
    map.width = map.view.clientWidth - 4;
    layOut(map.width, isMarks);
    map.inner.style.height = `${map.height}px`;
    setAttribute(map.links, "width", map.width);
    setAttribute(map.links, "height", map.height);
    map.nodes.clear();
    map.inner.replaceChildren(map.links, ...map.columns.map(({ left, width, title }) => {
        const node = element("h3", { class: "column-title" }, title);
        node.style.left = `${left}px`;
        node.style.width = `${width}px`;
        return node;
    }), ...map.groups.map((group) => {
        group.node = element("h4", { class: "group-title" });
        group.node.style.transform = `translate(${group.left}px, ${group.top}px)`;
        group.node.style.width = `${group.width}px`;
        return group.node;
    }));
    fillMap();
}

function placeFact(fact) {
    const { kind, row } = fact;
    const key = keyOf(fact);
    if (key !== null) map.items.get(key).facts.push(fact);
    if (kind === "influence") map.items.get(row.actor)?.influence.push(fact);
    if (kind === "authority") map.items.get(row.on)?.authority.push(fact);
    if (map.ties[kind]) map.ties[kind].push(fact);
}

/** Makes the nodes that are in sight. */
function fillMap() {
    const top = map.view.scrollTop - 200;
    const bottom = map.view.scrollTop + (map.view.clientHeight || 600) + 200;
    for (const item of map.items.values()) {
        const isNear = item.y + item.height >= top && item.y <= bottom;
        const node = map.nodes.get(item.key);
        if (isNear && !node) {
            const made = makeItem(item);
            map.nodes.set(item.key, made);
            map.inner.append(made);
            showItem(item);
        } else if (!isNear && node && !node.contains(document.activeElement)) {
            node.remove();
            map.nodes.delete(item.key);
            item.drawn = null;
        }
    }
}

function makeItem(item) {
    const node = element("button", {
        type: "button", class: `item ${item.kind}${item.isMark ? " is-mark" : ""}`, "data-key": item.key,
        tabindex: map.focus === item.key || (!map.focus && map.nodes.size === 0) ? 0 : -1,
        onclick: () => select(item.kind === "role" ? `role:${item.key.slice(5)}` : `${item.kind}:${item.id}`),
    }, element("span", { class: "standing" }), item.isMark ? null : element("span", { class: "item-name" }));
    node.style.transform = `translate(${item.x}px, ${item.y}px)`;
    node.style.width = `${item.width}px`;
    node.style.height = `${item.height}px`;
    item.drawn = null;
    return node;
}

/** What a thing is at the playhead: standing, just begun, renamed or ended, or not there. */
function itemAt(item, at) {
    const facts = item.facts.filter((fact) => fact.from <= at && (fact.to === null || fact.to > at));
    if (facts.length) {
        const newest = facts.reduce((one, other) => (other.from > one.from ? other : one));
        return { facts, fact: newest, is: newest.from > at - RECENT ? "new" : "there" };
    }
    const ended = item.facts.findLast((fact) => fact.to !== null && fact.to <= at && fact.to > at - RECENT);
    return ended ? { facts: [], fact: ended, is: "ended" } : { facts: [], fact: null, is: "absent" };
}

function showMap(count, changed) {
    const counts = { organisation: 0, body: 0, role: 0 };
    const news = [];
    for (const item of map.items.values()) {
        item.now = itemAt(item, page.at);
        const { is } = item.now;
        if (is === "there" || is === "new") counts[item.kind] += 1;
        if (is === "new" || is === "ended") news.push(item);
        if (map.nodes.has(item.key)) showItem(item);
    }
    setText(count, [counted(counts.organisation, "organisation"), counted(counts.body, "body", "bodies"),
        counted(counts.role, "role")].filter((text) => !text.startsWith("0 ")).join(" · "));
    for (const group of map.groups) showGroup(group);
    setText(changed, newsWords(news));
    drawLinks();
}

function showGroup(group) {
    const there = group.items.filter(({ now }) => now.is === "there" || now.is === "new").length;
    setText(group.node, `${group.title}${group.items.length > 1 ? ` · ${there}` : ""}`);
    setAttribute(group.node, "data-empty", there === 0);
}

function newsWords(news) {
    if (!news.length) return "Nothing changed in the month before.";
    const named = news.slice(0, 3).map((item) => `${itemName(item)} ${item.now.is === "new"
        ? (item.facts.indexOf(item.now.fact) > 0 && item.kind !== "role" ? "renamed" : "new") : "ended"}`);
    return `In the month before: ${named.join(", ")}${news.length > 3 ? ` and ${news.length - 3} more` : ""}.`;
}

function itemName(item) {
    const fact = item.now?.fact;
    if (item.kind === "role") {
        const title = fact?.row.title ?? item.title ?? spaced(item.id);
        const holders = item.now?.facts.map((one) => page.wording.name(one.row.holder)).join(", ");
        // A person is often known by the role alone.
        if (!holders) return title;
        return holders === title ? `${title} (${item.now.facts[0].row.holder})` : `${title}: ${holders}`;
    }
    return fact?.row.name ?? item.facts[0]?.row.name ?? page.wording.name(item.id);
}

/** The standings in which an actor is seen at a date, by whomever: never added up, so shown from least to most. */
function standingsAt(item, at) {
    return item.influence.filter((fact) => fact.from <= at && (fact.to === null || fact.to > at))
        .map((fact) => STANDINGS.indexOf(fact.row.standing)).filter((rank) => rank >= 0);
}

function showItem(item) {
    const node = map.nodes.get(item.key);
    item.now ??= itemAt(item, page.at);
    const { is, fact } = item.now;
    const ranks = item.influence.length && is !== "absent" ? standingsAt(item, page.at) : [];
    const basis = basisOf(item);
    const name = itemName(item);
    const drawn = `${is}|${name}|${Math.min(...ranks)}|${Math.max(...ranks)}|${basis}|${marksOf(fact?.row)}`;
    if (item.drawn === drawn) return;
    item.drawn = drawn;
    setAttribute(node, "data-is", is);
    setAttribute(node, "data-basis", basis);
    setAttribute(node, "data-most", ranks.length ? Math.max(...ranks) : null);
    setAttribute(node, "data-least", ranks.length ? Math.min(...ranks) : null);
    node.classList.toggle("unsure", Boolean(marksOf(fact?.row)));
    const label = node.querySelector(".item-name");
    if (label) setText(label, name + marksOf(fact?.row));
    const seen = ranks.length ? `, seen as ${[...new Set(ranks)].map((rank) => STANDINGS[rank]).join(" and ")}` : "";
    const title = `${name}${is === "absent" ? ", not there at this date" : is === "there" ? "" : `, ${is}`}`
        + `${basis ? `, ${basis}` : ""}${seen}${marksOf(fact?.row) ? ` (${marksTitle(fact.row)})` : ""}`;
    setAttribute(node, "aria-label", title);
    setAttribute(node, "title", title);
}

/** Whether what a body rests on is the law or an agreement, as registered or by its authority at the date. */
function basisOf(item) {
    const { fact } = item.now;
    if (fact?.row.statutory === true) return "statutory";
    const authority = item.authority.length ? standing(item.authority, page.at) : null;
    return authority?.row.basis ?? (fact?.row.statutory === false ? "voluntary" : null);
}

function mapKey(event) {
    const direction = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    const from = direction && map.items.get(event.target.closest(".item")?.dataset.key);
    if (!from) return;
    event.preventDefault();
    const next = nearest(from, direction);
    if (!next) return;
    if (!map.nodes.has(next.key)) {
        map.view.scrollTop = next.y - 100;
        fillMap();
    }
    map.nodes.get(from.key)?.setAttribute("tabindex", -1);
    map.focus = next.key;
    const node = map.nodes.get(next.key);
    node.setAttribute("tabindex", 0);
    node.focus();
}

/** The closest thing in a direction, counting what lies aside of it as further off. */
function nearest(from, [dx, dy]) {
    let [best, least] = [null, Infinity];
    for (const item of map.items.values()) {
        const along = dx ? (item.x - from.x) * dx : (item.y - from.y) * dy;
        if (along <= 0) continue;
        const aside = dx ? Math.abs(item.y - from.y) : Math.abs(item.x - from.x);
        if (along + 3 * aside < least) [best, least] = [item, along + 3 * aside];
    }
    return best;
}

function mapLegend() {
    const key = (className, text) => element("span", { class: "key" },
        element("span", { class: `sample ${className}`, "aria-hidden": "true" }), text);
    return element("div", { class: "legend" }, key("statutory", "statutory"), key("voluntary", "voluntary"),
        key("fresh", "changed in the last month"), key("gone", "just ended"),
        element("span", { class: "key" }, ...["3", "2", "1", "0"].map((rank) => element("span", {
            class: "standing sample-standing", "data-most": rank, "data-least": rank, "aria-hidden": "true",
        })), "seen as dominant, central, peripheral, marginal"));
}
