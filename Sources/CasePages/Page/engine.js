// The views of a case in the browser: what CaseModel works out in Swift, worked out again here, so that moving
// through time needs no server. A world is what could be known, and stood in the log, by two dates; in it everything
// is worked out once with the time in which it held, and a date only filters it.

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
     * @param leftOut the ids of events that are thought away: they are not among the events, and were there all the same.
     */
    static open(caseValue, codebook = [], leftOut = []) {
        return new CaseModel(caseValue, codebook, leftOut);
    }

    constructor({ name, title, events }, codebook, leftOut) {
        this.name = name;
        this.title = title;
        this.leftOut = new Set(leftOut);
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
