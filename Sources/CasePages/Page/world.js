// What a case is by two dates: what could be known of it by one, and stood in its log by the other.

/** What could be known of a case by a date, and stood in the log by a date. */
class CaseWorld {
    /** @param model the case. */
    constructor({ records, feeds, codebook, leftOut }, known, recorded) {
        this.feeds = feeds;
        this.codebook = codebook;
        this.leftOut = leftOut;
        const logged = recorded === Infinity ? records : records.filter((record) => record.recorded <= recorded);
        this.amendments = new Amendments(logged.filter((record) => record.isAmendment && record.known <= known));
        /** The corrections in force that can do nothing to their events. */
        this.ineffective = [];
        /** Every event that stood in the log, as corrected, in case order, what could not be known yet among them. */
        this.logged = this.corrected(logged);
        this.known = known;
        this.state = new CaseState(this.logged, known);
        /** The events that count, in case order; corrections and retractions have no place on the axis of what
         * happened. */
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

    /** Many records and a few others, both in case order, as one list. */
    static merge(many, few) {
        const merged = [];
        let next = 0;
        for (const record of few) {
            let [low, high] = [next, many.length];
            while (low < high) {
                const middle = (low + high) >> 1;
                if (CaseRecord.compare(many[middle], record) < 0) low = middle + 1;
                else high = middle;
            }
            for (; next < low; next += 1) merged.push(many[next]);
            merged.push(record);
        }
        for (; next < many.length; next += 1) merged.push(many[next]);
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

    /** The events that count: as corrected, with the instant at which they take effect, in case order. `amended` are
     * the corrections that name an event, in force or not. */
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

    /** Whether anybody governs, or is seen to gain or lose, at any date; told without working out who and when. */
    get hasGovernance() {
        const { state } = this;
        return ["organisation.registered", "body.established"].some((type) => state.ofType(type).length > 0)
            || state.ties.size > 0 || state.influences.length > 0;
    }

    get hasStakes() {
        return ["stake.perceived", "offset.offered"].some((type) => this.state.ofType(type).length > 0);
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
