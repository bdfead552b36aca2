// Where a thing or an event is named: see Mentions in CaseModel.

/** Which events name what. */
class Mentions {
    constructor(records) {
        this.records = records;
        this.indices = new Map();
        this.byID = new Map();
        records.forEach((record, index) => {
            this.byID.set(record.id, index);
            for (const name of Mentions.of(record)) this.add(name, index);
        });
    }

    add(name, index) {
        const indices = this.indices.get(name);
        if (indices === undefined) this.indices.set(name, [index]);
        else if (indices[indices.length - 1] !== index) indices.push(index);
    }

    static fields = new Map();

    /** The fields of a type that name something: identifiers and events, codes too. */
    static naming(type) {
        let fields = Mentions.fields.get(type);
        if (fields === undefined) {
            const isNaming = ({ role }) => role !== "plain";
            fields = {
                context: Forms.context().filter(isNaming), own: Forms.description(type).fields.filter(isNaming),
            };
            Mentions.fields.set(type, fields);
        }
        return fields;
    }

    /** Everything that an event names. */
    static of({ event, type }) {
        const found = [];
        if (type === null) return found;
        const { context, own } = Mentions.naming(type);
        for (const field of context) Mentions.collect(field, event[field.name], found);
        for (const field of own) Mentions.collect(field, event.data[field.name], found);
        return found;
    }

    static collect(field, value, found) {
        if (value === undefined) return;
        if (field.isList) found.push(...value);
        else found.push(value);
    }

    concerning(id) {
        const found = new Set(this.indices.get(id) ?? []);
        const own = this.byID.get(id);
        if (own !== undefined) {
            found.add(own);
            for (const name of Mentions.of(this.records[own])) {
                if (this.byID.has(name)) found.add(this.byID.get(name));
            }
        }
        return [...found].sort((a, b) => a - b);
    }
}
