// The other views as tables, one at a time: what was counted, never more than the view says.

const tables = { chosen: null };

function makeTables(main) {
    const list = element("div", { class: "tabs", role: "tablist", "aria-label": "Further views" });
    const panel = element("div", {
        id: "table-panel", class: "table-panel", role: "tabpanel", tabindex: 0, "aria-labelledby": "tables-title",
    });
    const section = element("section", { id: "tables", class: "panel", "aria-labelledby": "tables-title" },
        element("header", {}, element("h2", { id: "tables-title" }, "Further views"), list), panel);
    main.append(section);
    const show = () => showTable(panel, list);
    list.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const tabs = [...list.children];
        if (!step || tabs.length < 2) return;
        event.preventDefault();
        const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
        next.click();
        next.focus();
    });
    const part = {
        world: () => {
            const views = TABLES.filter(([view]) => typeof page.world.at(page.at)[view] === "function");
            if (!views.some(([view]) => view === tables.chosen)) tables.chosen = views[0]?.[0] ?? null;
            section.hidden = views.length === 0;
            list.replaceChildren(...views.map(([view, label]) => element("button", {
                type: "button", role: "tab", id: `tab-${view}`, "data-view": view, "aria-controls": "table-panel",
                onclick: () => { tables.chosen = view; tables.shownAt = null; show(); },
            }, label)));
            tables.shownAt = null;
        },
        // Tables are read, not watched: they follow when the playhead has come to rest.
        at: () => { if (!isMoving()) show(); },
        rest: () => { if (part.isVisible) show(); },
    };
    addPart(part);
    drawWhenSeen(part, section);
}

function showTable(panel, list) {
    if (tables.chosen === null) return;
    if (tables.shownAt === page.at && tables.shownWorld === page.world && tables.shown === tables.chosen) return;
    Object.assign(tables, { shownAt: page.at, shownWorld: page.world, shown: tables.chosen });
    for (const tab of list.children) {
        const isChosen = tab.dataset.view === tables.chosen;
        setAttribute(tab, "aria-selected", isChosen ? "true" : "false");
        setAttribute(tab, "tabindex", isChosen ? 0 : -1);
    }
    setAttribute(panel, "aria-labelledby", `tab-${tables.chosen}`);
    const [, , draw] = TABLES.find(([view]) => view === tables.chosen);
    panel.replaceChildren(...draw(viewNow(tables.chosen)).filter(Boolean));
}

/** A table of columns `[heading, value]`; a value is text, a number, a node, or nothing. Numbers stand right. */
function table(caption, rows, columns, limit = 60) {
    if (!rows.length) return null;
    const shown = rows.slice(0, limit);
    const isNumber = columns.map(([, value]) =>
        rows.every((row) => ["number", "undefined"].includes(typeof value(row))));
    return element("div", { class: "table-box" }, element("table", {},
        element("caption", {}, caption, rows.length > limit ? ` (the first ${limit} of ${rows.length})` : ""),
        element("thead", {}, element("tr", {}, columns.map(([heading], index) => element("th", {
            scope: "col", class: isNumber[index] ? "number" : null,
        }, heading)))),
        element("tbody", {}, shown.map((row) => element("tr", {}, columns.map(([, value], index) => {
            const content = value(row);
            return element(index ? "td" : "th", {
                scope: index ? null : "row", class: isNumber[index] ? "number" : null,
            },
                content === undefined || content === null ? "–"
                    : typeof content === "number" ? grouped.format(content) : content);
        }))))));
}

/** A link to what an identifier or an event stands for. */
function link(id, text = null) {
    const words = text ?? (page.eventsByID.has(id) ? id : kindOf(id) === "code" ? page.wording.label(id)
        : page.wording.name(id));
    return selectionLink(`${kindOf(id)}:${id}`, words);
}

/** A true link, which breaks over lines as text does and can be opened beside this page. */
function selectionLink(selection, words, attributes = {}) {
    const follow = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        if (page.selection !== selection) select(selection);
    };
    return element("a", { class: "link", href: `#select=${selection}`, onclick: follow, ...attributes }, words);
}

function linked(ids, text) {
    return (ids ?? []).flatMap((id, index) => (index ? [", ", link(id, text?.(id))] : [link(id, text?.(id))]));
}

/** A cell of links, the first few of many; nothing for a dash. */
function links(ids, most = 6) {
    if (!ids?.length) return null;
    const more = ids.length > most ? ` and ${grouped.format(ids.length - most)} more` : "";
    return element("span", {}, linked(ids.slice(0, most)), more);
}

/** A date that leads to its event, on one line. */
function dateLink(id, date) {
    return id ? selectionLink(`event:${id}`, date ?? id, { class: "link nowrap" }) : null;
}

function meter(value, most, colour = "var(--accent)") {
    const width = most ? Math.round((value / most) * 56) : 0;
    return element("span", { class: "meter" },
        drawing("svg", { width: 58, height: 10, "aria-hidden": "true" },
            drawing("rect", { x: 0, y: 1, width, height: 8, rx: 1, fill: colour })), String(value));
}

function sentence(text) {
    return element("p", { class: "empty" }, text);
}
