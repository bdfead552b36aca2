// What makes a line an event of its type, and what a correction makes of one. A line that is no event of a type known
// here is opaque: it is shown, and moves nothing. The rules are those of LineForm and AmendedLine in CaseModel.
const Forms = (() => {
    const eventID = /^[a-z0-9-]+\/[1-9]\d{0,12}$/;
    const sequenceMax = 2 ** 40 - 1;

    function isEventID(value) {
        if (typeof value !== "string" || !eventID.test(value)) return false;
        const slash = value.lastIndexOf("/");
        return value.length - slash < 13 || Number(value.slice(slash + 1)) <= sequenceMax;
    }

    const isText = (value) => typeof value === "string";
    const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
    const isDate = (value) => typeof value === "string" && Dates.parse(value) !== null;
    const isPrivate = (value) => isObject(value) && Object.keys(value).length === 1
        && isText(value.private?.subject) && isText(value.private.box);

    const simple = {
        slug: isText, text: isText, reference: isText, date: isDate, event: isEventID, changes: isObject,
        words: (value) => typeof value === "string" || isPrivate(value),
        flag: (value) => typeof value === "boolean",
        map: (value) => isObject(value) && Object.values(value).every(isText),
    };

    function checkOf(shape) {
        if (shape.endsWith("[]")) {
            const check = checkOf(shape.slice(0, -2));
            return (value) => Array.isArray(value) && value.every(check);
        }
        const [kind, of] = shape.split(":");
        if (kind === "word") {
            const words = new Set(Vocabulary.words[of]);
            return (value) => words.has(value);
        }
        if (kind === "integer") {
            const [least, most] = of.split("-").map(Number);
            return (value) => Number.isInteger(value) && value >= least && value <= most;
        }
        if (kind === "object") {
            const fields = Vocabulary.objects[of].map(fieldOf);
            return (value) => isObject(value) && fit(fields, value) !== null;
        }
        return simple[kind];
    }

    /** A field of the vocabulary: `name? shape role:kinds`. */
    function fieldOf(text) {
        const [name, shape, role] = text.split(" ");
        const colon = role.indexOf(":");
        return {
            name: name.replace("?", ""), isRequired: !name.endsWith("?"), shape, check: checkOf(shape),
            isList: shape.endsWith("[]"), role: colon < 0 ? role : role.slice(0, colon),
            kinds: colon < 0 ? [] : role.slice(colon + 1).split("|"),
        };
    }

    // Made when first asked for, so that the files of the page may stand in any order.
    let made = null;
    function types() {
        made ??= {
            context: Vocabulary.context.map(fieldOf),
            byName: new Map(
                Object.entries(Vocabulary.types).map(([type, { phrase, fields }]) =>
                    [type, { type, phrase, fields: fields.map(fieldOf) }])),
        };
        return made;
    }

    const isEmpty = (value) =>
        typeof value === "object" && value !== null
        && (Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0);

    /** Whether values are those of some fields: null where they are not, else the names of those that are empty, which
     * says the same as leaving them out. */
    function fit(fields, values) {
        let empty = none;
        for (const field of fields) {
            const value = values[field.name];
            if (value === undefined) {
                if (field.isRequired) return null;
            } else if (isEmpty(value)) {
                if (field.isRequired) return null;
                empty = [...empty, field.name];
            } else if (!field.check(value)) {
                return null;
            }
        }
        return empty;
    }
    const none = [];

    const without = (values, names) =>
        Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

    /** A line as an event of its type, empty values left out; null where it is opaque. */
    function read(line) {
        const type = types().byName.get(line.type);
        if (type === undefined || !isObject(line.data) || !isDate(line.occurred)) return null;
        if (line.learnt !== undefined && !isDate(line.learnt)) return null;
        const inLine = fit(types().context, line);
        const inData = inLine && fit(type.fields, line.data);
        if (inData === null) return null;
        if (inLine.length === 0 && inData.length === 0) return line;
        const event = without(line, inLine);
        event.data = without(line.data, inData);
        return event;
    }

    const keys = ["occurred", "learnt", "because", "evidence", "sources", "note"];

    /** What a correction makes of an event, in canonical form; null where that is no event of its type. */
    function correct(line, correction) {
        const changes = correction.data;
        const event = { ...line };
        const data = { ...line.data };
        const changed = [];
        for (const name of changes.cleared ?? []) {
            if (name !== "data") delete event[name];
            delete data[name];
            changed.push(name);
        }
        for (const key of keys.filter((key) => changes[key] !== undefined)) {
            event[key] = changes[key];
            changed.push(key);
        }
        Object.assign(data, changes.data);
        changed.push(...Object.keys(changes.data ?? {}));
        if (!changed.includes("reconstructed")) {
            const kept = (line.reconstructed ?? []).filter((name) => !changed.includes(name));
            const still = changed.filter((name) => (correction.reconstructed ?? []).includes(name));
            event.reconstructed = [...kept, ...still];
        }
        event.data = data;
        const read = isText(event.id) && isText(event.recorded) ? Forms.read(event) : null;
        return read && inOrder(read);
    }

    /** An event with the keys and fields that it may have, in the vocabulary's order. */
    function inOrder(event) {
        const type = types().byName.get(event.type);
        const ordered = {};
        const names = ["id", "type", "occurred", "learnt", "recorded", ...types().context.map((field) => field.name)];
        for (const name of names) if (event[name] !== undefined) ordered[name] = event[name];
        ordered.data = {};
        for (const { name } of type.fields) if (event.data[name] !== undefined) ordered.data[name] = event.data[name];
        return ordered;
    }

    /** The words that a field may have, in the vocabulary's order. */
    function words(type, name) {
        const { shape } = types().byName.get(type).fields.find((field) => field.name === name);
        return Vocabulary.words[shape.slice(5)];
    }

    const description = (type) => types().byName.get(type);
    const context = () => types().context;

    return { read, correct, isEventID, description, words, context };
})();
