// Who was seen, by whom, to gain or lose what, and what was offered against it: see LedgerView, StakeCourse and
// OffsetCourse in CaseModel. Perceptions are never summed across perceivers.

/** A stake as its perceiver sees it. */
class StakeLife {
    constructor(records, oddity = () => {}) {
        this.perceived = null;
        /** After each event that counted: the fields as they were then, the event, and what they rest on. */
        this.steps = [];
        for (const record of records) {
            const problem = this.apply(record);
            if (problem !== null) oddity(record, problem);
        }
    }

    apply(record) {
        const { type, data } = record;
        if (type === "stake.perceived") {
            if (this.perceived !== null) return `The stake was recorded already (${this.perceived.id}).`;
            this.perceived = record;
            this.steps.push({ effect: record.effect, record, fields: data, basis: [record], setsDirection: true });
        } else if (type === "stake.revised") {
            if (this.perceived === null) return "The stake has not been perceived by then.";
            const { fields } = this.steps[this.steps.length - 1];
            if (data.by !== fields.by) {
                return `The stake is the perception of "${fields.by}"; what "${data.by}" sees is a stake of its own `
                    + "(stake.perceived).";
            }
            const { direction, horizon, phase, weight } = { ...fields, ...data };
            this.steps.push({
                effect: record.effect, record, fields: { ...fields, direction, horizon, phase, weight },
                basis: [this.perceived, record], setsDirection: data.direction !== undefined,
            });
        }
        return null;
    }
}

/** What was offered against a loss: offered, accepted or declined, kept or broken. */
class OffsetLife {
    constructor(records, oddity = () => {}) {
        this.offer = null;
        this.status = "none";
        this.steps = [];
        for (const record of records) {
            const problem = this.apply(record);
            if (problem !== null) oddity(record, problem);
            else if (this.offer !== null) this.steps.push({ effect: record.effect, record, state: this.status });
        }
    }

    static moves = {
        "offset.accepted": ["accepted", "offered"], "offset.declined": ["declined", "offered"],
        "offset.kept": ["kept", "accepted"], "offset.broken": ["broken", "accepted", "kept"],
    };

    apply(record) {
        if (record.type === "offset.offered") {
            if (this.status !== "none") return "The offset was offered already.";
            this.offer = record;
            this.status = "offered";
        } else if (record.type in OffsetLife.moves) {
            const [next, ...before] = OffsetLife.moves[record.type];
            if (this.status === "none") return "The offset has not been offered by then.";
            if (!before.includes(this.status)) {
                return `The offset is ${this.status} by then; only one that is ${before[0]} can be ${next}.`;
            }
            this.status = next;
        }
        return null;
    }
}

/** The ledger of a case over all time. */
class Ledger {
    constructor(state) {
        this.state = state;
        /** By offset: since when it was in which state. */
        this.states = new Map();
        this.offsets = [];
        for (const symbol of state.symbols("offset")) this.addOffset(symbol);
        /** By name: each actor with the stakes that it has at some time. */
        this.actors = new Map();
        this.stakes = [];
        for (const symbol of state.symbols("stake")) this.addStake(symbol);
        this.ledgers = Names.sort([...this.actors.keys()]).map((id) => new ActorLedger(id, this.actors.get(id), this));
    }

    addOffset(symbol) {
        const course = this.state.course(symbol);
        const life = new OffsetLife(course);
        if (life.offer === null) return;
        this.states.set(symbol, life.steps);
        const marks = new Marks();
        const { offset, to, for: against, form, by } = life.offer.data;
        let step = 0;
        course.forEach((record, index) => {
            marks.add(record);
            while (step < life.steps.length && CaseRecord.compare(life.steps[step].record, record) <= 0) step += 1;
            if (step === 0) return;
            const next = course[index + 1]?.effect ?? Infinity;
            if (next <= record.effect) return;
            const { state } = life.steps[step - 1];
            const row = compactRow({ id: offset, to, for: against, form, by, state });
            this.offsets.push({
                id: symbol, from: record.effect, to: next, event: life.steps[step - 1].record.id,
                row: marks.copy().write(row),
            });
        });
    }

    addStake(symbol) {
        const life = new StakeLife(this.state.course(symbol));
        if (life.perceived === null) return;
        const offers = this.offers(symbol, life.perceived.id);
        const changes = [...new Set([...life.steps, ...offers].map(({ effect }) => effect))].sort((a, b) => a - b);
        const { actor } = life.perceived.data;
        if (!this.actors.has(actor)) this.actors.set(actor, []);
        changes.forEach((from, index) => {
            const step = Spans.last(life.steps, from);
            if (step === undefined) return;
            const offsets = offers.filter(({ effect }) => effect <= from).map(({ data }) => data.offset);
            const { on, direction, dimension, horizon, phase, weight, by } = step.fields;
            const row = compactRow({ id: symbol, on, direction, dimension, horizon, phase, weight, by, offsets });
            const span = {
                id: symbol, actor, from, to: changes[index + 1] ?? Infinity, event: step.record.id,
                row: new Marks(step.basis).write(row),
            };
            this.stakes.push(span);
            this.actors.get(actor).push(span);
        });
    }

    /** The events that offer something against a stake, by its identifier or by the event that recorded it. */
    offers(stake, event) {
        const answers = this.state.answers.get(event) ?? [];
        const touching = this.state.touching(stake);
        const all = answers.length === 0
            ? touching : [...new Set([...touching, ...answers])].sort(CaseRecord.compare);
        return all.filter(({ type }) => type === "offset.offered");
    }

    at(instant) {
        const ledgers = this.ledgers.map((ledger) => ledger.at(instant)).filter(({ actor }) => actor !== null);
        return {
            actors: ledgers.map(({ actor }) => actor),
            contested: ledgers.flatMap(({ contested }) => contested),
            offsets: Spans.rows(this.offsets, instant),
        };
    }

    /** For drawing: every stake and offset, with the time in which it was seen so. */
    get facts() {
        const end = (to) => (to === Infinity ? null : to);
        return [
            ...this.stakes.map(({ id, actor, from, to, event, row }) =>
                ({ kind: "stake", id, actor, from, to: end(to), event, row })),
            ...this.offsets.map(({ id, from, to, event, row }) =>
                ({ kind: "offset", id, actor: row.to, from, to: end(to), event, row })),
        ];
    }
}

/** What is seen of one actor; it is put together again only when something of it has changed. */
class ActorLedger {
    /** @param stakes the spans of the actor's stakes, by stake. */
    constructor(id, stakes, ledger) {
        this.id = id;
        this.stakes = stakes;
        this.ledger = ledger;
        const offsets = new Set(stakes.flatMap(({ row }) => row.offsets));
        const steps = [...offsets].flatMap((offset) => ledger.states.get(offset) ?? []);
        const changes = [...stakes.map(({ from }) => from), ...steps.map(({ effect }) => effect)];
        this.changes = [...new Set(changes)].sort((a, b) => a - b).map((effect) => ({ effect }));
        this.shown = { since: undefined, actor: null, contested: [] };
    }

    at(instant) {
        const since = Spans.last(this.changes, instant);
        if (since !== this.shown.since) this.shown = { since, ...this.view(instant) };
        return this.shown;
    }

    view(instant) {
        const stakes = Spans.rows(this.stakes, instant);
        if (stakes.length === 0) return { actor: null, contested: [] };
        return { actor: { id: this.id, seen: this.seen(stakes, instant), stakes }, contested: this.contested(stakes) };
    }

    seen(stakes, instant) {
        const byPerceiver = new Map();
        for (const { by, direction, offsets } of stakes) {
            if (!byPerceiver.has(by)) {
                byPerceiver.set(by, { by, gains: 0, losses: 0, offset_accepted: 0, offset_kept: 0 });
            }
            const seen = byPerceiver.get(by);
            if (direction === "gain") seen.gains += 1;
            if (direction === "loss") seen.losses += 1;
            const states = offsets.map((offset) => Spans.last(this.ledger.states.get(offset) ?? [], instant)?.state);
            if (states.includes("accepted") || states.includes("kept")) seen.offset_accepted += 1;
            if (states.includes("kept")) seen.offset_kept += 1;
        }
        return Names.sort([...byPerceiver.values()], ({ by }) => by);
    }

    /** Where one thing is seen in opposite ways by different perceivers. */
    contested(stakes) {
        const byThing = new Map();
        for (const stake of stakes) CaseState.file(byThing, stake.on, stake);
        const found = [];
        for (const [on, group] of byThing) {
            const perceivers = (direction) =>
                group.filter((stake) => stake.direction === direction).map(({ by }) => by);
            const [gainers, losers] = [perceivers("gain"), perceivers("loss")];
            if (gainers.length === 0 || losers.length === 0 || new Set([...gainers, ...losers]).size < 2) continue;
            const opposed = group.filter(({ direction }) => direction !== "neither").map(({ id }) => id);
            found.push({ on, actor: this.id, stakes: opposed });
        }
        return Names.sort(found, ({ on }) => on);
    }
}
