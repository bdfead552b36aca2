// Where everything of the governance map stands. Places are worked out once, over all time and all that was ever
// recorded, so that nothing moves when the date or an axis does.

const SECTORS = ["acute-provider", "mental-health-provider", "community-provider", "ambulance", "commissioner",
    "primary-care", "public-health", "local-authority", "social-care", "voluntary-sector", "social-enterprise",
    "private-provider", "patients-and-public", "community-group", "police", "regulator", "system-team", "national-body",
    "other"];
const TIERS = ["First tier", "Second tier", "Third tier", "Fourth tier"];
const STANDINGS = ["marginal", "peripheral", "central", "dominant"];

const map = { items: new Map(), groups: [], isMarks: null, width: 0, height: 0 };

/** Everything that the facts speak of, with its facts in the order in which they began. */
function collectItems(facts) {
    const items = new Map();
    for (const fact of facts) {
        const key = keyOf(fact);
        if (key !== null) itemOf(items, key, fact).facts.push(fact);
    }
    return items;
}

/** The key of what a fact is the being of; null for what ties things together, and for groups, which govern nothing. */
function keyOf({ kind, id, row }) {
    if (kind === "organisation" || kind === "body") return id;
    return kind === "role" ? `role:${row.role}@${row.at}` : null;
}

function itemOf(items, key, { kind, row }) {
    if (!items.has(key)) {
        items.set(key, {
            key, kind, id: kind === "role" ? row.role : row.id, facts: [], influence: [], authority: [],
            sector: row.sector, parent: row.parent, place: row.at, title: row.title,
        });
    }
    return items.get(key);
}

/** How many bodies a body is under. */
function tierOf(items, item) {
    let tier = 0;
    for (let above = items.get(item.parent); above && tier < 6; above = items.get(above.parent)) tier += 1;
    return tier;
}

/** Groups from left to right: organisations by sector, bodies by tier, roles by the body they are held at. */
function groupItems(items) {
    const groups = new Map();
    const into = (key, column, title, rank, item) => {
        if (!groups.has(key)) groups.set(key, { column, title, rank, items: [] });
        groups.get(key).items.push(item);
    };
    for (const item of items.values()) {
        if (item.kind === "organisation") {
            const rank = SECTORS.indexOf(item.sector);
            into(`sector ${item.sector}`, 0, capitalised(spaced(item.sector ?? "other")), rank < 0 ? 99 : rank, item);
        } else if (item.kind === "body") {
            const tier = tierOf(items, item);
            into(`tier ${tier}`, 1, TIERS[tier] ?? "Below", tier, item);
        } else {
            into(`at ${item.place}`, 2, page.wording.name(item.place), item.facts[0].from, item);
        }
    }
    for (const group of groups.values()) group.items.sort(byBeginning);
    return [...groups.values()].sort((one, other) => one.column - other.column || one.rank - other.rank);
}

/** What took the place of others stands after them; what began together, by its name. */
function byBeginning(one, other) {
    return Math.max(0, one.facts[0].from - page.range.first) - Math.max(0, other.facts[0].from - page.range.first)
        || nameOfItem(one).localeCompare(nameOfItem(other));
}

function nameOfItem(item) {
    const { row } = item.facts[0];
    return row.name ?? row.title ?? spaced(item.id);
}

const CELL = { names: { height: 36, gap: 4, least: 172 }, marks: { height: 17, gap: 2, least: 17 } };
const GROUP_HEAD = 24;
const COLUMN_GAP = 22;

/** Gives each item its box. Beyond some 150 things, names would need pages: they become marks, named when pointed
 * at. */
function layOut(width, isMarks) {
    const cell = isMarks ? CELL.marks : CELL.names;
    const columns = [0, 1, 2].map((column) => map.groups.filter((group) => group.column === column));
    const present = columns.filter((groups) => groups.length);
    const weights = present.map((groups) => {
        const count = groups.reduce((sum, group) => sum + group.items.length, 0);
        return Math.min(Math.max(count, 4), present.length * 8 + 4);
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const room = width - COLUMN_GAP * (present.length - 1);
    const least = Math.min(200, room / present.length);
    let left = 0;
    map.columns = [];
    map.height = 0;
    present.forEach((groups, index) => {
        const share = least + (room - least * present.length) * (weights[index] / total);
        const title = ["Organisations by sector", "Bodies by tier", "Roles and who holds them"][groups[0].column];
        map.columns.push({ left, width: share, title });
        const height = layOutColumn(groups, left, share, groups[0].column === 0 ? cell : CELL.names);
        map.height = Math.max(map.height, height);
        left += share + COLUMN_GAP;
    });
}

function layOutColumn(groups, left, width, cell) {
    const isSquare = cell === CELL.marks;
    const across = Math.max(1, Math.floor((width + cell.gap) / (cell.least + cell.gap)));
    const cellWidth = isSquare ? cell.height : (width - cell.gap * (across - 1)) / across;
    let top = 26;
    for (const group of groups) {
        Object.assign(group, { left, top, width });
        top += GROUP_HEAD;
        group.items.forEach((item, index) => {
            item.isMark = isSquare;
            item.x = left + (index % across) * (cellWidth + cell.gap);
            item.y = top + Math.floor(index / across) * (cell.height + cell.gap);
            item.width = cellWidth;
            item.height = cell.height;
        });
        top += Math.ceil(group.items.length / across) * (cell.height + cell.gap) + 10;
    }
    return top;
}
