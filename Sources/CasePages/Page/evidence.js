// The evidence for issues and drivers at a date, and in which quarter it was found. See CodeTally and LineLookup in
// CaseModel.

/** The codes on pieces of evidence over time: their own, and those that coders have put on them. Each feed takes off
 * what it has put on; the event's own codes are its feed's. */
const EvidenceCodes = {
    /** The codes on an event at an instant, some of them several times. */
    on(record, codings, instant) {
        const own = record.type === "memo.written" ? [] : record.data.codes ?? [];
        const past = codings.slice(0, Spans.count(codings, instant));
        if (past.length === 0) return own;
        const standing = new Map([[record.feed, own]]);
        for (const { type, feed, data } of past) {
            const before = standing.get(feed) ?? [];
            if (type === "coding.added") standing.set(feed, [...before, ...data.codes]);
            else standing.set(feed, before.filter((code) => !data.codes.includes(code)));
        }
        return [...standing.values()].flat();
    },

    isEvidence({ type }) {
        return type === "observation.noted" || type === "excerpt.recorded" || type === "memo.written";
    },
};

/** How much evidence there is for issues and drivers at an instant. It goes from one instant to the next by what
 * changed in between, for there may be much, and people look at one date after the other. */
class EvidenceTally {
    constructor(state, codebook) {
        this.state = state;
        this.codebook = codebook;
        /** By code. */
        this.counts = new Map();
        const changes = [];
        for (const record of state.ofTypes("observation.noted", "excerpt.recorded", "memo.written")) {
            this.addChanges(record, changes);
        }
        this.changes = changes.sort((a, b) => a.effect - b.effect);
        /** How many of the changes were made. */
        this.done = 0;
    }

    /** What a piece of evidence counts for, from when to when. */
    addChanges(record, changes) {
        const codings = this.state.codings.get(record.id) ?? [];
        const carried = [record, ...codings].flatMap(({ data }) => data.codes ?? []);
        if (carried.length === 0) return;
        const later = [
            ...codings.map(({ effect }) => effect), ...carried.flatMap((code) => this.codebook.recountings(code)),
        ];
        const times = [record.effect, ...later.filter((effect) => effect > record.effect)];
        const open = new Map();
        for (const effect of [...new Set(times)].sort((a, b) => a - b)) {
            const codes = this.codebook.at(effect);
            const targets = new Set();
            for (const code of EvidenceCodes.on(record, codings, effect)) {
                for (const target of codes.counted(code)) targets.add(target);
            }
            for (const [target, entry] of open) {
                if (targets.has(target)) continue;
                changes.push({ effect, entry, isBeginning: false });
                open.delete(target);
            }
            for (const target of targets) {
                if (open.has(target)) continue;
                const entry = this.entry(target, record);
                open.set(target, entry);
                changes.push({ effect, entry, isBeginning: true });
            }
        }
    }

    entry(target, record) {
        let count = this.counts.get(target);
        if (count === undefined) {
            count = new EvidenceCount();
            this.counts.set(target, count);
        }
        return count.entry(record);
    }

    /** Goes to an instant. */
    goTo(instant) {
        while (this.done < this.changes.length && this.changes[this.done].effect <= instant) {
            const { entry, isBeginning } = this.changes[this.done];
            entry.count.change(entry, isBeginning);
            this.done += 1;
        }
        while (this.done > 0 && this.changes[this.done - 1].effect > instant) {
            this.done -= 1;
            const { entry, isBeginning } = this.changes[this.done];
            entry.count.change(entry, !isBeginning);
        }
    }
}

/** How much evidence there is for one code, all in all and by quarter. */
class EvidenceCount {
    constructor() {
        this.entries = [];
        this.byType = { "observation.noted": 0, "excerpt.recorded": 0, "memo.written": 0 };
        this.marks = new MarksCount();
        this.quarters = new Map();
    }

    /** A piece of evidence that counts here at some time. */
    entry(record) {
        const quarter = Quarters.of(record.effect);
        if (!this.quarters.has(quarter)) this.quarters.set(quarter, { evidence: 0, marks: new MarksCount() });
        const entry = {
            count: this, record, effect: record.effect, quarter: this.quarters.get(quarter), isCounted: false,
        };
        this.entries.push(entry);
        return entry;
    }

    change(entry, isBeginning) {
        const step = isBeginning ? 1 : -1;
        entry.isCounted = isBeginning;
        this.byType[entry.record.type] += step;
        this.marks.change(entry.record, step);
        entry.quarter.evidence += step;
        entry.quarter.marks.change(entry.record, step);
    }

    first() {
        return this.entries.find(({ isCounted }) => isCounted)?.record ?? null;
    }

    last(instant) {
        for (let at = Spans.count(this.entries, instant) - 1; at >= 0; at -= 1) {
            if (this.entries[at].isCounted) return this.entries[at].record;
        }
        return null;
    }
}

/** Marks that can be taken away again. */
class MarksCount {
    constructor() {
        this.imprecise = 0;
        this.reconstructed = new Map();
    }

    change(record, step) {
        if (record.isImprecise) this.imprecise += step;
        for (const name of new Set(record.event.reconstructed ?? [])) {
            this.reconstructed.set(name, (this.reconstructed.get(name) ?? 0) + step);
        }
    }

    get marks() {
        const marks = new Marks();
        marks.isImprecise = this.imprecise > 0;
        for (const [name, count] of this.reconstructed) if (count > 0) marks.reconstructed.push(name);
        return marks;
    }
}

/** Three months of a year, `2019-Q3`. */
const Quarters = {
    of(instant) {
        const day = new Date(instant);
        return `${String(day.getUTCFullYear()).padStart(4, "0")}-Q${Math.floor(day.getUTCMonth() / 3) + 1}`;
    },
};
