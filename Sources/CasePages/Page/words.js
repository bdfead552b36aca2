// Events in words, by the phrase of their type, with the names that things had at a date. See Wording, Phrase and
// NameBook in CaseModel.
const Phrases = (() => {
    /** A phrase taken apart: words, fields, and what is kept when all its fields are there. */
    function parts(phrase, description) {
        const found = [];
        for (const [, words, optional, field] of phrase.matchAll(/([^[{]+)|\[([^\]]*)\]|\{([^}]*)\}/g)) {
            if (words !== undefined) found.push({ words });
            else if (optional !== undefined) found.push({ optional: parts(optional, description) });
            else found.push(partOf(field, description));
        }
        return found;
    }

    /** A field, and what is said for some of its words: `name`, or `name:word=what is said for it|…`. */
    function partOf(text, description) {
        const [name, said = ""] = text.split(":");
        const pairs = said === "" ? [] : said.split("|").map((pair) => pair.split("="));
        return { field: description.fields.find((field) => field.name === name), said: new Map(pairs) };
    }

    /** How a field is put into words: as it stands, as a word without its hyphens, as a code, which need not be said
     * where the text names it, or by the name of what it stands for. */
    function manner({ shape, role }) {
        const element = shape.replace("[]", "");
        if (element.startsWith("word:")) return "word";
        if (element !== "slug" && element !== "reference") return "plain";
        if (role === "code") return "code";
        return ["course", "touches", "existing", "perceiver"].includes(role) ? "name" : "plain";
    }

    const known = new Map();

    function of(type) {
        let phrase = known.get(type);
        if (phrase === undefined) {
            const description = Forms.description(type);
            phrase = description ? parts(description.phrase, description) : null;
            known.set(type, phrase);
        }
        return phrase;
    }

    const spaced = (word) => word.replace(/[-_]/g, " ");

    function value(given, manner, nameOf) {
        if (typeof given === "string") {
            return manner === "name" ? nameOf(given) : manner === "word" ? spaced(given) : given;
        }
        if (Array.isArray(given)) return given.map((element) => value(element, "plain", nameOf)).join(", ");
        if (typeof given === "boolean") return given ? "yes" : "no";
        if (typeof given === "number") return Number.isSafeInteger(given) ? String(given) : "";
        if (given === null) return "";
        return Object.entries(given).map(([key, of]) => `${spaced(key)} ${value(of, "plain", nameOf)}`).join(", ");
    }

    /** Whether a text names a code: behind its sign, and whole. */
    function names(code, text) {
        for (let at = text.indexOf("#" + code); at >= 0; at = text.indexOf("#" + code, at + 1)) {
            if (!/^[a-z0-9-]/.test(text.slice(at + 1 + code.length))) return true;
        }
        return false;
    }

    /** @param text the event's own text, in which codes may be named already. */
    function fieldInWords(given, { field, said }, text, nameOf) {
        if (!field.isList) return said.get(given) ?? value(given, manner(field), nameOf);
        if (!Array.isArray(given)) return value(given, "plain", nameOf);
        const isUnsaid = (element) => manner(field) !== "code" || typeof text !== "string"
            || typeof element !== "string" || !names(element, text);
        return given.filter(isUnsaid).map((element) => value(element, manner(field), nameOf)).join(", ");
    }

    /** @returns the words, and whether no field was missing, and each said something. */
    function fill(phrase, data, nameOf) {
        let text = "";
        let isWhole = true;
        for (const part of phrase) {
            if (part.words !== undefined) {
                text += part.words;
            } else if (part.optional !== undefined) {
                const inner = fill(part.optional, data, nameOf);
                if (inner.isWhole) text += inner.text;
            } else {
                const given = part.field && data[part.field.name];
                const words = given === undefined ? "?" : fieldInWords(given, part, data.text, nameOf);
                if (given === undefined || (part.field.isList && words === "")) isWhole = false;
                text += words;
            }
        }
        return { text, isWhole };
    }

    /** A sentence without a full stop; an event of an unknown type is shown with its data as it stands. */
    function sentence(event, nameOf) {
        const phrase = of(event.type);
        if (phrase !== null) return fill(phrase, event.data, nameOf).text;
        return `${event.type} ${JSON.stringify(event.data)}`;
    }

    return { sentence };
})();

/** The names that people know things by, as at a date. */
class NameBook {
    constructor(state) {
        this.state = state;
        this.lives = new Map();
        this.titles = new Map();
    }

    /** A name for an identifier: an organisation's, body's or group's name, the title of what has one with the
     * identifier behind it, else the identifier. */
    name(symbol, instant) {
        if (this.state.isOf(symbol, "organisation", "body", "group")) {
            if (!this.lives.has(symbol)) this.lives.set(symbol, new StandingLife(this.state.course(symbol)));
            const life = this.lives.get(symbol);
            return (Spans.last(life.steps, instant) ?? life.last)?.name ?? symbol;
        }
        const title = this.title(symbol);
        return title === null ? symbol : `${title} (${symbol})`;
    }

    static titled = ["person.identified", "participant.recruited", "dispute.raised", "proposal.tabled"];

    title(symbol) {
        let title = this.titles.get(symbol);
        if (title === undefined) {
            title = this.state.course(symbol).find(({ type }) => NameBook.titled.includes(type))?.data.title ?? null;
            this.titles.set(symbol, title);
        }
        return title;
    }
}
