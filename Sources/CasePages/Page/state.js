// What the events of a case amount to: for each thing its course, the events that concern it in case order. Which
// event is filed where is said by the roles of its fields alone, as in CaseModel/State/Attachment.swift.
class CaseState {
    /**
     * @param records every event that stood in the log, as corrected, in case order.
     * @param known the last instant at which what counts could be known; of later events only the identifiers that they
     * make known count, for whether a thing exists does not depend on dates.
     */
    constructor(records, known) {
        this.definitions = new Map();
        this.symbolsByKind = new Map();
        this.courses = new Map();
        this.touchings = new Map();
        this.codes = new Map();
        this.ties = new Map();
        this.codings = new Map();
        this.answers = new Map();
        this.influences = [];
        this.openings = [];
        this.byType = new Map();
        for (const record of records) {
            if (record.type === null) continue;
            let kind = this.byType.get(record.type);
            if (kind === undefined) {
                kind = { fields: CaseState.attachments(record.type), isOther: CaseState.isOther(record), records: [] };
                this.byType.set(record.type, kind);
            }
            const isKnown = record.known <= known;
            if (isKnown) kind.records.push(record);
            for (const field of kind.fields) this.attach(record, field, isKnown);
            if (isKnown && kind.isOther) this.attachOthers(record);
        }
        for (const definitions of this.definitions.values()) {
            if (definitions.length > 1) definitions.sort((a, b) => a.record.order - b.record.order);
        }
    }

    static file(map, key, record) {
        const records = map.get(key);
        if (records === undefined) map.set(key, [record]);
        else records.push(record);
    }

    /** The fields of a type by which its events are filed; most events are evidence and have none. */
    static attachments(type) {
        const roles = ["defines", "course", "touches", "definesCode", "courseOfCode", "coded"];
        return Forms.description(type).fields.filter(({ role }) => roles.includes(role));
    }

    attach(record, field, isKnown) {
        const value = record.data[field.name];
        if (value === undefined) return;
        if (!field.isList) {
            this.attachTo(value, record, field, isKnown);
        } else {
            for (const element of value) this.attachTo(element, record, field, isKnown);
        }
    }

    attachTo(name, record, { role, kinds }, isKnown) {
        if (role === "defines") this.define(name, kinds[0], record);
        if (!isKnown) return;
        switch (role) {
            case "defines":
            case "course":
                return CaseState.file(this.courses, name, record);
            case "touches":
                return CaseState.file(Forms.isEventID(name) ? this.answers : this.touchings, name, record);
            case "coded":
                return CaseState.file(this.codings, name, record);
            default:
                return CaseState.file(this.codes, name, record);
        }
    }

    define(symbol, kind, record) {
        CaseState.file(this.definitions, symbol, { kind, record });
        const symbols = this.symbolsByKind.get(kind);
        if (symbols === undefined) this.symbolsByKind.set(kind, new Set([symbol]));
        else symbols.add(symbol);
    }

    /** Whether events of a type are filed elsewhere than under what their fields name. */
    static isOther(record) {
        return record.type === "case.opened" || record.type === "influence.perceived" || CaseState.tie(record) !== null;
    }

    attachOthers(record) {
        if (record.type === "case.opened") this.openings.push(record);
        if (record.type === "influence.perceived") this.influences.push(record);
        const tie = CaseState.tie(record);
        if (tie === null) return;
        const key = `${tie.kind} ${tie.actor} ${tie.other} ${tie.quality}`;
        const known = this.ties.get(key);
        if (known === undefined) this.ties.set(key, { ...tie, records: [record] });
        else known.records.push(record);
    }

    /** The relation that an event begins or ends. */
    static tie({ type, data }) {
        switch (type) {
            case "membership.began":
            case "membership.ended":
                return { kind: "membership", actor: data.member, other: data.of, quality: "" };
            case "role.assumed":
            case "role.left":
                return { kind: "role", actor: data.holder, other: data.at, quality: data.role };
            case "authority.conferred":
            case "authority.ended":
                return { kind: "authority", actor: data.on, other: "", quality: data.basis };
            case "accountability.set":
            case "accountability.ended":
                return { kind: "accountability", actor: data.from, other: data.to, quality: data.kind };
            default:
                return null;
        }
    }

    /** The things of some kinds, by name. */
    symbols(...kinds) {
        return Names.sort([...new Set(kinds.flatMap((kind) => [...(this.symbolsByKind.get(kind) ?? [])]))]);
    }

    isOf(symbol, ...kinds) {
        return kinds.some((kind) => this.symbolsByKind.get(kind)?.has(symbol) ?? false);
    }

    course(symbol) {
        return this.courses.get(symbol) ?? [];
    }

    touching(symbol) {
        return this.touchings.get(symbol) ?? [];
    }

    ofType(type) {
        return this.byType.get(type)?.records ?? [];
    }

    /** Events of several types, in case order. */
    ofTypes(...types) {
        return types.flatMap((type) => this.ofType(type)).sort(CaseRecord.compare);
    }

    /** For each thing of a kind its first event of a type, in case order. */
    beginnings(kind, type) {
        return this.symbols(kind).map((symbol) => this.course(symbol).find((record) => record.type === type))
            .filter((record) => record !== undefined).sort(CaseRecord.compare);
    }
}

/** Things that hold for a while: `{from, to, row}`, up to and not including `to`, which is Infinity where no end is
 * known. */
const Spans = {
    holds: ({ from, to }, at) => from <= at && (at < to || to === Infinity),

    /** The rows that hold at an instant, in their order. */
    rows(spans, at) {
        const rows = [];
        for (const span of spans) if (Spans.holds(span, at)) rows.push(span.row);
        return rows;
    },

    /** How many of some records, in case order, had taken effect by an instant. */
    count(records, at) {
        let [low, high] = [0, records.length];
        while (low < high) {
            const middle = (low + high) >> 1;
            if (records[middle].effect <= at) low = middle + 1;
            else high = middle;
        }
        return low;
    },

    /** The last of some steps, by `effect`, at or before an instant; undefined before the first. */
    last(steps, at) {
        return steps[Spans.count(steps, at) - 1];
    },
};

/** What a reader must be told about a fact: that its date is imprecise, or that no source gives part of it. */
class Marks {
    constructor(records = []) {
        this.isImprecise = false;
        this.reconstructed = [];
        for (const record of records) this.add(record);
    }

    add(record) {
        if (record.isImprecise) this.isImprecise = true;
        this.addNames(record.event.reconstructed ?? []);
        return this;
    }

    addNames(names) {
        for (const name of names) if (!this.reconstructed.includes(name)) this.reconstructed.push(name);
    }

    /** With those of a record; the same where it brings nothing new, as most do: what is handed out is never changed. */
    with(record) {
        const names = record.event.reconstructed ?? [];
        const isSame = (this.isImprecise || !record.isImprecise)
            && names.every((name) => this.reconstructed.includes(name));
        return isSame ? this : this.copy().add(record);
    }

    copy() {
        const marks = new Marks();
        marks.merge(this);
        return marks;
    }

    merge(other) {
        if (other.isImprecise) this.isImprecise = true;
        this.addNames(other.reconstructed);
    }

    /** Writes them into a row, where there is something to tell. */
    write(row) {
        if (this.isImprecise) row.imprecise = true;
        if (this.reconstructed.length > 0) row.reconstructed = this.reconstructed;
        return row;
    }
}

/** A row of a view: its members in their order, those that have no value left out. */
function compactRow(members) {
    for (const key in members) if (members[key] === undefined) delete members[key];
    return members;
}
