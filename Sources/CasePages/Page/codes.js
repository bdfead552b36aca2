// The codebook of a case: see CaseCodes in CaseModel.

/** The codebook over all time: the codes that are built in and those that events define. */
class Codebook {
    constructor(state, builtIn) {
        this.entries = new Map();
        for (const { code, kind, parents = [] } of builtIn.values()) this.add(code, kind, parents, state);
        const own = [...state.codes.keys()].filter((code) => !builtIn.has(code));
        for (const code of Names.sort(own)) {
            const { defined } = Codebook.life(code, state);
            if (defined !== null) this.add(code, defined.data.kind, defined.data.parents ?? [], state);
        }
        const steps = [...this.entries.values()].flatMap(({ life }) => life.steps);
        const effects = (some) => [...new Set(some.map(({ effect }) => effect))].sort((a, b) => a - b);
        this.changes = effects(steps).map((effect) => ({ effect }));
        /** When codes went up in others: only then another thing is counted. */
        this.mergers = effects(steps.filter(({ mergedInto }) => mergedInto !== null));
        this.made = new Map();
        this.recounted = new Map();
    }

    static life(code, state) {
        const life = new CodeLife();
        for (const record of state.codes.get(code) ?? []) life.apply(record);
        return life;
    }

    add(code, kind, parents, state) {
        this.entries.set(code, { code, kind, parents, life: Codebook.life(code, state) });
    }

    /** When evidence with a code began to count for something else. */
    recountings(code) {
        let effects = this.recounted.get(code);
        if (effects === undefined) {
            let before = this.at(-Infinity).counted(code).join(" ");
            effects = this.mergers.filter((effect) => {
                const now = this.at(effect).counted(code).join(" ");
                const isOther = now !== before;
                before = now;
                return isOther;
            });
            this.recounted.set(code, effects);
        }
        return effects;
    }

    /** The codes as at an instant. */
    at(instant) {
        const since = Spans.last(this.changes, instant)?.effect ?? -Infinity;
        if (!this.made.has(since)) this.made.set(since, new CodesThen(this.entries, since));
        return this.made.get(since);
    }
}

/** The codes of a case as at an instant. Whether a code exists, and what kind it is, does not depend on dates; what
 * it is called, and whether it went up in another, does. */
class CodesThen {
    constructor(entries, instant) {
        this.entries = entries;
        this.steps = new Map();
        for (const [code, { life }] of entries) this.steps.set(code, Spans.last(life.steps, instant));
        /** What each code stands for: itself, or what it went up in. */
        this.meanings = new Map();
        for (const code of entries.keys()) this.meanings.set(code, this.meaning(code));
        this.byKind = new Map();
        for (const [code, { kind }] of entries) {
            if (this.standing(code) === code) CaseState.file(this.byKind, kind, code);
        }
        this.ranked = new Map();
        this.countedBy = new Map();
    }

    /** Follows mergers; codes that went up in each other stand for themselves. */
    meaning(code) {
        let current = code;
        for (let step = 0; step <= this.entries.size; step += 1) {
            const next = this.steps.get(current)?.mergedInto ?? null;
            if (!this.entries.has(next)) return current;
            current = next;
        }
        return code;
    }

    standing(code) {
        return this.meanings.get(code) ?? code;
    }

    /** What the codes of a list stand for, each once. */
    allStanding(codes) {
        return [...new Set(codes.map((code) => this.standing(code)))];
    }

    kind(code) {
        return this.entries.get(code)?.kind;
    }

    label(code) {
        return this.steps.get(code)?.label ?? this.entries.get(code)?.life.defined?.data.label;
    }

    /** The codes of a kind that did not go up in others: the built-in ones in the codebook's order, then the others by
     * name. */
    all(kind) {
        return this.byKind.get(kind) ?? [];
    }

    /** The codes of a kind that a code belongs to. */
    parents(code, kind) {
        return this.allStanding(this.entries.get(code)?.parents ?? []).filter((parent) => this.kind(parent) === kind);
    }

    /** The issues and drivers that evidence with a code counts for; none for other codes. */
    counted(code) {
        let counted = this.countedBy.get(code);
        if (counted === undefined) {
            const meaning = this.standing(code);
            const kind = this.entries.has(code) ? this.kind(meaning) : undefined;
            counted = kind === "issue" ? [meaning]
                : kind === "driver" ? [meaning, ...this.parents(meaning, "issue")] : [];
            this.countedBy.set(code, counted);
        }
        return counted;
    }

    /** Where in `all` each code of a kind stands. */
    ranks(kind) {
        if (!this.ranked.has(kind)) this.ranked.set(kind, new Map(this.all(kind).map((code, rank) => [code, rank])));
        return this.ranked.get(kind);
    }

    /** Codes in the order of `all`, then those that are none of a kind, by name. */
    inOrder(codes, kind) {
        const ranks = this.ranks(kind);
        return [...codes].sort((a, b) =>
            (ranks.get(a) ?? ranks.size) - (ranks.get(b) ?? ranks.size) || Names.compare(a, b));
    }
}
