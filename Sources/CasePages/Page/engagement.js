// Who took part, who was heard and who decided, by sector and actor, and who was not; to whom somebody answers, and
// whether that is clear. See EngagementView, EngagedActors and EngagementCount in CaseModel.

/** The actors of a case with the sector and the circles that each belongs to. */
class EngagedActors {
    constructor(state) {
        this.state = state;
        this.sectors = Forms.words("organisation.registered", "sector");
        /** Of each the recruitment, and what made it known first. */
        this.known = state.symbols(...References.actor).map((symbol) => {
            const course = state.course(symbol);
            return {
                symbol, recruited: course.find(({ type }) => type === "participant.recruited"),
                described: course.find(({ type }) => type in EngagedActors.parents),
            };
        }).filter(({ described }) => described !== undefined);
        this.memberships = [...state.ties.values()]
            .filter(({ kind, other }) => kind === "membership" && state.isOf(other, "group"))
            .map(({ actor, other, records }) =>
                ({ actor, other, began: records.find(({ type }) => type === "membership.began") }))
            .filter(({ began }) => began !== undefined);
        // Only then an actor belongs elsewhere.
        const recruitments = this.known.filter(({ recruited, described }) => recruited && recruited !== described);
        const effects = [
            ...recruitments.map(({ recruited }) => recruited.effect),
            ...this.memberships.map(({ began }) => began.effect),
        ];
        this.changes = [...new Set(effects)].sort((a, b) => a - b).map((effect) => ({ effect }));
        this.made = { since: null, actors: null };
    }

    /** By what makes an actor known, the field that names what it belongs to. */
    static parents = {
        "participant.recruited": "organisation", "person.identified": "organisation",
        "organisation.registered": null, "group.identified": "within", "body.established": null,
    };

    static circles = ["clinicians", "patients-and-public", "local-authorities"];

    /** Whose professions are clinicians. */
    static clinical = ["acute-provider", "mental-health-provider", "community-provider", "ambulance", "primary-care"];

    /** The actors as at an instant. */
    at(instant) {
        const since = Spans.last(this.changes, instant);
        if (since !== this.made.since) this.made = { since, actors: this.then(instant) };
        return this.made.actors;
    }

    /** Recruitment tells, where there was one; else what made the actor known first. */
    then(instant) {
        const actors = new Map();
        for (const { symbol, recruited, described } of this.known) {
            const record = recruited?.effect <= instant ? recruited : described;
            const { sector, kind } = record.data;
            const parent = record.data[EngagedActors.parents[record.type]];
            const hasSector = record.type !== "body.established";
            actors.set(symbol, {
                symbol, sector: hasSector ? sector : undefined, begun: record.effect, parent,
                kind: record.type === "group.identified" ? kind : undefined, belongs: new Set(),
            });
        }
        const groups = new Map();
        for (const actor of actors.values()) {
            if (actor.sector !== undefined) actor.belongs.add(actor.sector);
            const circles = EngagedActors.circlesOf(actor, actors.get(actor.parent)?.sector);
            for (const circle of circles) actor.belongs.add(`circle ${circle}`);
            if (actor.kind !== undefined && circles.length > 0) groups.set(actor.symbol, circles);
        }
        for (const { actor, other, began } of this.memberships) {
            if (began.effect > instant || !groups.has(other)) continue;
            for (const circle of groups.get(other)) actors.get(actor)?.belongs.add(`circle ${circle}`);
        }
        return actors;
    }

    static circlesOf({ sector, kind }, parentSector) {
        const circles = [];
        const isClinical = EngagedActors.clinical.includes(sector);
        if (sector === "primary-care" || (kind === "profession" && isClinical)) circles.push("clinicians");
        if (["patients-and-public", "community-group"].includes(sector) || kind === "users" || kind === "electorate") {
            circles.push("patients-and-public");
        }
        if (sector === "local-authority" || parentSector === "local-authority") circles.push("local-authorities");
        return circles;
    }
}

/** What some actors did. */
class EngagementPart {
    constructor() {
        this.actors = 0;
        this.tookPart = 0;
        this.spoke = 0;
        this.decided = 0;
        this.absent = 0;
        /** The event in which one of them spoke last. */
        this.newest = null;
    }

    get isEmpty() {
        return this.tookPart === 0 && this.spoke === 0 && this.decided === 0 && this.absent === 0;
    }

    hear(record) {
        if (this.newest === null || CaseRecord.compare(this.newest, record) < 0) this.newest = record;
    }

    row(lead) {
        const row = {
            ...lead, took_part: this.tookPart, spoke: this.spoke, decided: this.decided, absent: this.absent,
            last_heard: this.newest?.event.occurred, last_event: this.newest?.id,
        };
        return new Marks(this.newest === null ? [] : [this.newest]).write(compactRow(row));
    }
}

/** The engagement in a case over all time. */
class Engagement {
    constructor(state, presence, governance) {
        this.actors = new EngagedActors(state);
        this.presence = presence;
        this.lines = governance.ties.accountability.map(Engagement.line);
        /** For each actor the events in which it spoke, in case order; and those in which several did. */
        this.heard = new Map();
        this.heardTogether = [];
        this.repetitions = { actors: null, byMembership: null };
        const spoken = state.ofTypes("observation.noted", "excerpt.recorded", "position.taken");
        for (const record of spoken) this.hear(record);
        this.decisions = state.symbols("decision")
            .map((decision) => state.course(decision).filter(({ type, data }) => type === "decision.made" && data.by))
            .filter((records) => records.length > 0);
    }

    hear(record) {
        const { type, data } = record;
        const named = type === "observation.noted" ? data.by ?? [] : [data.actor ?? data.speaker];
        const actors = new Set(named.filter((actor) => actor !== undefined));
        for (const actor of actors) CaseState.file(this.heard, actor, record);
        if (actors.size > 1) this.heardTogether.push({ effect: record.effect, actors: [...actors] });
    }

    static line({ from, to, begin, row }) {
        const { until, imprecise, reconstructed, ...line } = row;
        line.event = begin.id;
        return { from, to, row: compactRow({ ...line, imprecise, reconstructed }) };
    }

    /** By sector and circle, in case order: how often an event in which several spoke would be counted once more, for
     * those of them who belong to it. */
    repeated(actors) {
        if (this.repetitions.actors === actors) return this.repetitions.byMembership;
        const byMembership = new Map();
        for (const together of this.heardTogether) {
            const seen = new Set();
            for (const actor of together.actors) {
                for (const name of actors.get(actor)?.belongs ?? []) {
                    if (seen.has(name)) CaseState.file(byMembership, name, together);
                    seen.add(name);
                }
            }
        }
        this.repetitions = { actors, byMembership };
        return byMembership;
    }

    at(instant) {
        const count = new EngagementCount(this.actors.at(instant));
        count.addSessions(this.presence.at(instant));
        count.addAbsences(Spans.rows(this.presence.attendance, instant));
        count.addHearings(this.heard, this.repeated(count.actors), instant);
        count.addDecisions(this.decisions, instant);
        const actors = count.actorRows(instant);
        const part = (name) => count.byMembership.get(name) ?? new EngagementPart();
        const sectors = this.actors.sectors.filter((sector) => part(sector).actors > 0);
        const lines = Spans.rows(this.lines, instant);
        const ofKind = (kind) => lines.filter((line) => line.kind === kind);
        return {
            sectors: sectors.map((sector) => part(sector).row({ sector, actors: part(sector).actors })),
            actors,
            silent: sectors.filter((sector) => part(sector).spoke === 0),
            questions: EngagedActors.circles.map((question) =>
                part(`circle ${question}`).row({ question, actors: part(`circle ${question}`).actors })),
            accountability: {
                individual: ofKind("individual"), collective: ofKind("collective"), regulatory: ofKind("regulatory"),
                unclear: lines.filter(({ clarity }) => clarity === "unclear" || clarity === "disputed"),
            },
        };
    }
}

/** Counts what actors did: for each, and for its sector and circles, where an event of several of them counts once. */
class EngagementCount {
    /** @param actors by identifier, in the order of these. */
    constructor(actors) {
        this.actors = actors;
        this.byActor = new Map([...actors.keys()].map((symbol) => [symbol, new EngagementPart()]));
        this.byMembership = new Map();
    }

    membership(name) {
        let part = this.byMembership.get(name);
        if (part === undefined) {
            part = new EngagementPart();
            this.byMembership.set(name, part);
        }
        return part;
    }

    /** Counts one thing that some actors did together. */
    count(symbols, key) {
        const belongs = new Set();
        for (const symbol of symbols) {
            const actor = this.actors.get(symbol);
            if (actor === undefined) continue;
            this.byActor.get(symbol)[key] += 1;
            for (const name of actor.belongs) belongs.add(name);
        }
        for (const name of belongs) this.membership(name)[key] += 1;
    }

    addSessions(sessions) {
        for (const { attendance, there } of sessions) {
            const deputised = attendance.filter(({ how, for: other }) => how === "deputised" && other !== undefined);
            this.count(new Set([...there, ...deputised.map(({ for: other }) => other)]), "tookPart");
        }
    }

    addAbsences(attendance) {
        for (const { actor, how } of attendance) if (!Presence.isThere(how)) this.count([actor], "absent");
    }

    /** What each actor said or did counts for its sector too; where several did together, once. */
    addHearings(heard, repeated, instant) {
        for (const [symbol, part] of this.byActor) {
            const records = heard.get(symbol) ?? [];
            part.spoke = Spans.count(records, instant);
            if (part.spoke === 0) continue;
            part.newest = records[part.spoke - 1];
            for (const name of this.actors.get(symbol).belongs) {
                const own = this.membership(name);
                own.spoke += part.spoke;
                own.hear(part.newest);
            }
        }
        for (const [name, together] of repeated) this.membership(name).spoke -= Spans.count(together, instant);
    }

    /** Decisions, each once, though several devices may have recorded it. */
    addDecisions(decisions, instant) {
        for (const records of decisions) {
            const made = records.filter(({ effect }) => effect <= instant);
            this.count(new Set(made.flatMap(({ data }) => data.by ?? [])), "decided");
        }
    }

    /** Everybody who was on the scene by the date, or did something by then all the same. */
    actorRows(instant) {
        const rows = [];
        for (const [symbol, { sector, begun, belongs }] of this.actors) {
            const part = this.byActor.get(symbol);
            if (begun > instant && part.isEmpty) continue;
            for (const name of belongs) this.membership(name).actors += 1;
            rows.push(part.row({ id: symbol, sector }));
        }
        return rows;
    }
}
