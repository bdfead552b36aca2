// Making and changing nodes. Words of a case only ever become text nodes, never markup.

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/** The characters that text of a case does not show as they are: `HarmlessText` in CasePages says which and why. */
const HIDDEN_RANGES = "0-8 b-1f 7f-9f 61c-61c 200b-200b 200e-200f 2028-202e 2060-206f feff-feff fff9-fffb";
const HIDDEN = new RegExp(`[${HIDDEN_RANGES.replace(/\w+/g, (digits) => `\\u${digits.padStart(4, "0")}`)
    .replaceAll(" ", "")}]`, "g");

/** Text as people must see it: what would turn around the order of what follows, or hide that it is there, becomes a
 * picture. */
function harmless(text) {
    return text.replace(HIDDEN, (one) => (one < " " ? String.fromCharCode(0x2400 + one.charCodeAt(0)) : "\ufffd"));
}

/** An element with attributes and children; `on…` attributes are listeners, children are nodes or text. */
function element(name, attributes = {}, ...children) {
    return furnish(document.createElement(name), attributes, children);
}

function drawing(name, attributes = {}, ...children) {
    return furnish(document.createElementNS(SVG_NAMESPACE, name), attributes, children);
}

function furnish(node, attributes, children) {
    for (const [key, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) continue;
        if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
        else node.setAttribute(key, attributeText(key, value));
    }
    for (const child of children.flat(Infinity)) {
        if (child === undefined || child === null || child === false) continue;
        node.append(typeof child === "string" ? harmless(child) : child);
    }
    return node;
}

/** The attributes that people read or hear. */
const SAID = new Set(["title", "aria-label", "aria-valuetext"]);

function attributeText(name, value) {
    if (value === true) return "";
    return SAID.has(name) ? harmless(String(value)) : String(value);
}

/** Sets an attribute only where it differs: a write, even of the same value, costs a style pass. */
function setAttribute(node, name, value) {
    if (value === null || value === undefined || value === false) {
        if (node.hasAttribute(name)) node.removeAttribute(name);
        return;
    }
    const text = attributeText(name, value);
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
}

function setText(node, given) {
    const text = harmless(given);
    if (node.textContent !== text) node.textContent = text;
}

/** Rows of one height of which only those in sight exist. `make(index)` gives a row's node, which is put in its
 * place. */
class VirtualRows {
    constructor({ label, height, make, className = "" }) {
        this.height = height;
        this.make = make;
        this.count = 0;
        this.rows = new Map();
        this.room = 0;
        this.inner = element("div", { class: "virtual-inner", role: "list", "aria-label": label });
        this.view = element("div", { class: `virtual ${className}`, onscroll: () => this.fill() }, this.inner);
        new ResizeObserver(() => {
            this.room = this.view.clientHeight;
            this.fill();
        }).observe(this.view);
        this.view.addEventListener("keydown", (event) => this.step(event));
    }

    /** Starts over with so many rows. */
    reset(count) {
        this.count = count;
        for (const row of this.rows.values()) row.remove();
        this.rows.clear();
        this.inner.style.height = `${count * this.height}px`;
        this.room = 0;
        this.fill();
    }

    fill() {
        const above = 4;
        // Asking for the height lays the page out: once, not at every frame.
        if (!this.room) this.room = this.view.clientHeight;
        const first = Math.max(0, Math.floor(this.view.scrollTop / this.height) - above);
        const seen = Math.ceil((this.room || 600) / this.height);
        const last = Math.min(this.count - 1, first + seen + 2 * above);
        for (const [index, row] of this.rows) {
            const isFocused = row.contains(document.activeElement);
            if ((index < first || index > last) && !isFocused) {
                row.remove();
                this.rows.delete(index);
            }
        }
        for (let index = first; index <= last; index += 1) {
            if (!this.rows.has(index)) this.place(index);
        }
    }

    place(index) {
        const row = this.make(index);
        row.style.transform = `translateY(${index * this.height}px)`;
        setAttribute(row, "aria-posinset", index + 1);
        setAttribute(row, "aria-setsize", this.count);
        this.putInOrder(row, index);
        this.rows.set(index, row);
    }

    /** Rows stand in the document in their order, so that Tab and a screen reader meet them so. One that is in its
     * place is not put there again: that would lay it out anew. */
    putInOrder(row, index) {
        const before = this.rows.get(index - 1);
        const follows = before && before.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (row.parentNode === this.inner && (follows || !before)) return;
        if (before) {
            before.after(row);
            return;
        }
        const next = [...this.rows.keys()].filter((other) => other > index);
        this.inner.insertBefore(row, next.length ? this.rows.get(Math.min(...next)) : null);
    }

    /** Has so many rows from now on, of which `make` gives again the nodes of those that are still there. */
    rearrange(count) {
        const old = new Set(this.rows.values());
        this.count = count;
        this.rows.clear();
        this.inner.style.height = `${count * this.height}px`;
        this.fill();
        for (const row of this.rows.values()) old.delete(row);
        for (const row of old) row.remove();
    }

    /** Brings a row into sight, at a share of the height from the top. */
    reveal(index, share = 0.5) {
        const top = index * this.height - ((this.room || 600) - this.height) * share;
        this.view.scrollTop = Math.max(0, top);
        this.fill();
    }

    isInSight(index) {
        const top = index * this.height;
        return top >= this.view.scrollTop && top + this.height <= this.view.scrollTop + this.room;
    }

    /** Arrow keys go from row to row, also to rows that do not exist yet. */
    step(event) {
        const direction = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const row = direction && event.target.closest('[role="listitem"]');
        if (!row) return;
        const next = Number(row.getAttribute("aria-posinset")) - 1 + direction;
        if (next < 0 || next >= this.count) return;
        event.preventDefault();
        if (!this.isInSight(next)) this.reveal(next, direction > 0 ? 1 : 0);
        this.rows.get(next)?.querySelector("button")?.focus({ preventScroll: true });
    }
}
