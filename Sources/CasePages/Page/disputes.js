// Disputes: raised, then open, deadlocked or suspended until they are settled; a settled one may be re-ignited, which
// opens its next episode. See DisputeCourse and DisputesView in CaseModel.

/** The life of one dispute: what it was after each of its events. */
class DisputeLife {
    constructor(symbol, records, oddity = () => {}) {
        this.symbol = symbol;
        this.raised = null;
        /** Each a state that never changes: see `step`. */
        this.steps = [];
        /** Of each settlement the event, until when it lasted, and what was judged meanwhile not to re-ignite. */
        this.settlements = [];
        for (const record of records) {
            const before = this.steps[this.steps.length - 1];
            const next = this.apply(record, before);
            if (typeof next === "string") oddity(record, next);
            else if (next !== null) this.steps.push(DisputeLife.step(record, { ...before, ...next }));
        }
    }

    /** A state: status, drivers, faultlines, links and episodes; the last episode is the current one. */
    static step(record, { status, drivers, faultlines, links, episodes }) {
        return { effect: record.effect, record, status, drivers, faultlines, links, episodes };
    }

    static turns = {
        "dispute.deadlocked": "deadlocked", "dispute.suspended": "suspended", "dispute.resumed": "open",
    };

    /** What an event changes; a sentence where it contradicts what was before, null where it changes nothing. */
    apply(record, before) {
        if (record.type === "dispute.raised") {
            return before ? `The dispute was raised already (${before.episodes[0].opening.id}).` : this.raise(record);
        }
        if (before === undefined) return "The dispute has not been raised by then.";
        switch (record.type) {
            case "dispute.joined":
                return this.join(record, before);
            case "dispute.left":
                return this.leave(record, before);
            case "dispute.coded":
                return this.code(record, before);
            case "dispute.uncoded":
                return this.uncode(record, before);
            case "dispute.deadlocked":
            case "dispute.suspended":
            case "dispute.resumed":
                return this.turn(DisputeLife.turns[record.type], before);
            case "dispute.settled":
                return this.settle(record, before);
            case "dispute.reignited":
                return this.reignite(record, before);
            case "dispute.held":
                return this.hold(record, before);
            case "dispute.linked":
                return this.link(record, before);
            default:
                return null;
        }
    }

    raise(record) {
        const { issues, parties, drivers = [], faultlines = [] } = record.data;
        this.raised = record;
        const cause = record.event.because ?? [];
        const episode = { opening: record, cause, issues, parties, settled: null, marks: new Marks([record]) };
        return { status: "open", drivers, faultlines, links: [], episodes: [episode] };
    }

    /** The episodes with the current one changed by an event. */
    static changed({ episodes }, record, changes) {
        const current = episodes[episodes.length - 1];
        return [...episodes.slice(0, -1), { ...current, ...changes, marks: current.marks.with(record) }];
    }

    join(record, before) {
        const { party } = record.data;
        if (before.status === "settled") return this.settledSentence(before);
        const { parties } = before.episodes[before.episodes.length - 1];
        if (parties.includes(party)) return `"${party}" is a party to the dispute already.`;
        return { episodes: DisputeLife.changed(before, record, { parties: [...parties, party] }) };
    }

    leave(record, before) {
        const { party } = record.data;
        if (before.status === "settled") return this.settledSentence(before);
        const { parties } = before.episodes[before.episodes.length - 1];
        const index = parties.indexOf(party);
        if (index < 0) {
            return `"${party}" is no party to the dispute by then. Its parties are ${parties.join(", ")}.`;
        }
        return { episodes: DisputeLife.changed(before, record, { parties: parties.filter((_, at) => at !== index) }) };
    }

    code(record, before) {
        const { data } = record;
        const add = (list, codes = []) => [...list, ...new Set(codes.filter((code) => !list.includes(code)))];
        const { issues } = before.episodes[before.episodes.length - 1];
        return {
            drivers: add(before.drivers, data.drivers), faultlines: add(before.faultlines, data.faultlines),
            episodes: DisputeLife.changed(before, record, { issues: add(issues, data.issues) }),
        };
    }

    uncode(record, before) {
        const { issues: wrongIssues = [], drivers: wrongDrivers = [], faultlines: wrongFaultlines = [] } = record.data;
        const wanted = [...wrongIssues, ...wrongDrivers, ...wrongFaultlines];
        const { issues } = before.episodes[before.episodes.length - 1];
        const known = [...issues, ...before.drivers, ...before.faultlines];
        const missing = wanted.find((code) => !known.includes(code));
        if (missing !== undefined) return `The dispute is not coded "${missing}" by then.`;
        const kept = (codes) => codes.filter((code) => !wanted.includes(code));
        return {
            drivers: kept(before.drivers), faultlines: kept(before.faultlines),
            episodes: DisputeLife.changed(before, record, { issues: kept(issues) }),
        };
    }

    turn(next, before) {
        if (before.status === "settled") return this.settledSentence(before);
        if (before.status === next) return `The dispute is ${next} by then already.`;
        return { status: next };
    }

    settle(record, before) {
        if (before.status === "settled") return this.settledSentence(before);
        this.settlements.push({ settled: record, until: null, judgements: [] });
        const current = before.episodes[before.episodes.length - 1];
        return { status: "settled", episodes: [...before.episodes.slice(0, -1), { ...current, settled: record }] };
    }

    reignite(record, before) {
        if (before.status !== "settled") {
            return `The dispute is ${before.status} by then; only a settled one can be re-ignited.`;
        }
        const current = before.episodes[before.episodes.length - 1];
        const { by = [], issues = current.issues, parties = current.parties } = record.data;
        const cause = [...by];
        for (const id of record.event.because ?? []) if (!cause.includes(id)) cause.push(id);
        this.settlements[this.settlements.length - 1].until = record;
        const episode = { opening: record, cause, issues, parties, settled: null, marks: new Marks([record]) };
        return { status: "open", episodes: [...before.episodes, episode] };
    }

    hold(record, before) {
        if (before.status !== "settled") return `The dispute is ${before.status} by then; only a settled one is held.`;
        this.settlements[this.settlements.length - 1].judgements.push(record);
        return {};
    }

    link(record, before) {
        const { dispute, to, kind } = record.data;
        if (to === dispute) return "A dispute cannot be linked to itself.";
        if (before.links.some((link) => link.to === to && link.kind === kind)) {
            return "The disputes are linked in this way already.";
        }
        return { links: [...before.links, { to, kind }] };
    }

    settledSentence({ episodes }) {
        const { settled } = episodes[episodes.length - 1];
        return `The dispute is settled since ${settled.event.occurred} (${settled.id}); it can be re-ignited or held.`;
    }
}

/** The disputes of a case over all time, in the order in which they were raised. */
class Disputes {
    constructor(state) {
        this.lives = state.symbols("dispute").map((symbol) => new DisputeLife(symbol, state.course(symbol)))
            .filter(({ raised }) => raised !== null)
            .sort((a, b) => CaseRecord.compare(a.raised, b.raised));
        this.stirring = new Stirring(state);
        this.rows = new Map();
    }

    at(instant) {
        const disputes = this.standing(instant)
            .map(({ life, step }) => this.row(life, step, this.stirring.of(life, instant)));
        return { disputes };
    }

    /** The disputes that were raised, with what each was. */
    standing(instant) {
        return this.lives.map((life) => ({ life, step: Spans.last(life.steps, instant) }))
            .filter(({ step }) => step !== undefined);
    }

    /** The row of a dispute, kept as long as neither its state nor what has stirred it changes. */
    row(life, step, stirredBy) {
        const key = stirredBy.join(" ");
        const known = this.rows.get(life);
        if (known?.step === step && known.key === key) return known.row;
        const episodes = step.episodes.map((episode, index) => Disputes.episode(episode, index + 1));
        const current = step.episodes[step.episodes.length - 1];
        const { drivers, faultlines, links } = step;
        const row = {
            id: life.symbol, title: life.raised.data.title, state: step.status, issues: current.issues, faultlines,
            drivers, parties: current.parties, links, stirred_by: stirredBy, episodes: episodes.map(({ row }) => row),
        };
        const marks = new Marks();
        for (const episode of episodes) marks.merge(episode.marks);
        marks.write(row);
        this.rows.set(life, { step, key, row });
        return row;
    }

    static episode({ opening, cause, issues, parties, settled, marks: before }, number) {
        const marks = settled ? before.with(settled) : before;
        const row = compactRow({
            number, opened: opening.event.occurred, opened_by: opening.id, cause, issues, parties,
            settled: settled?.event.occurred, settled_by: settled?.id, how: settled?.data.how,
        });
        return { row: marks.write(row), marks };
    }

    static turnKinds = {
        "dispute.raised": "raised", "dispute.reignited": "re-ignited", "dispute.settled": "settled",
        "dispute.deadlocked": "deadlocked", "dispute.suspended": "suspended", "dispute.resumed": "resumed",
        "dispute.held": "held",
    };

    /** For drawing: each dispute as a lane through time. */
    get lanes() {
        return this.lives.map((life) => ({
            id: life.symbol, title: life.raised.data.title, spans: Disputes.spans(life), turns: Disputes.turns(life),
            stirred: this.stirring.spans(life).map(({ turn, from, to }) =>
                ({ at: from, event: turn.id, until: to === Infinity ? null : to })),
        }));
    }

    static spans({ steps }) {
        const spans = [];
        for (const { effect, record, status, episodes } of steps) {
            const before = spans[spans.length - 1];
            const { issues } = episodes[episodes.length - 1];
            const isSame = before?.state === status && before.episode === episodes.length
                && before.issues.join(" ") === issues.join(" ");
            if (isSame) continue;
            if (before) before.to = effect;
            spans.push({ from: effect, to: null, state: status, episode: episodes.length, issues, event: record.id });
        }
        return spans.filter(({ from, to }) => to === null || from < to);
    }

    static turns({ steps }) {
        return steps.filter(({ record }) => record.type in Disputes.turnKinds).map(({ effect, record, episodes }) => ({
            at: effect, kind: Disputes.turnKinds[record.type], event: record.id,
            causes: record.type === "dispute.held" ? record.data.despite
                : record.type === "dispute.settled" || record.type in DisputeLife.turns ? record.event.because ?? []
                    : episodes[episodes.length - 1].cause,
        }));
    }
}
