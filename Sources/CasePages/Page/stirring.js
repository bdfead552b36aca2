// What has touched a settled dispute since its settlement, and was not yet looked at: opposition, a withheld
// position, a loss, a broken offset, a downstream dispute. Each is a candidate for a re-ignition, for a person to
// answer. See StirringSearch in CaseModel, which answers for one date; here each is worked out once, with the time in
// which it stirs.
class Stirring {
    constructor(state) {
        this.state = state;
        this.subjects = new Map();
        this.found = new Map();
        this.broken = new BrokenOffsets(state);
    }

    /** The events that stir a dispute at an instant, in case order. */
    of(life, instant) {
        return this.spans(life).filter((span) => Spans.holds(span, instant)).map(({ turn }) => turn)
            .sort(CaseRecord.compare).map(({ id }) => id);
    }

    /** Everything that ever stirs a dispute: `{turn, from, to}`. */
    spans(life) {
        let spans = this.found.get(life);
        if (spans === undefined) {
            spans = life.settlements.flatMap((settlement) => this.during(settlement, life));
            this.found.set(life, spans);
        }
        return spans;
    }

    /** What stirs during one settlement, the turns that are found in several ways once. */
    during({ settled, until, judgements }, life) {
        const turns = [...this.aboutSubjects(life), ...this.downstream(life.symbol)];
        for (const cause of settled.event.because ?? []) turns.push(...this.broken.namedBy(cause));
        const end = until?.effect ?? Infinity;
        const found = [];
        for (const { turn, from, to } of turns) {
            if (CaseRecord.compare(turn, settled) <= 0) continue;
            const judged = judgements.find((judgement) => CaseRecord.compare(judgement, turn) > 0
                && judgement.data.despite.some((thing) => thing === turn.id || Stirring.names(turn, thing)));
            const span = {
                turn, from: Math.max(from, settled.effect), to: Math.min(to, end, judged?.effect ?? Infinity),
            };
            if (span.from < span.to) found.push(span);
        }
        return Stirring.united(found);
    }

    /** Spans of the same turn that meet or overlap, as one. */
    static united(spans) {
        spans.sort((a, b) => CaseRecord.compare(a.turn, b.turn) || a.from - b.from);
        const united = [];
        for (const span of spans) {
            const before = united[united.length - 1];
            if (before?.turn === span.turn && span.from <= before.to) before.to = Math.max(before.to, span.to);
            else united.push(span);
        }
        return united;
    }

    /** What touches the dispute itself, what it is about, and the decisions made on either, each from when it was. */
    aboutSubjects(life) {
        const since = new Map([[life.symbol, -Infinity]]);
        if (life.raised.data.on !== undefined) since.set(life.raised.data.on, -Infinity);
        const next = [...since.keys()];
        while (next.length > 0) {
            const symbol = next.pop();
            for (const link of this.subject(symbol).linked) {
                const from = Math.max(since.get(symbol), link.from);
                if (from < (since.get(link.to) ?? Infinity)) {
                    since.set(link.to, from);
                    next.push(link.to);
                }
            }
        }
        const turns = [];
        for (const [symbol, from] of since) {
            for (const turn of this.subject(symbol).turns) {
                turns.push(turn.from >= from ? turn : { ...turn, from });
            }
        }
        return turns;
    }

    /** What touches one thing that disputes may be about. */
    subject(symbol) {
        let subject = this.subjects.get(symbol);
        if (subject === undefined) {
            subject = { linked: [], turns: [] };
            this.subjects.set(symbol, subject);
            this.lookThrough(symbol, subject);
        }
        return subject;
    }

    lookThrough(symbol, subject) {
        const newest = new Map();
        for (const record of this.state.touching(symbol)) {
            if (record.type === "position.taken") this.addPosition(record, newest, subject);
            if (record.type === "stake.perceived") this.addStake(record, subject);
            if (record.type === "decision.made") subject.linked.push({ to: record.data.decision, from: record.effect });
        }
        for (const record of this.state.course(symbol)) {
            if (record.type !== "decision.made" || this.state.isOf(record.data.on, "dispute")) continue;
            subject.linked.push({ to: record.data.on, from: record.effect });
        }
    }

    /** A position stirs where it opposes or withholds and is its actor's newest, and where what was offered for it is
     * broken. */
    addPosition(record, newest, subject) {
        const { actor, stance } = record.data;
        const before = newest.get(actor);
        if (before) before.to = record.effect;
        const turn = { turn: record, from: record.effect, to: Infinity };
        newest.set(actor, turn);
        if (stance === "oppose" || stance === "withhold") subject.turns.push(turn);
        subject.turns.push(...Stirring.since(record.effect, this.broken.against(record.id)));
    }

    /** A stake stirs where it turned to a loss, and where what was offered against it is broken. */
    addStake(record, subject) {
        const { stake } = record.data;
        subject.turns.push(...Stirring.since(record.effect, this.losses(stake)));
        subject.turns.push(...Stirring.since(record.effect, this.broken.against(stake)));
        subject.turns.push(...Stirring.since(record.effect, this.broken.against(record.id)));
    }

    static since(effect, turns) {
        return turns.map((turn) => ({ ...turn, from: Math.max(turn.from, effect) }));
    }

    /** The events that call a stake a loss, each as long as it is the newest that says which it is. */
    losses(stake) {
        const steps = new StakeLife(this.state.course(stake)).steps.filter(({ setsDirection }) => setsDirection);
        return steps.map(({ effect, record, fields }, index) =>
            ({ turn: record, from: effect, to: steps[index + 1]?.effect ?? Infinity, direction: fields.direction }))
            .filter(({ direction }) => direction === "loss");
    }

    /** Links that make another dispute a downstream one of this, and what opened such a dispute once it was linked. */
    downstream(dispute) {
        const found = [];
        for (const record of this.state.touching(dispute)) {
            if (record.type !== "dispute.linked" || record.data.kind !== "downstream-of") continue;
            const course = this.state.course(record.data.dispute);
            const upTo = course.filter((other) => CaseRecord.compare(other, record) <= 0);
            const { steps } = new DisputeLife(record.data.dispute, upTo);
            // A dispute that nobody has raised stirs nothing yet.
            const { status } = steps[steps.length - 1] ?? { status: "none" };
            if (status !== "settled" && status !== "none") found.push(record);
            found.push(...course.filter((other) =>
                (other.type === "dispute.raised" || other.type === "dispute.reignited")
                && CaseRecord.compare(other, record) > 0));
        }
        return found.map((turn) => ({ turn, from: turn.effect, to: Infinity }));
    }

    /** Whether an identifier stands for a stirring event: its stake, offset, actor, dispute or what it is about. */
    static names({ type, data }, identifier) {
        switch (type) {
            case "position.taken":
                return data.on === identifier || data.actor === identifier;
            case "stake.perceived":
                return data.stake === identifier || data.on === identifier || data.actor === identifier;
            case "stake.revised":
                return data.stake === identifier;
            case "offset.broken":
                return data.offset === identifier;
            default:
                return data.dispute === identifier;
        }
    }
}

/** The offsets that were broken, by what they were offered against and by the events of their courses. */
class BrokenOffsets {
    constructor(state) {
        this.byTarget = new Map();
        this.byCourse = new Map();
        for (const offset of state.symbols("offset")) this.add(state.course(offset));
    }

    add(course) {
        const breakings = course.filter(({ type }) => type === "offset.broken");
        for (const turn of breakings) {
            const broken = { turn, from: turn.effect, to: Infinity };
            for (const record of course) CaseState.file(this.byCourse, record.id, broken);
            for (const offer of course.filter(({ type }) => type === "offset.offered")) {
                const since = { ...broken, from: Math.max(turn.effect, offer.effect) };
                for (const target of offer.data.for) CaseState.file(this.byTarget, target, since);
            }
        }
    }

    /** The breakings of what was offered against a stake or a position, by identifier or by the event that recorded
     * it. */
    against(target) {
        return this.byTarget.get(target) ?? [];
    }

    /** The breakings of the offsets that an event is part of the course of. */
    namedBy(event) {
        return this.byCourse.get(event) ?? [];
    }
}
