// The views of a case in the browser: what CaseModel works out in Swift, worked out again here, so that moving through time
// needs no server. A world is what could be known, and stood in the log, by two dates; in it everything is worked out once
// with the time in which it held, and a date only filters it.

/** What could be known of a case by a date, and stood in the log by a date. */
class CaseWorld {
    /** @param model the case. */
    constructor({ records, feeds, codebook }, known, recorded) {
        this.feeds = feeds;
        this.codebook = codebook;
        const logged = recorded === Infinity ? records : records.filter((record) => record.recorded <= recorded);
        this.amendments = new Amendments(logged.filter((record) => record.isAmendment && record.known <= known));
        /** The corrections in force that can do nothing to their events. */
        this.ineffective = [];
        /** Every event that stood in the log, as corrected, in case order, what could not be known yet among them. */
        this.logged = this.corrected(logged);
        this.known = known;
        this.state = new CaseState(this.logged, known);
        /** The events that count, in case order; corrections and retractions have no place on the axis of what happened. */
        this.records = this.logged.filter((record) => record.known <= known && !record.isAmendment);
        this.made = new Map();
    }

    /** What amendments make of events: those that were retracted are gone, those with another date stand elsewhere. */
    corrected(logged) {
        const kept = [];
        const changed = [];
        for (const record of logged) {
            if (!record.isNamed) {
                kept.push(record);
                continue;
            }
            const { record: version, ineffective } = this.amendments.version(record);
            this.ineffective.push(...ineffective);
            if (version === null) continue;
            (version === record ? kept : changed).push(version);
        }
        if (changed.length === 0) return kept;
        changed.sort(CaseRecord.compare);
        return CaseWorld.merge(kept, changed);
    }

    static merge(some, others) {
        const merged = [];
        let next = 0;
        for (const record of some) {
            while (next < others.length && CaseRecord.compare(others[next], record) < 0) {
                merged.push(others[next]);
                next += 1;
            }
            merged.push(record);
        }
        while (next < others.length) {
            merged.push(others[next]);
            next += 1;
        }
        return merged;
    }

    /** Something that is worked out when it is first asked for. */
    once(name, make) {
        if (!this.made.has(name)) this.made.set(name, make());
        return this.made.get(name);
    }

    get governance() {
        return this.once("governance", () => new Governance(this.state));
    }

    get ledger() {
        return this.once("ledger", () => new Ledger(this.state));
    }

    get disputes() {
        return this.once("disputes", () => new Disputes(this.state));
    }

    get presence() {
        return this.once("presence", () => new Presence(this.state));
    }

    get fieldwork() {
        return this.once("fieldwork", () => new Fieldwork(this.state, this.presence));
    }

    get engagement() {
        return this.once("engagement", () => new Engagement(this.state, this.presence, this.governance));
    }

    get codes() {
        return this.once("codes", () => new Codebook(this.state, this.codebook));
    }

    get issues() {
        return this.once("issues", () => new Issues(this.state, this.disputes, this.codes));
    }

    get strategies() {
        return this.once("strategies", () => new Strategies(this.state, this.disputes, this.codes));
    }

    get reignition() {
        return this.once("reignition", () => new Reignition(this.state, this.disputes, this.codes, this.records));
    }

    get anomalies() {
        return this.once("anomalies", () => new Anomalies(this));
    }

    get names() {
        return this.once("names", () => new NameBook(this.state));
    }

    /** The events that count: as corrected, with the instant at which they take effect, in case order. `amended` are the
     * corrections that name an event, in force or not. */
    get events() {
        return this.once("events", () => this.records.map((record, index) => ({
            event: record.event, at: record.effect, index, imprecise: record.isImprecise,
            amended: this.amendments.naming(record.id).map(({ event }) => event),
        })));
    }

    get first() {
        return this.records[0]?.effect ?? null;
    }

    get last() {
        return this.records[this.records.length - 1]?.effect ?? null;
    }

    get lanes() {
        return this.once("lanes", () => this.disputes.lanes);
    }

    get governanceFacts() {
        return this.once("governanceFacts", () => this.governance.facts);
    }

    get stakeFacts() {
        return this.once("stakeFacts", () => this.ledger.facts);
    }

    /** The events, by their index in `events`, that name an identifier or an event, or that an event names. */
    concerning(id) {
        return this.once("mentions", () => new Mentions(this.records)).concerning(id);
    }

    /** The name of a thing at an instant. */
    name(id, instant) {
        return this.names.name(id, instant ?? Infinity);
    }

    /** An event of `events` as a sentence, with the names that things had at an instant. */
    sentence(index, instant) {
        return Phrases.sentence(this.records[index].event, (id) => this.name(id, instant));
    }

    /** The views at an instant; at the end of time where there is none. */
    at(instant) {
        return new CaseMoment(this, instant ?? Infinity);
    }
}

/** The views of a case at one instant: each has what `caselog show CASE VIEW --json` has behind the dates. */
class CaseMoment {
    constructor(world, instant) {
        this.world = world;
        this.instant = instant;
    }

    governance() {
        return this.world.governance.at(this.instant);
    }

    ledger() {
        return this.world.ledger.at(this.instant);
    }

    disputes() {
        return this.world.disputes.at(this.instant);
    }

    issues() {
        return this.world.issues.at(this.instant);
    }

    strategies() {
        return this.world.strategies.at(this.instant);
    }

    reignition() {
        return this.world.reignition.at(this.instant);
    }

    fieldwork() {
        return this.world.fieldwork.at(this.instant);
    }

    engagement() {
        return this.world.engagement.at(this.instant);
    }

    anomalies() {
        return this.world.anomalies.at(this.instant);
    }

    /** The events themselves, in case order, in words. */
    timeline() {
        const { world, instant } = this;
        const events = [];
        world.records.forEach((record, index) => {
            if (record.effect > instant) return;
            const { id, type, occurred, learnt, recorded, reconstructed = [] } = record.event;
            const row = compactRow({ id, type, occurred, learnt, recorded, words: world.sentence(index, instant) });
            if (Dates.parse(occurred)?.isImprecise) row.imprecise = true;
            if (reconstructed.length > 0) row.reconstructed = reconstructed;
            events.push(row);
        });
        return { events };
    }
}

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

/** A case as the page holds it. */
class CaseModel {
    static parseTime(text) {
        return Dates.parseTime(text);
    }

    static formatDate(instant) {
        return Dates.format(instant);
    }

    /** So many worlds are kept: those between which somebody goes to and fro. */
    static worldCountMax = 6;

    /**
     * @param caseValue `{name, title, events}`, the events being stored lines.
     * @param codebook the codes that are built in.
     */
    static open(caseValue, codebook = []) {
        return new CaseModel(caseValue, codebook);
    }

    constructor({ name, title, events }, codebook) {
        this.name = name;
        this.title = title;
        /** By code: those that are built in. */
        this.codebook = new Map(codebook.map((entry) => [entry.code, entry]));
        this.feeds = CaseRecord.feedRanks(events);
        this.records = CaseRecord.readAll(events, this.feeds);
        this.worlds = new Map();
    }

    /** What counts by two dates of a question; each is all where it is left out. */
    world({ known = null, recorded = null } = {}) {
        const key = JSON.stringify([known, recorded]);
        let world = this.worlds.get(key);
        if (world === undefined) {
            world = new CaseWorld(this, CaseModel.latest(known), CaseModel.latest(recorded));
            if (this.worlds.size >= CaseModel.worldCountMax) this.worlds.delete(this.worlds.keys().next().value);
        }
        // The one that was asked for last goes last.
        this.worlds.delete(key);
        this.worlds.set(key, world);
        return world;
    }

    static latest(text) {
        if (text === null) return Infinity;
        const time = Dates.parseTime(text);
        if (time === null) throw new RangeError(`"${text}" is not a date.`);
        return time.latest;
    }
}
