// Which issue re-ignites which, and how long each settlement held, by the way it was made. See ReignitionView and
// CauseIssues in CaseModel.
class Reignition {
    /** @param records the events that count, in case order. */
    constructor(state, disputes, codebook, records) {
        this.state = state;
        this.disputes = disputes;
        this.codebook = codebook;
        this.records = records;
        this.byID = null;
        const ofTheCase = records.filter(({ type }) => type !== null && !Reignition.workOnTheRecord.includes(type));
        this.last = ofTheCase[ofTheCase.length - 1]?.effect ?? null;
    }

    /** Done at whatever date; nothing happens in the case by it. */
    static workOnTheRecord = [
        "case.opened", "approval.granted", "consent.given", "consent.withdrawn", "document.collected", "code.defined",
        "code.renamed", "code.merged", "coding.added", "coding.removed", "memo.written",
    ];

    at(instant) {
        const standing = this.disputes.standing(instant);
        const settlements = standing.flatMap(({ life, step }) => this.settlements(life, step, instant))
            .sort((a, b) => CaseRecord.compare(a.record, b.record));
        return {
            matrix: this.matrix(standing, instant), settlements: settlements.map(({ row }) => row),
            means: Reignition.means(settlements),
        };
    }

    settlements(life, { episodes }, instant) {
        const end = instant === Infinity ? this.last : instant;
        const isStirred = this.disputes.stirring.of(life, instant).length > 0;
        return episodes.flatMap(({ settled }, index) => {
            if (settled === null) return [];
            const next = episodes[index + 1]?.opening ?? null;
            const ends = next === null ? [settled] : [settled, next];
            const until = next?.effect ?? end;
            const days = until === null || !ends.every(Reignition.namesDay)
                ? undefined : Reignition.day(until) - Reignition.day(settled.effect);
            const row = compactRow({
                dispute: life.symbol, episode: index + 1, settled: settled.event.occurred, settled_by: settled.id,
                how: settled.data.how, holdouts: settled.data.holdouts ?? [], until: next?.event.occurred,
                ended_by: next?.id, days, holds: next === null, stirred: next === null && isStirred,
                estimable: ends.every(Reignition.hasSourcedDay),
            });
            return [{ record: settled, row: new Marks(ends).write(row) }];
        });
    }

    static day(instant) {
        return Math.floor(instant / Dates.millisecondsPerDay);
    }

    /** Whether the date is one day, or a time in it, be it approximate or uncertain. */
    static namesDay({ event }) {
        const { begin, isSingle } = Dates.parse(event.occurred);
        return isSingle && ["day", "minute", "second"].includes(begin.precision);
    }

    /** Whether a source gives the event and the day on which it happened. */
    static hasSourcedDay({ isImprecise, event }) {
        return !isImprecise && !(event.reconstructed ?? []).some((name) => name === "occurred" || name === "type");
    }

    static means(settlements) {
        return Forms.words("dispute.settled", "how").flatMap((how) => {
            const own = settlements.filter(({ row }) => row.how === how);
            if (own.length === 0) return [];
            const over = own.filter(({ row }) => !row.holds);
            const days = over.flatMap(({ row }) => row.days ?? []).sort((a, b) => a - b);
            const middle = (days[Math.floor((days.length - 1) / 2)] + days[Math.floor(days.length / 2)]) / 2;
            return [compactRow({
                how, settlements: own.length, holding: own.length - over.length, reignited: over.length,
                stirred: own.filter(({ row }) => row.stirred).length,
                median_days: days.length === 0 ? undefined : middle,
            })];
        });
    }

    /** Which issue re-ignites which; null stands for none. */
    matrix(standing, instant) {
        const codes = this.codebook.at(instant);
        const turns = standing.flatMap(({ life, step }) =>
            step.episodes.slice(1).map((episode, index) =>
                ({ dispute: life.symbol, episode, before: step.episodes[index] })));
        turns.sort((a, b) => CaseRecord.compare(a.episode.opening, b.episode.opening));
        const pairs = new Map();
        for (const turn of turns) {
            const about = codes.allStanding(turn.episode.issues);
            for (const from of this.issuesOfCauses(turn, codes, instant)) {
                for (const to of about.length === 0 ? [null] : about) Reignition.addPair(pairs, from, to, turn);
            }
        }
        const named = new Set([...pairs.values()].flatMap(({ from, to }) => [from, to]));
        named.delete(null);
        const all = [...codes.inOrder(named, "issue"), null];
        return all.flatMap((from) => all.flatMap((to) => pairs.get(`${from ?? ""} ${to ?? ""}`)?.row ?? []));
    }

    static addPair(pairs, from, to, { dispute, episode }) {
        const key = `${from ?? ""} ${to ?? ""}`;
        if (!pairs.has(key)) {
            const row = { from: from ?? "none", to: to ?? "none", count: 0, reignitions: [], disputes: [] };
            pairs.set(key, { from, to, row });
        }
        const { row } = pairs.get(key);
        row.count += 1;
        row.reignitions.push(episode.opening.id);
        if (!row.disputes.includes(dispute)) row.disputes.push(dispute);
    }

    /** The issues of what opened an episode of a dispute again; null among them where a cause is about none. */
    issuesOfCauses({ dispute, episode, before }, codes, instant) {
        const issuesOf = (subject) => (subject === dispute
            ? codes.allStanding(before.issues) : this.issuesThen(subject, episode.opening, codes, instant));
        const found = [];
        for (const cause of episode.cause) {
            let own = [];
            if (Forms.isEventID(cause)) {
                const event = this.event(cause);
                const subject = event && this.subjectOfEvent(event);
                if (event) own = subject === undefined ? this.coded(event, codes, instant) : issuesOf(subject);
            } else {
                const subject = this.subjectOf(cause);
                if (subject !== undefined) own = issuesOf(subject);
            }
            found.push(...(own.length === 0 ? [null] : own));
        }
        return found.length === 0 ? [null] : [...new Set(found)];
    }

    event(id) {
        this.byID ??= new Map(this.records.filter(({ type }) => type !== null).map((record) => [record.id, record]));
        return this.byID.get(id);
    }

    /** A dispute or a proposal that an identifier stands for, or that the decision which it stands for was made on. */
    subjectOf(symbol) {
        const isSubject = (name) => this.state.isOf(name, "dispute", "proposal");
        if (isSubject(symbol)) return symbol;
        if (!this.state.isOf(symbol, "decision")) return undefined;
        return this.state.course(symbol).filter(({ type }) => type === "decision.made").map(({ data }) => data.on)
            .find(isSubject);
    }

    /** The dispute that an event is about, or else the proposal. */
    subjectOfEvent({ type, data }) {
        const subjects = Forms.description(type).fields.flatMap(({ name, role, kinds }) => {
            const isSubject = ["defines", "course", "touches"].includes(role)
                || (role === "existing" && kinds.length === 1 && kinds[0] === "dispute");
            return isSubject ? data[name] ?? [] : [];
        });
        return subjects.find((name) => this.state.isOf(name, "dispute"))
            ?? subjects.find((name) => this.state.isOf(name, "proposal"));
    }

    /** The issues of a dispute as they were when another was re-ignited, or the issue of a proposal. */
    issuesThen(subject, opening, codes, instant) {
        const course = this.state.course(subject);
        if (this.state.isOf(subject, "dispute")) {
            const upTo = course.filter((record) => CaseRecord.compare(record, opening) <= 0);
            const { steps } = new DisputeLife(subject, upTo);
            const episodes = steps[steps.length - 1]?.episodes ?? [];
            return codes.allStanding(episodes[episodes.length - 1]?.issues ?? []);
        }
        const tabled = course.find(({ type, effect }) => type === "proposal.tabled" && effect <= instant);
        return tabled?.data.issue === undefined ? [] : [codes.standing(tabled.data.issue)];
    }

    /** The issues that an event carries as codes, or whose drivers it does. */
    coded(record, codes, instant) {
        const carried = EvidenceCodes.on(
            EvidenceCodes.isEvidence(record) ? record : { feed: record.feed, type: "memo.written", data: {} },
            this.state.codings.get(record.id) ?? [], instant);
        const counted = carried.flatMap((code) => codes.counted(code));
        return [...new Set(counted.filter((code) => codes.kind(code) === "issue"))];
    }
}
