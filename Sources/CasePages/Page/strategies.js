// Who did what about which dispute, and what came next: not what came of it, which no log can tell. See
// StrategiesView in CaseModel.
class Strategies {
    constructor(state, disputes, codebook) {
        this.codebook = codebook;
        const courses = new Map(disputes.lives.map((life) => [life.symbol, Strategies.course(life)]));
        this.uses = state.ofType("strategy.employed")
            .map((record) => Strategies.use(record, courses.get(record.data.dispute)));
    }

    /** The steps of a dispute, and those among them by which it took a turn. */
    static course({ steps }) {
        const isTurn = ({ type }) => type in Disputes.turnKinds && type !== "dispute.raised";
        return { steps, turns: steps.filter(({ record }) => isTurn(record)) };
    }

    static turns = ["settled", "deadlocked", "suspended", "resumed", "re-ignited", "held"];

    /** A use of a strategy with the state that the dispute was in, and the turn that came next. */
    static use(record, { steps, turns } = { steps: [], turns: [] }) {
        return {
            record, effect: record.effect, state: steps[Strategies.countUpTo(steps, record) - 1]?.status,
            turn: turns[Strategies.countUpTo(turns, record)]?.record ?? null,
            made: { codes: null, hasTurn: false, row: null },
        };
    }

    /** How many of some steps, which are in case order, do not come behind an event. */
    static countUpTo(steps, record) {
        let [low, high] = [0, steps.length];
        while (low < high) {
            const middle = (low + high) >> 1;
            if (CaseRecord.compare(steps[middle].record, record) <= 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    at(instant) {
        const codes = this.codebook.at(instant);
        const count = Spans.count(this.uses, instant);
        const uses = this.uses.slice(0, count).map((use) => Strategies.row(use, instant, codes));
        return {
            uses, strategies: Strategies.strategies(uses, codes), faultlines: Strategies.faultlines(uses, codes),
            skills: Strategies.skills(uses, codes),
        };
    }

    /** The row of a use, kept as long as neither the codes nor what came next change. */
    static row(use, instant, codes) {
        const hasTurn = use.turn !== null && use.turn.effect <= instant;
        if (use.made.codes === codes && use.made.hasTurn === hasTurn) return use.made.row;
        const { strategy: given, by, dispute, towards = [], skills = [] } = use.record.data;
        const strategy = codes.standing(given);
        const row = compactRow({
            event: use.record.id, occurred: use.record.event.occurred, strategy, label: codes.label(strategy),
            faultline: codes.parents(strategy, "faultline")[0], by, dispute, towards,
            skills: codes.allStanding(skills), state: use.state, next: hasTurn ? Strategies.next(use.turn) : undefined,
        });
        use.made = { codes, hasTurn, row: new Marks([use.record]).write(row) };
        return use.made.row;
    }

    static next(record) {
        const { type, id, data, event } = record;
        const how = type === "dispute.settled" ? data.how : undefined;
        return new Marks([record]).write(
            compactRow({ turn: Disputes.turnKinds[type], event: id, date: event.occurred, how }));
    }

    static strategies(uses, codes) {
        const groups = Strategies.grouped(uses, ({ strategy }) => strategy);
        return codes.inOrder(groups.keys(), "strategy").map((strategy) => {
            const own = groups.get(strategy);
            const followed = Object.fromEntries(Strategies.turns.map((turn) => [turn, 0]));
            for (const { next } of own) if (next !== undefined) followed[next.turn] += 1;
            return compactRow({
                strategy, label: codes.label(strategy), faultline: own[0].faultline, uses: own.length,
                disputes: Strategies.once(own, "dispute"), by: Strategies.once(own, "by"), followed,
            });
        });
    }

    static faultlines(uses, codes) {
        const groups = Strategies.grouped(uses, ({ faultline }) => faultline);
        return codes.inOrder(groups.keys(), "faultline").map((faultline) => {
            const own = groups.get(faultline);
            return compactRow({
                faultline, label: codes.label(faultline), uses: own.length, disputes: Strategies.once(own, "dispute"),
                strategies: Strategies.once(own, "strategy"),
            });
        });
    }

    static skills(uses, codes) {
        const groups = new Map();
        for (const use of uses) for (const skill of use.skills) CaseState.file(groups, skill, use);
        return codes.inOrder(groups.keys(), "skill").map((skill) => {
            const own = groups.get(skill);
            return compactRow({
                skill, label: codes.label(skill), uses: own.length, strategies: Strategies.once(own, "strategy"),
            });
        });
    }

    static grouped(uses, keyOf) {
        const groups = new Map();
        for (const use of uses) if (keyOf(use) !== undefined) CaseState.file(groups, keyOf(use), use);
        return groups;
    }

    /** The values of a key, each once, in the order in which they come. */
    static once(uses, key) {
        return [...new Set(uses.flatMap((use) => use[key] ?? []))];
    }
}
