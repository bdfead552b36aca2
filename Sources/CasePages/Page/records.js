// The events of a case with their dates read, and what stood in the log, and could be known, by a date: corrected,
// without what was retracted, each event under the things that it concerns. See CaseHistory and CaseState in
// CaseModel.

/** An event at its place in case order. */
class CaseRecord {
    constructor(event, date, learnt, recorded, order, isOpaque) {
        this.event = event;
        this.id = event.id;
        this.type = isOpaque ? null : event.type;
        this.data = event.data;
        this.effect = date.effect;
        this.isImprecise = date.isImprecise;
        this.recorded = recorded;
        this.known = learnt ?? recorded;
        /** Of its id among all: by feed, then sequence. */
        this.order = order;
        this.feed = Math.floor(order / 2 ** 40);
        this.isAmendment = this.type === "event.corrected" || this.type === "event.retracted";
        /** Whether a correction or a retraction names it, whether or not that counts: of most events none does. */
        this.isNamed = false;
    }

    /** Another version of the same event. */
    corrected(event) {
        const learnt = event.learnt === undefined ? null : Dates.parse(event.learnt).effect;
        return new CaseRecord(event, Dates.parse(event.occurred), learnt, this.recorded, this.order, false);
    }

    get sequence() {
        return this.order % 2 ** 40;
    }

    static compare(a, b) {
        return a.effect - b.effect || a.recorded - b.recorded || a.order - b.order;
    }

    /** Reads stored lines into records, in case order; what is no event at all is left out.
     * @param ranks the number of each feed. */
    static readAll(lines, ranks) {
        const records = [];
        const named = new Set();
        let isInOrder = true;
        for (const line of lines) {
            const record = CaseRecord.read(line, ranks);
            if (record === null) continue;
            if (isInOrder && records.length > 0 && CaseRecord.compare(records[records.length - 1], record) > 0) {
                isInOrder = false;
            }
            if (record.isAmendment) named.add(record.data.event);
            records.push(record);
        }
        if (named.size > 0) for (const record of records) record.isNamed = named.has(record.id);
        return isInOrder ? records : records.sort(CaseRecord.compare);
    }

    static read(line, ranks) {
        const slash = line.id.lastIndexOf("/");
        const order = ranks.get(line.id.slice(0, slash)) * 2 ** 40 + Number(line.id.slice(slash + 1));
        const recorded = Dates.parseRecorded(line.recorded);
        if (recorded === null) return null;
        const event = Forms.read(line);
        // A date that cannot be read takes effect when it was recorded.
        const date = Dates.parse(line.occurred) ?? Dates.parse(`${line.recorded.slice(0, 19)}Z`);
        const learnt = line.learnt === undefined ? null : Dates.parse(line.learnt);
        return new CaseRecord(event ?? line, date, learnt && learnt.effect, recorded, order, event === null);
    }

    /** Feeds are numbered in the order of their names. */
    static feedRanks(lines) {
        const feeds = new Set();
        for (const line of lines) feeds.add(line.id.slice(0, line.id.lastIndexOf("/")));
        return new Map([...feeds].sort().map((feed, rank) => [feed, rank]));
    }
}

/** The corrections and retractions that count, and what they make of the events they name. */
class Amendments {
    constructor(records) {
        this.byTarget = new Map();
        this.ids = new Set();
        for (const record of records) {
            const target = record.data.event;
            if (!this.byTarget.has(target)) this.byTarget.set(target, []);
            this.byTarget.get(target).push(record);
            this.ids.add(record.id);
        }
    }

    naming(id) {
        return this.byTarget.get(id) ?? [];
    }

    /** Whether amendments bear on an event that is none itself: those are undone, never changed. */
    concern(id) {
        return this.byTarget.has(id) && !this.ids.has(id);
    }

    /** The amendments below an event that no other one in force has undone, found from the leaves up. */
    activeBelow(id) {
        const all = [...this.naming(id)];
        for (let next = 0; next < all.length; next += 1) all.push(...this.naming(all[next].id));
        const active = new Set();
        for (const amendment of all.reverse()) {
            const isUndone = this.naming(amendment.id)
                .some((other) => other.type === "event.retracted" && active.has(other.id));
            if (!isUndone) active.add(amendment.id);
        }
        return active;
    }

    /** What stands about an event: whether it is retracted, and the corrections in force, the one that wins last. */
    effect(id) {
        const active = this.activeBelow(id);
        const inForce = this.naming(id).filter((amendment) => active.has(amendment.id));
        return {
            isRetracted: inForce.some((amendment) => amendment.type === "event.retracted"),
            corrections: inForce.filter((amendment) => amendment.type === "event.corrected")
                .sort((a, b) => a.recorded - b.recorded || a.order - b.order),
        };
    }

    /** A record as the corrections in force leave it, and those that would leave no event of its type, so that they do
     * nothing; null instead of a record that is retracted. */
    version(record) {
        if (!this.concern(record.id) || record.type === null) {
            const isRetracted = this.concern(record.id) && this.effect(record.id).isRetracted;
            return { record: isRetracted ? null : record, ineffective: [] };
        }
        const { isRetracted, corrections } = this.effect(record.id);
        if (isRetracted) return { record: null, ineffective: [] };
        let { event } = record;
        const ineffective = [];
        for (const correction of corrections) {
            const corrected = Forms.correct(event, correction.event);
            if (corrected === null) ineffective.push(correction);
            event = corrected ?? event;
        }
        return { record: event === record.event ? record : record.corrected(event), ineffective };
    }
}

/** Things in the order of their names as bytes, with JSON's escapes, as the log stores them. */
const Names = (() => {
    const stored = (name) => (/["\\\u0000-\u001f]/.test(name) ? JSON.stringify(name).slice(1, -1) : name);

    function compare(a, b) {
        if (a === b) return 0;
        const [one, other] = [stored(a), stored(b)];
        const count = Math.min(one.length, other.length);
        for (let at = 0; at < count; at += 1) {
            const [unit, against] = [one.charCodeAt(at), other.charCodeAt(at)];
            if (unit === against) continue;
            // UTF-16 puts the characters beyond its first plane before U+E000; bytes of UTF-8 do not.
            const isBeyond = unit >= 0xd800 && unit < 0xe000;
            if (isBeyond !== (against >= 0xd800 && against < 0xe000)) return isBeyond ? 1 : -1;
            return unit - against;
        }
        return one.length - other.length;
    }

    const plain = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    const isPlain = /^[a-z0-9-]*$/;

    /** Sorts values by a name of each; nearly all are identifiers, which need no care. */
    function sort(values, nameOf = (value) => value) {
        const areSimple = values.every((value) => isPlain.test(nameOf(value)));
        const order = areSimple ? plain : compare;
        return values.sort((a, b) => order(nameOf(a), nameOf(b)));
    }

    /** The place of each name among some names: where much is sorted by the same few names, numbers are compared. */
    function ranks(names) {
        return new Map(sort([...new Set(names)]).map((name, rank) => [name, rank]));
    }

    return { compare, sort, ranks };
})();
