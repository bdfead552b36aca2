// What contradicts the course of what it is about. Whether an event does depends on nothing that comes after it in case
// order, so it is found once for all dates. See ContradictionSearch in CaseModel.
Object.assign(Anomalies.prototype, {
    addContradictions() {
        const { state } = this;
        for (const [code, course] of state.codes) this.addContradictionsOfCode(code, course);
        for (const record of state.openings.slice(1)) this.contradict(record, "The case was opened already.");
        for (const symbol of state.definitions.keys()) this.addContradictionsOf(symbol);
        const { governance } = this.world;
        for (const tie of state.ties.values()) {
            governance.life(tie, (record, problem) => this.contradict(record, problem));
        }
    },

    addContradictionsOfCode(code, course) {
        this.follow(course, new CodeLife());
        if (!this.world.codebook.has(code)) return;
        for (const record of course) {
            if (record.type === "code.defined") this.contradict(record, `The code "${code}" is built in.`);
        }
    },

    follow(course, life) {
        for (const record of course) this.contradict(record, life.apply(record));
    },

    addContradictionsOf(symbol) {
        const { state } = this;
        const course = state.course(symbol);
        const oddity = (record, problem) => this.contradict(record, problem);
        if (state.isOf(symbol, "dispute")) new DisputeLife(symbol, course, oddity);
        if (state.isOf(symbol, "offset")) new OffsetLife(course, oddity);
        if (state.isOf(symbol, "stake")) new StakeLife(course, oddity);
        if (state.isOf(symbol, "proposal")) this.follow(course, new ProposalLife());
        if (state.isOf(symbol, "session")) this.follow(course, new SessionLife());
        if (state.isOf(symbol, "person", "participant")) this.follow(course, new ConsentLife());
        if (state.isOf(symbol, "organisation", "body", "group")) {
            new StandingLife(course, oddity);
            for (const record of state.touching(symbol)) {
                this.contradict(record, this.contradictionInto(symbol, record));
            }
        }
        this.addSecondMeanings(symbol, course);
    },

    /** Why something cannot go up in what a merger or a split names: it is the very thing, or has ended itself. */
    contradictionInto(symbol, record) {
        const { type, data } = record;
        if (!["organisation.merged", "body.merged", "organisation.split"].includes(type)) return null;
        const from = type === "organisation.split" ? [data.organisation] : data.from;
        if (from.includes(symbol)) return `"${symbol}" cannot go up in itself.`;
        const before = this.state.course(symbol).filter((other) => CaseRecord.compare(other, record) <= 0);
        return new StandingLife(before).over(symbol);
    },

    /** An identifier that several events gave a meaning, where the course of the first does not tell. */
    addSecondMeanings(symbol, course) {
        const definitions = this.state.definitions.get(symbol);
        if (definitions.length < 2) return;
        let before = null;
        for (const record of course) {
            const definition = definitions.find((each) => each.record.id === record.id);
            if (definition === undefined) continue;
            if (before === null) {
                before = definition;
                continue;
            }
            const isTold = before.kind === definition.kind && tellThemselves.has(definition.kind);
            if (isTold || (definition.kind === "participant" && before.kind === "person")) continue;
            const earlier = References.inWords(before.kind);
            this.contradict(record, `"${symbol}" is ${earlier} already (${before.record.id}).`);
        }
    },
});

/** Kinds whose courses object to a second beginning themselves. */
const tellThemselves = new Set([
    "dispute", "offset", "stake", "proposal", "session", "organisation", "body", "group",
]);
