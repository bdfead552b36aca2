// Links of the governance map: those of what is pointed at, focused or selected; memberships lightly where they
// are few.

function pointAt(node) {
    const key = node?.dataset.key ?? null;
    if (map.pointed === key) return;
    map.pointed = key;
    requestAnimationFrame(drawLinks);
}

function markMap() {
    const id = selectedID();
    for (const [key, node] of map.nodes) {
        const item = map.items.get(key);
        const isChosen = page.selection !== null && (item.kind === "role" ? page.selection === key : item.id === id);
        node.classList.toggle("is-chosen", isChosen);
        setAttribute(node, "aria-pressed", isChosen ? "true" : "false");
    }
    revealChosen();
    drawLinks();
}

/** What is chosen elsewhere comes into sight, once: the map can be scrolled away from it. */
function revealChosen() {
    if (map.revealed === page.selection) return;
    map.revealed = page.selection;
    const item = map.items.get(page.selection?.startsWith("role:") ? page.selection : selectedID());
    if (!item) return;
    const { scrollTop, clientHeight } = map.view;
    if (item.y >= scrollTop && item.y + item.height <= scrollTop + clientHeight) return;
    map.view.scrollTop = item.y - clientHeight / 2;
    fillMap();
}

/** The things that a fact ties together, by their keys in the map; a role's place is its own thing. */
function endsOf({ kind, row }) {
    if (kind === "membership") return [row.member, row.of];
    if (kind === "accountability") return [row.from, row.to];
    if (kind === "authority") return [row.by, row.on];
    return [row.holder, `role:${row.role}@${row.at}`];
}

function focusedKeys() {
    const keys = new Set();
    if (map.pointed) keys.add(map.pointed);
    if (page.selection?.startsWith("role:")) keys.add(page.selection);
    else if (selectedID() && map.items.has(selectedID())) keys.add(selectedID());
    return keys;
}

const LIGHT_MEMBERSHIPS = 150;

function drawLinks() {
    if (!map.ties) return;
    const keys = focusedKeys();
    const isFew = map.ties.membership.length <= LIGHT_MEMBERSHIPS;
    const wanted = [];
    const touched = new Set(keys);
    for (const [kind, facts] of Object.entries(map.ties)) {
        for (const fact of facts) {
            if (fact.from > page.at || (fact.to !== null && fact.to <= page.at)) continue;
            const [one, other] = endsOf(fact);
            const isStrong = keys.has(one) || keys.has(other);
            if (isStrong) touched.add(one).add(other);
            const isLight = isFew && kind === "membership" && keys.size === 0;
            if (isStrong || isLight) wanted.push({ kind, fact, one, other, isStrong });
        }
    }
    addPlaces(keys, wanted, touched);
    const paths = wanted.map(linkPath).filter(Boolean);
    map.links.classList.toggle("is-many", paths.length > 24);
    setLinks(paths);
    for (const [key, node] of map.nodes) {
        node.classList.toggle("is-tied", keys.size > 0 && touched.has(key));
        node.classList.toggle("is-aside", keys.size > 0 && !touched.has(key));
    }
}

/** A role is tied to the body it is held at, a body to its parent. */
function addPlaces(keys, wanted, touched) {
    for (const item of map.items.values()) {
        const place = item.kind === "role" ? item.place : item.parent;
        if (!place || !map.items.has(place) || !item.now?.facts.length) continue;
        if (!keys.has(item.key) && !keys.has(place)) continue;
        touched.add(item.key).add(place);
        wanted.push({ kind: "part", one: item.key, other: place, isStrong: true });
    }
}

function linkPath({ kind, fact, one, other, isStrong }) {
    const [from, to] = [map.items.get(one), map.items.get(other)];
    if (!from || !to || from === to) return null;
    const isRight = from.x < to.x;
    const x1 = from.isMark ? from.x + from.width / 2 : isRight ? from.x + from.width : from.x;
    const x2 = to.isMark ? to.x + to.width / 2 : isRight ? to.x : to.x + to.width;
    const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
    const isSameColumn = Math.abs(from.x - to.x) < 40;
    const pull = isSameColumn ? -26 : Math.max(20, Math.abs(x2 - x1) * 0.45) * (isRight ? 1 : -1);
    const d = isSameColumn ? `M${from.x} ${y1}C${from.x + pull} ${y1} ${to.x + pull} ${y2} ${to.x} ${y2}`
        : `M${x1} ${y1}C${x1 + pull} ${y1} ${x2 - pull} ${y2} ${x2} ${y2}`;
    const detail = ["disputed", "unclear"].includes(fact?.row.clarity) ? " unclear" : "";
    return { d, name: `link ${kind} ${isStrong ? "strong" : "light"}${detail}${marksOf(fact?.row) ? " unsure" : ""}` };
}

/** Keeps the paths that are there and changes what they draw. */
function setLinks(paths) {
    const nodes = map.links.children;
    while (nodes.length > paths.length) map.links.lastChild.remove();
    paths.forEach(({ d, name }, index) => {
        if (!nodes[index]) map.links.append(drawing("path"));
        setAttribute(nodes[index], "d", d);
        setAttribute(nodes[index], "class", name);
    });
}
