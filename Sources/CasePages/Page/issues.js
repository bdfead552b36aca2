// The issues and their drivers against disputes, evidence and time. See IssuesView and IssuesSheet in CaseModel.
class Issues {
    constructor(state, disputes, codebook) {
        this.disputes = disputes;
        this.codebook = codebook;
        this.tally = new EvidenceTally(state, codebook);
        this.proposals = state.symbols("proposal")
            .map((symbol) => state.course(symbol).find(({ type }) => type === "proposal.tabled"))
            .filter((tabled) => tabled !== undefined);
    }

    at(instant) {
        this.tally.goTo(instant);
        const codes = this.codebook.at(instant);
        const sheet = new IssuesSheet(codes, this.tally, instant);
        const uncoded = [];
        for (const { life, step } of this.disputes.standing(instant)) {
            const isStirred = this.disputes.stirring.of(life, instant).length > 0;
            if (!sheet.addDispute(life.symbol, step, isStirred)) uncoded.push(life.symbol);
        }
        for (const tabled of this.proposals) if (tabled.effect <= instant) sheet.addProposal(tabled);
        const alone = codes.all("driver").filter((driver) => codes.parents(driver, "issue").length === 0);
        return {
            issues: codes.all("issue").map((issue) => sheet.issueRow(issue)),
            drivers: alone.map((driver) => sheet.driverRow(driver)),
            quarters: sheet.quarterRows(),
            uncoded,
        };
    }
}

/** What is counted at one instant, by code and quarter. */
class IssuesSheet {
    constructor(codes, tally, instant) {
        this.codes = codes;
        this.standings = new Map();
        this.periods = new Map();
        for (const code of [...codes.all("issue"), ...codes.all("driver")]) {
            this.standings.set(code, new CodeStanding(code, tally.counts.get(code), instant));
        }
        for (const [code, count] of tally.counts) {
            if (codes.kind(code) !== "issue") continue;
            for (const [quarter, { evidence, marks }] of count.quarters) {
                if (evidence === 0) continue;
                const period = this.period(code, quarter);
                period.evidence += evidence;
                period.marks.merge(marks.marks);
            }
        }
    }

    period(issue, quarter) {
        const key = `${quarter} ${issue}`;
        let period = this.periods.get(key);
        if (period === undefined) {
            period = { quarter, issue, raised: 0, reignited: 0, settled: 0, evidence: 0, marks: new Marks() };
            this.periods.set(key, period);
        }
        return period;
    }

    /** @returns whether the dispute is about any of the issues. */
    addDispute(dispute, { status, drivers, episodes }, isStirred) {
        const { codes } = this;
        const about = codes.allStanding(drivers).filter((code) => codes.kind(code) === "driver");
        const all = new Set();
        episodes.forEach((episode, index) => {
            const issues = codes.allStanding(episode.issues).filter((code) => codes.kind(code) === "issue");
            for (const issue of issues) {
                all.add(issue);
                const standing = this.standings.get(issue);
                standing.episodes += 1;
                if (index > 0) standing.reignited += 1;
                this.addEpisode(episode, index === 0, issue);
            }
            for (const driver of about) this.standings.get(driver)?.note(episode);
        });
        for (const issue of all) {
            const standing = this.standings.get(issue);
            standing.states[status] += 1;
            if (isStirred) standing.stirred += 1;
        }
        for (const code of [...all, ...about]) this.standings.get(code)?.disputes.push(dispute);
        return all.size > 0;
    }

    addEpisode(episode, isFirst, issue) {
        this.standings.get(issue).note(episode);
        const period = this.period(issue, Quarters.of(episode.opening.effect));
        if (isFirst) period.raised += 1;
        else period.reignited += 1;
        period.marks.add(episode.opening);
        if (episode.settled === null) return;
        const ended = this.period(issue, Quarters.of(episode.settled.effect));
        ended.settled += 1;
        ended.marks.add(episode.settled);
    }

    addProposal(tabled) {
        const { issue } = tabled.data;
        const code = issue === undefined ? undefined : this.codes.standing(issue);
        if (code === undefined || this.codes.kind(code) !== "issue" || !this.standings.has(code)) return;
        const standing = this.standings.get(code);
        standing.proposals += 1;
        standing.date(tabled);
        standing.marks.add(tabled);
    }

    issueRow(issue) {
        const standing = this.standings.get(issue);
        const { disputes, states, episodes, reignited, stirred, proposals } = standing;
        const row = {
            issue, label: this.codes.label(issue), disputes, states, episodes, reignited, stirred, ...standing.evidence,
            proposals, ...standing.dates,
        };
        standing.writeMarks(compactRow(row));
        const own = this.codes.all("driver").filter((driver) => this.codes.parents(driver, "issue").includes(issue));
        row.drivers = own.map((driver) => this.driverRow(driver));
        return row;
    }

    driverRow(driver) {
        const standing = this.standings.get(driver);
        const row = {
            driver, label: this.codes.label(driver), disputes: standing.disputes, ...standing.evidence,
            ...standing.dates,
        };
        return standing.writeMarks(compactRow(row));
    }

    quarterRows() {
        const ranks = this.codes.ranks("issue");
        const rank = ({ issue }) => ranks.get(issue) ?? 0;
        const inOrder = [...this.periods.values()].sort((a, b) =>
            (a.quarter < b.quarter ? -1 : a.quarter > b.quarter ? 1 : rank(a) - rank(b)));
        return inOrder.map(({ marks, ...row }) => {
            marks.reconstructed.sort();
            return marks.write(row);
        });
    }
}

/** What there is of an issue, or of a driver. */
class CodeStanding {
    constructor(code, count, instant) {
        this.code = code;
        this.disputes = [];
        this.states = { open: 0, deadlocked: 0, suspended: 0, settled: 0 };
        this.episodes = 0;
        this.reignited = 0;
        this.stirred = 0;
        this.proposals = 0;
        const { "observation.noted": observations, "excerpt.recorded": excerpts, "memo.written": memos } =
            count?.byType ?? { "observation.noted": 0, "excerpt.recorded": 0, "memo.written": 0 };
        this.evidence = { observations, excerpts, memos };
        this.marks = count?.marks.marks ?? new Marks();
        this.first = count?.first() ?? null;
        this.last = count?.last(instant) ?? null;
    }

    date(record) {
        if (this.first === null || CaseRecord.compare(record, this.first) < 0) this.first = record;
        if (this.last === null || CaseRecord.compare(record, this.last) > 0) this.last = record;
    }

    /** When it was first and last met, also by a dispute that came or was settled. */
    note({ opening, marks, settled }) {
        this.date(opening);
        this.marks.merge(marks);
        if (settled === null) return;
        this.date(settled);
        this.marks.add(settled);
    }

    get dates() {
        return { first: this.first?.event.occurred, last: this.last?.event.occurred };
    }

    writeMarks(row) {
        this.marks.reconstructed.sort();
        return this.marks.write(row);
    }
}
