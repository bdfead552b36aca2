// Making and changing nodes. Words of a case only ever become text nodes, never markup.

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/** An element with attributes and children; `on…` attributes are listeners, children are nodes or text. */
export function element(name, attributes = {}, ...children) {
    return furnish(document.createElement(name), attributes, children);
}

function furnish(node, attributes, children) {
    for (const [key, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) continue;
        if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
        else node.setAttribute(key, value === true ? "" : value);
    }
    for (const child of children.flat(Infinity)) {
        if (child !== undefined && child !== null && child !== false) node.append(child);
    }
    return node;
}

export function setText(node, text) {
    if (node.textContent !== text) node.textContent = text;
}

export function byID(id) {
    return document.getElementById(id);
}

export function button(label, press, attributes = {}) {
    return element("button", { type: "button", class: "tool", onclick: press, ...attributes }, label);
}

/** Shapes that tell states and kinds apart without colour. */
const SHAPES = {
    safe: "M2.5 8.5 6.5 12.5 13.5 4",
    sending: "M8 13.5V3M3.5 7.5 8 3l4.5 4.5",
    waiting: "M8 1.8a6.2 6.2 0 1 0 .01 0M8 4.5V8.2l2.7 1.8",
    refused: "M8 1.5 15 14.2H1ZM8 6v4M8 11.8v.6",
    pause: "M5.5 3v10M10.5 3v10",
    resume: "M5 3 13 8 5 13Z",
    end: "M3.5 3.5h9v9h-9Z",
    person: "M8 8.3a3.2 3.2 0 1 0-.01 0M1.8 14.5c.8-5.2 11.6-5.2 12.4 0",
    organisation: "M2.5 14.5V3.5h11v11ZM6 7h.1M10 7h.1M6 10.5h.1M10 10.5h.1",
    group: "M5 7.5a2.3 2.3 0 1 0-.01 0M11 7.5a2.3 2.3 0 1 0-.01 0M.8 14c.5-5 7.9-5 8.4 0M9.5 10.3c2.5-1 5.3.3 5.7 3.7",
    body: "M1.5 6 8 1.8 14.5 6ZM3.5 6v6.5M8 6v6.5M12.5 6v6.5M1.5 14.3h13",
    other: "M8 3v10M3 8h10",
};

export function shape(name) {
    const picture = document.createElementNS(SVG_NAMESPACE, "svg");
    const path = document.createElementNS(SVG_NAMESPACE, "path");
    path.setAttribute("d", SHAPES[name] ?? SHAPES.other);
    picture.append(path);
    return furnish(picture, { class: "shape", viewBox: "0 0 16 16", "aria-hidden": "true" }, []);
}

export function counted(count, noun, plural = `${noun}s`) {
    return `${count} ${count === 1 ? noun : plural}`;
}

/** Puts rows in their order by key; those that say the same as before stay the nodes they were, with their focus. */
export function arrange(parent, rows) {
    const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
    let previous = null;
    for (const { key, says, make } of rows) {
        let node = old.get(key);
        old.delete(key);
        if (!node || node.dataset.says !== says) {
            const fresh = make();
            Object.assign(fresh.dataset, { key, says });
            node?.replaceWith(fresh);
            node = fresh;
        }
        const place = previous ? previous.nextSibling : parent.firstChild;
        if (place !== node) parent.insertBefore(node, place);
        previous = node;
    }
    for (const node of old.values()) node.remove();
}
