// Who took part in the study, what fieldwork was done and what came of it, and who allowed it. See FieldworkView,
// Presence and SessionClock in CaseModel.

/** Who was at the sessions, over all time. What was noted last of somebody's attendance counts before the list that a
 * session began with. */
class Presence {
    constructor(state) {
        /** In case order. */
        this.sessions = state.symbols("session").map((symbol) => Presence.read(state.course(symbol)))
            .filter(({ start }) => start !== null).sort((a, b) => CaseRecord.compare(a.start, b.start));
        /** What was noted last for each session and actor, by their names. */
        this.attendance = Presence.attendance(state.ofType("attendance.noted"));
        this.bySession = new Map();
        for (const span of this.attendance) CaseState.file(this.bySession, span.session, span);
        for (const session of this.sessions) {
            const spans = this.bySession.get(session.start.data.session) ?? [];
            const effects = [
                ...session.steps.map(({ effect }) => effect), ...spans.flatMap(({ from, to }) => [from, to]),
            ];
            session.changes = [...new Set(effects)].sort((a, b) => a - b).map((effect) => ({ effect }));
            session.shown = { since: undefined, found: null };
        }
    }

    static isThere(how) {
        return how === "present" || how === "deputised" || how === "left";
    }

    static sessionTypes = ["session.started", "session.paused", "session.resumed", "session.ended"];

    /** A session as all who recorded it have it: the first start tells, and later ones add who was there and who
     * observed. */
    static read(course) {
        const life = new SessionLife();
        const clock = new SessionClock();
        const marks = new Marks();
        const steps = [];
        let [participants, observers] = [[], []];
        for (const record of course) {
            if (!Presence.sessionTypes.includes(record.type)) continue;
            if (record.type === "session.started") {
                participants = [...new Set([...participants, ...(record.data.participants ?? [])])];
                observers = [...new Set([...observers, ...(record.data.observers ?? [])])];
            }
            life.apply(record);
            clock.apply(record);
            marks.add(record);
            if (life.start === null) continue;
            const { session, kind, title, body, mode } = life.start.data;
            const row = compactRow({
                id: session, kind, title, body, mode, started: life.start.event.occurred,
                ended: life.end?.event.occurred, minutes: clock.minutes, participants, observers,
            });
            steps.push({ effect: record.effect, row: marks.copy().write(row) });
        }
        return { start: life.start, steps };
    }

    static attendance(records) {
        const newest = new Map();
        const spans = records.map((record) => {
            const { session, actor, how, for: other } = record.data;
            const row = compactRow({ session, actor, how, for: other, event: record.id });
            const span = {
                session, actor, from: record.effect, to: Infinity, record, row: new Marks([record]).write(row),
            };
            const seat = `${session} ${actor}`;
            if (newest.has(seat)) newest.get(seat).to = record.effect;
            newest.set(seat, span);
            return span;
        });
        const ranks = Names.ranks(spans.flatMap(({ session, actor }) => [session, actor]));
        return spans.filter(({ from, to }) => from < to).sort((a, b) =>
            ranks.get(a.session) - ranks.get(b.session) || ranks.get(a.actor) - ranks.get(b.actor)
            || CaseRecord.compare(a.record, b.record));
    }

    /** The sessions that had begun, each with who took part in it themselves and what was noted of attendance; a
     * session is looked at again only when something of it has changed. */
    at(instant) {
        const found = [];
        for (const session of this.sessions) {
            if (session.start.effect > instant) continue;
            const since = Spans.last(session.changes, instant);
            if (since !== session.shown.since) session.shown = { since, found: this.session(session, instant) };
            found.push(session.shown.found);
        }
        return found;
    }

    session({ steps }, instant) {
        const { row } = Spans.last(steps, instant);
        const attendance = Spans.rows(this.bySession.get(row.id) ?? [], instant);
        const there = new Set(row.participants);
        for (const { how, for: other } of attendance) if (how === "deputised") there.delete(other);
        for (const { actor, how } of attendance) {
            if (Presence.isThere(how)) there.add(actor);
            else there.delete(actor);
        }
        return { row, attendance, there };
    }
}

/** How long a session ran, worked out from its events in case order. */
class SessionClock {
    constructor() {
        this.state = "before";
        this.running = null;
        this.total = 0;
        this.noted = undefined;
        this.isTold = false;
    }

    /** As noted last, else by the clock without the pauses; undefined where neither tells. */
    get minutes() {
        return this.noted ?? (this.isTold ? Math.trunc(this.total / 60_000) : undefined);
    }

    static turns = {
        "session.started": { from: ["before"], to: "running" },
        "session.paused": { from: ["running"], to: "paused" },
        "session.resumed": { from: ["paused"], to: "running" },
        "session.ended": { from: ["running", "paused"], to: "ended" },
    };

    /** An event that has no time of day says nothing but the minutes that it notes, and one that says again what was so
     * before, as a second observer may, says nothing at all. */
    apply({ type, data, event, effect }) {
        if (type === "session.ended" && data.minutes !== undefined) this.noted = data.minutes;
        const { from, to } = SessionClock.turns[type];
        if (!from.includes(this.state)) return;
        this.state = to;
        const since = this.running;
        this.running = null;
        const { precision } = Dates.parse(event.occurred).begin;
        if (precision !== "minute" && precision !== "second") return;
        if (since !== null) {
            this.total += effect - since;
            this.isTold = true;
        }
        if (to === "running") this.running = effect;
    }
}

/** The fieldwork of a case over all time. */
class Fieldwork {
    constructor(state, presence) {
        this.state = state;
        this.presence = presence;
        this.recruitments = state.beginnings("participant", "participant.recruited");
        Names.sort(this.recruitments, ({ data }) => data.participant);
        this.excerpts = new Map();
        for (const record of state.ofType("excerpt.recorded")) {
            if (record.data.speaker !== undefined) CaseState.file(this.excerpts, record.data.speaker, record);
        }
        this.documents = Fieldwork.rows(state.beginnings("document", "document.collected"), ({ data, event }) => ({
            id: data.document, title: data.title, kind: data.kind, url: data.url, published: data.published,
            collected: event.occurred, session: data.session,
        }));
        this.approvals = Fieldwork.rows(state.beginnings("approval", "approval.granted"), ({ data, event }) => ({
            id: data.approval, by: data.by, scope: data.scope, reference: data.reference, granted: event.occurred,
        }));
    }

    static rows(records, make) {
        return records.map((record) => ({
            from: record.effect, to: Infinity, row: new Marks([record]).write(compactRow(make(record))),
        }));
    }

    static isInterview(kind) {
        return kind === "interview" || kind === "focus-group";
    }

    at(instant) {
        const sessions = this.presence.at(instant);
        const participants = this.participants(sessions, instant);
        const ids = new Set(participants.map(({ id }) => id));
        const documents = Spans.rows(this.documents, instant);
        const count = (type) => Spans.count(this.state.ofType(type), instant);
        return {
            totals: {
                participants: participants.length,
                interviewed: participants.filter(({ interviews }) => interviews > 0).length,
                ...Fieldwork.length(sessions), documents: documents.length,
                observations: count("observation.noted"), excerpts: count("excerpt.recorded"),
                memos: count("memo.written"), codings: count("coding.added"),
            },
            participants,
            sectors: Forms.words("participant.recruited", "sector").flatMap((sector) =>
                Fieldwork.share("sector", sector, participants.filter((each) => each.sector === sector))),
            titles: [...new Set(participants.map(({ title }) => title))].flatMap((title) =>
                Fieldwork.share("title", title, participants.filter((each) => each.title === title))),
            kinds: Fieldwork.kinds(sessions, ids),
            sessions: sessions.map(({ row }) => row),
            attendance: Spans.rows(this.presence.attendance, instant),
            documents,
            approvals: Spans.rows(this.approvals, instant),
        };
    }

    participants(sessions, instant) {
        const counts = new Map();
        for (const { row, there } of sessions) {
            for (const actor of there) {
                const count = counts.get(actor) ?? { sessions: 0, interviews: 0 };
                count.sessions += 1;
                if (Fieldwork.isInterview(row.kind)) count.interviews += 1;
                counts.set(actor, count);
            }
        }
        const none = { sessions: 0, interviews: 0 };
        return this.recruitments.filter(({ effect }) => effect <= instant)
            .map((record) => this.participant(record, counts.get(record.data.participant) ?? none, instant));
    }

    participant(record, { sessions, interviews }, instant) {
        const { participant: id, title, sector, organisation } = record.data;
        const course = this.state.course(id);
        const now = new Consent(course.filter(({ effect }) => effect <= instant));
        // A withdrawal acts at every date.
        const ever = new Consent(course);
        const basis = course.filter(({ type, effect }) =>
            type === "consent.withdrawn" || (type === "consent.given" && effect <= instant));
        return new Marks([record, ...basis]).write(compactRow({
            id, title, sector, organisation, recruited: record.event.occurred, sessions, interviews,
            excerpts: Spans.count(this.excerpts.get(id) ?? [], instant), consent: now.scope ?? [],
            withdrawn: ever.isWithdrawn ? "all" : ever.isOver ? "future" : undefined,
            withdrawn_sessions: ever.sessions.length > 0 ? ever.sessions : undefined,
        }));
    }

    /** Participants who have something in common; nothing where there are none. */
    static share(key, common, participants) {
        if (participants.length === 0) return [];
        const interviewed = participants.filter(({ interviews }) => interviews > 0).length;
        return [{ [key]: common, participants: participants.length, interviewed }];
    }

    /** How many sessions there were, how long they were together, and of how many nobody knows how long they were. */
    static length(sessions) {
        const known = sessions.flatMap(({ row }) => row.minutes ?? []);
        const minutes = known.reduce((sum, each) => Math.min(sum + each, 2 ** 53), 0);
        return {
            sessions: sessions.length, ...(known.length > 0 ? { minutes } : {}),
            untimed: sessions.length - known.length,
        };
    }

    static kinds(sessions, ids) {
        return Forms.words("session.started", "kind").flatMap((kind) => {
            const own = sessions.filter(({ row }) => row.kind === kind);
            if (own.length === 0) return [];
            const people = new Set(own.flatMap(({ there }) => [...there]));
            return [{
                kind, ...Fieldwork.length(own), participants: [...people].filter((actor) => ids.has(actor)).length,
            }];
        });
    }
}
