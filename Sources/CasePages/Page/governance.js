// Which organisations, bodies and relations stood at a date, and who was seen as influential: see GovernanceView,
// StandingCourse and TieCourse in CaseModel. Everything is worked out once, with the time in which it held.

/** An organisation, a body or a group: from its registration until it merges, splits or dissolves. */
class StandingLife {
    /**
     * @param records the thing's events, in case order.
     * @param oddity called with each event that contradicts what was before, and why.
     */
    constructor(records, oddity = () => {}) {
        this.begin = null;
        this.end = null;
        /** After each event that counted: since when, the name and codes, and the events these rest on. */
        this.steps = [];
        for (const record of records) {
            const problem = this.apply(record);
            if (problem !== null) oddity(record, problem);
        }
    }

    static ends = {
        "organisation.merged": "merged", "body.merged": "merged", "organisation.split": "split",
        "organisation.dissolved": "dissolved", "body.dissolved": "dissolved", "group.dissolved": "dissolved",
    };

    static changes = ["organisation.renamed", "body.renamed", "organisation.recoded", "body.recoded"];

    static begins = {
        "organisation.registered": "organisation", "group.identified": "group", "body.established": "body",
    };

    get last() {
        return this.steps[this.steps.length - 1];
    }

    apply(record) {
        const { type, data } = record;
        if (type in StandingLife.begins) return this.start(record, data[StandingLife.begins[type]]);
        if (StandingLife.changes.includes(type)) {
            const problem = this.unfit(data.organisation ?? data.body);
            if (problem !== null) return problem;
            const changed = data.name === undefined ? { identifiers: data.identifiers } : { name: data.name };
            this.steps.push({ ...this.last, ...changed, effect: record.effect, basis: [...this.last.basis, record] });
        } else if (type in StandingLife.ends) {
            const ids = data.from ?? [data.organisation ?? data.body ?? data.group];
            const problem = this.unfit(this.id ?? ids[0]);
            if (problem !== null) return problem;
            this.end = { record, how: StandingLife.ends[type] };
        }
        return null;
    }

    start(record, id) {
        if (this.begin !== null) return `"${id}" is there already (${this.begin.id}).`;
        this.id = id;
        this.begin = record;
        const { name, identifiers } = record.data;
        this.steps.push({ effect: record.effect, name, identifiers, basis: [record] });
        return null;
    }

    unfit(id) {
        return this.over(id) ?? (this.begin === null ? `"${id}" is not there yet at that date.` : null);
    }

    /** Why nothing can happen to the thing any more, if it has ended. */
    over(id) {
        if (this.end === null) return null;
        const { record, how } = this.end;
        const words = { merged: "went up in another", split: "was split", dissolved: "was dissolved" }[how];
        return `"${id}" ${words} on ${record.event.occurred} (${record.id}).`;
    }
}

/** A relation between two actors: its spans, each with the event that began it and the one that ended it. */
class TieLife {
    /** @param ends the events that ended an actor of it, in case order. */
    constructor(records, ends, oddity = () => {}) {
        this.ends = ends;
        this.spans = [];
        for (const record of records) {
            const problem = this.apply(record);
            if (problem !== null) oddity(record, problem);
        }
        this.closeBefore(null);
    }

    static begins = ["membership.began", "role.assumed", "authority.conferred", "accountability.set"];

    get isStanding() {
        return this.spans.length > 0 && this.spans[this.spans.length - 1].end === null;
    }

    /** What merges, splits or dissolves takes its relations with it. */
    closeBefore(record) {
        if (this.ends.length === 0 || !this.isStanding) return;
        const span = this.spans[this.spans.length - 1];
        const isBetween = (end) => CaseRecord.compare(end, span.begin) > 0
            && (record === null || CaseRecord.compare(end, record) <= 0);
        span.end = this.ends.find(isBetween) ?? null;
    }

    apply(record) {
        this.closeBefore(record);
        const isBeginning = TieLife.begins.includes(record.type);
        if (isBeginning === this.isStanding) {
            return isBeginning ? "It stands already by then." : "It does not stand by then, so it cannot end.";
        }
        if (!isBeginning) {
            this.spans[this.spans.length - 1].end = record;
            return null;
        }
        const over = this.ends.find((end) => CaseRecord.compare(end, record) <= 0);
        if (over) return `It cannot begin: an actor of it came to an end on ${over.event.occurred}.`;
        this.spans.push({ begin: record, end: null });
        return null;
    }
}

/** The governance of a case over all time. */
class Governance {
    constructor(state) {
        this.state = state;
        this.organisations = [];
        this.bodies = [];
        this.groups = [];
        this.lives = new Map();
        for (const symbol of state.symbols("organisation", "body", "group")) this.addStanding(symbol);
        this.ties = { membership: [], role: [], accountability: [], authority: [] };
        this.addTies();
        this.influence = [];
        this.addInfluence();
    }

    addStanding(symbol) {
        const life = new StandingLife(this.state.course(symbol));
        this.lives.set(symbol, life);
        const end = life.end?.record ?? null;
        const kind = life.begin && StandingLife.begins[life.begin.type];
        life.steps.forEach((step, index) => {
            const to = Math.min(life.steps[index + 1]?.effect ?? Infinity, end?.effect ?? Infinity);
            if (to <= step.effect) return;
            const span = { kind, id: life.id, from: step.effect, to, event: life.begin.id, begin: life.begin, end };
            span.row = Governance.standingRow(kind, step, life, end);
            this[{ organisation: "organisations", body: "bodies", group: "groups" }[kind]].push(span);
        });
    }

    static standingRow(kind, step, life, end) {
        const { data } = life.begin;
        const row = { id: life.id, name: step.name };
        if (kind === "organisation") Object.assign(row, { sector: data.sector, kind: data.kind });
        if (kind === "body") Object.assign(row, { kind: data.kind, parent: data.parent, statutory: data.statutory });
        if (kind === "group") Object.assign(row, { kind: data.kind, sector: data.sector, within: data.within });
        row.identifiers = step.identifiers;
        return Governance.withSpan(row, life.begin, end, [...step.basis, ...(end ? [end] : [])]);
    }

    /** Adds to a row how long it held; `until` may look past the date, to an end already known. */
    static withSpan(row, begin, end, basis) {
        row.since = begin.event.occurred;
        row.until = end?.event.occurred;
        return new Marks(basis).write(compactRow(row));
    }

    /** The event by which an actor merged, split or dissolved. */
    end(actor) {
        return this.lives.get(actor)?.end?.record ?? null;
    }

    addTies() {
        const found = [];
        for (const tie of this.state.ties.values()) {
            for (const span of this.life(tie).spans) found.push({ tie, ...span });
        }
        const ranks = Names.ranks(found.flatMap(({ tie }) => [tie.actor, tie.other]));
        for (const span of found) span.place = ranks.get(span.tie.actor) * ranks.size + ranks.get(span.tie.other);
        found.sort((a, b) => a.place - b.place || CaseRecord.compare(a.begin, b.begin));
        for (const { tie, begin, end } of found) {
            const to = end?.effect ?? Infinity;
            if (to <= begin.effect) continue;
            const basis = end ? [begin, end] : [begin];
            const row = Governance.withSpan(Governance.tieRow(tie.kind, begin.data), begin, end, basis);
            const { kind, actor, other } = tie;
            this.ties[kind].push({ kind, actor, other, from: begin.effect, to, event: begin.id, begin, end, row });
        }
    }

    life(tie, oddity) {
        const ends = [this.end(tie.actor), tie.other === "" ? null : this.end(tie.other)].filter((end) => end !== null);
        return new TieLife(tie.records, ends.sort(CaseRecord.compare), oddity);
    }

    static tieRow(kind, data) {
        switch (kind) {
            case "membership":
                return { member: data.member, of: data.of, capacity: data.capacity };
            case "role":
                return {
                    role: data.role, title: data.title, holder: data.holder, at: data.at, style: data.style,
                    tenure: data.tenure,
                };
            case "accountability":
                return {
                    from: data.from, to: data.to, kind: data.kind, for: data.for, clarity: data.clarity, by: data.by,
                };
            default:
                return { on: data.on, basis: data.basis, over: data.over, by: data.by };
        }
    }

    /** The newest perception of an actor, by arena and perceiver, stands. */
    addInfluence() {
        const newest = new Map();
        for (const record of this.state.influences) {
            const { actor, standing, basis, arena, by } = record.data;
            const key = `${actor} ${by} ${arena ?? ""}${arena === undefined ? "" : "."}`;
            const row = new Marks([record]).write(compactRow({ actor, standing, basis, arena, by, event: record.id }));
            const span = {
                kind: "influence", actor, arena, by, from: record.effect, to: Infinity, event: record.id, begin: record,
                end: null, row,
            };
            const before = newest.get(key);
            if (before) before.to = record.effect;
            newest.set(key, span);
            this.influence.push(span);
        }
        this.influence = this.influence.filter(({ from, to }) => from < to);
        const ranks = Names.ranks(this.influence.flatMap(({ actor, by }) => [actor, by]));
        const arenas = Names.ranks(this.influence.flatMap(({ arena }) => arena ?? []));
        const arenaRank = ({ arena }) => (arena === undefined ? -1 : arenas.get(arena));
        this.influence.sort((a, b) =>
            ranks.get(a.actor) - ranks.get(b.actor) || arenaRank(a) - arenaRank(b) || ranks.get(a.by) - ranks.get(b.by)
            || CaseRecord.compare(a.begin, b.begin));
    }

    at(instant) {
        return {
            organisations: Spans.rows(this.organisations, instant),
            bodies: Spans.rows(this.bodies, instant),
            memberships: Spans.rows(this.ties.membership, instant),
            roles: Spans.rows(this.ties.role, instant),
            accountability: Spans.rows(this.ties.accountability, instant),
            authority: Spans.rows(this.ties.authority, instant),
            influence: Spans.rows(this.influence, instant),
        };
    }

    /** For drawing: everything that ever held, with its time, the event that ended it and the row of the view. */
    get facts() {
        const { membership, role, accountability, authority } = this.ties;
        const all = [
            this.organisations, this.bodies, this.groups, membership, role, accountability, authority, this.influence,
        ];
        return all.flat().map(({ kind, id, actor, other, by, from, to, event, end, row }) => ({
            kind, ...(id === undefined ? { ends: [actor, other ?? by] } : { id }), from,
            to: to === Infinity ? null : to, event, ended: end === null ? null : end.id, row,
        }));
    }
}
