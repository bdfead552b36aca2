// Names and labels: what a case calls what it knows. Sentences about events are the engine's.

/** What a world knows: its names, what kind of thing each identifier stands for, and by which event it came. */
class Wording {
    constructor(world, codebook) {
        this.names = new Map();
        this.kinds = new Map();
        this.labels = new Map(codebook.map((entry) => [entry.code, entry.label]));
        this.defined = new Map();
        /** The events by their ids. */
        this.entries = new Map();
        for (const entry of world.events) {
            this.entries.set(entry.event.id, entry);
            if (NAMING.has(entry.event.type)) this.note(entry.event);
        }
    }

    note({ id, type, data }) {
        const kind = DEFINED_KINDS[type];
        if (kind) {
            const key = data[kind];
            if (!this.kinds.has(key) || kind !== "person") this.kinds.set(key, kind);
            this.defined.set(key, id);
            const name = data.title ?? data.name;
            if (typeof name === "string" && name) this.names.set(key, name);
        } else if (type === "organisation.renamed" || type === "body.renamed") {
            this.names.set(data.organisation ?? data.body, data.name);
        } else if (type === "code.defined" || type === "code.renamed") {
            this.labels.set(data.code, data.label);
        }
    }

    name(id) {
        return this.names.get(id) ?? id;
    }

    label(code) {
        const label = this.labels.get(code);
        return label && label !== code ? label : spaced(code);
    }

    /** A value of an event's data in words. */
    value(value) {
        if (value === undefined || value === null) return "?";
        if (Array.isArray(value)) return value.map((element) => this.value(element)).join(", ");
        if (typeof value === "boolean") return value ? "yes" : "no";
        if (typeof value === "object") {
            if (value.private) return "[private]";
            return Object.entries(value).map(([key, inner]) => `${spaced(key)} ${this.value(inner)}`).join(", ");
        }
        return String(value);
    }
}

/** Types of events by which something comes to be known, and the field that names it. */
const DEFINED_KINDS = {
    "person.identified": "person", "participant.recruited": "participant", "organisation.registered": "organisation",
    "group.identified": "group", "body.established": "body", "session.started": "session",
    "document.collected": "document", "proposal.tabled": "proposal", "decision.made": "decision",
    "stake.perceived": "stake", "offset.offered": "offset", "dispute.raised": "dispute",
    "approval.granted": "approval",
};
/** All types that say what something is called. */
const NAMING = new Set([
    ...Object.keys(DEFINED_KINDS), "organisation.renamed", "body.renamed", "code.defined", "code.renamed",
]);
const ACTOR_KINDS = new Set(["person", "participant", "organisation", "group", "body"]);

function spaced(word) {
    return word.replace(/[-_]/g, " ");
}

function capitalised(text) {
    return text ? text[0].toUpperCase() + text.slice(1) : text;
}

/** Making a format anew for every number is what takes the time. */
const grouped = new Intl.NumberFormat("en-GB");

function counted(count, noun, plural = `${noun}s`) {
    return `${grouped.format(count)} ${count === 1 ? noun : plural}`;
}

/** The marks of a fact that rests on an imprecise date (`~`), on a field that no source gives (`*`) or on an event that
 * none gives at all (`†`). */
function marksOf(fact) {
    const fields = fact?.reconstructed ?? [];
    const ours = fields.includes("type") ? "†" : fields.length ? "*" : "";
    return (fact?.imprecise ? "~" : "") + ours;
}

/** A date as recorded, with its marks; one that says itself that it is approximate is not marked so twice. */
function markedDate(date, fact) {
    const marks = marksOf(fact);
    return /[~?%]$/.test(date) ? date + marks.replace("~", "") : date + marks;
}

function marksTitle(fact) {
    const parts = [];
    if (fact?.imprecise) parts.push("imprecise date");
    const fields = fact?.reconstructed ?? [];
    if (fields.includes("type")) parts.push("no source gives it at all");
    else if (fields.length) parts.push(`reconstructed: ${fields.join(", ")}`);
    return parts.join("; ");
}
