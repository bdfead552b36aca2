// The lives of proposals, sessions, codes and of people's consent, read off their events in case order. See
// Course.swift and Consents.swift in CaseModel.

/** A proposal: tabled, revised, enacted once. */
class ProposalLife {
    constructor() {
        this.tabled = null;
        this.enacted = null;
    }

    apply(record) {
        if (record.type === "proposal.tabled") {
            if (this.tabled !== null) return `The proposal was tabled already (${this.tabled.id}).`;
            this.tabled = record;
        } else if (record.type === "proposal.revised" || record.type === "proposal.enacted") {
            if (this.tabled === null) return "The proposal has not been tabled by then.";
            if (this.enacted !== null) {
                return `The proposal was enacted on ${this.enacted.event.occurred} (${this.enacted.id}).`;
            }
            if (record.type === "proposal.enacted") this.enacted = record;
        }
        return null;
    }
}

/** A session: it runs or pauses between its start and its end. Two observers may each record it. */
class SessionLife {
    constructor() {
        this.status = "none";
        this.start = null;
        this.end = null;
    }

    apply(record) {
        const isAnothers = this.start !== null && this.start.feed !== record.feed;
        switch (record.type) {
            case "session.started":
                if (this.status !== "none") return isAnothers ? null : "The session has started already.";
                this.start = record;
                this.status = "running";
                return null;
            case "session.paused":
                if (this.status !== "running") return isAnothers ? null : this.sentence("be paused");
                this.status = "paused";
                return null;
            case "session.resumed":
                if (this.status !== "paused") {
                    return isAnothers ? null : "The session is not paused at that time, so it cannot be resumed.";
                }
                this.status = "running";
                return null;
            case "session.ended":
                if (this.status === "none" || this.status === "ended") {
                    return isAnothers && this.status === "ended" ? null : this.sentence("end");
                }
                this.end = record;
                this.status = "ended";
                return null;
            default:
                return null;
        }
    }

    sentence(what) {
        switch (this.status) {
            case "none":
                return `The session has not started by that time, so it cannot ${what}.`;
            case "running":
                return `The session is running at that time, so it cannot ${what}.`;
            case "paused":
                return "The session is paused already at that time.";
            default:
                return `The session has ended before that time, so it cannot ${what}.`;
        }
    }
}

/** Somebody's consent, which can be withdrawn at any time. */
class ConsentLife {
    apply({ type, data }) {
        return type === "consent.withdrawn" && data.scope === "session" && data.session === undefined
            ? "Name the session that the consent is withdrawn for." : null;
    }
}

/** A code: defined once, renamed, merged into another. */
class CodeLife {
    constructor() {
        this.defined = null;
        /** After each event: since when, what it was called and what it had gone up in. */
        this.steps = [];
    }

    apply(record) {
        const { type, data, effect } = record;
        const before = this.steps[this.steps.length - 1] ?? { label: undefined, mergedInto: null };
        if (type === "code.defined") {
            if (this.defined !== null) return `The code "${data.code}" is defined already.`;
            this.defined = record;
        } else if (before.mergedInto !== null) {
            return `The code went up in "${before.mergedInto}" before.`;
        }
        this.steps.push({
            effect, label: type === "code.merged" ? before.label : data.label,
            mergedInto: type === "code.merged" ? data.into : before.mergedInto,
        });
        return null;
    }
}

/** What somebody has consented to, up to a place. */
class Consent {
    constructor(records) {
        this.scope = null;
        this.isOver = false;
        this.isWithdrawn = false;
        this.sessions = [];
        for (const record of records) this.apply(record);
    }

    apply({ type, data }) {
        if (type === "consent.given") {
            this.scope = data.scope;
            this.isOver = false;
        } else if (type === "consent.withdrawn" && data.scope === "session") {
            if (data.session !== undefined) this.sessions.push(data.session);
        } else if (type === "consent.withdrawn") {
            if (data.scope === "all") {
                this.scope = null;
                this.isWithdrawn = true;
            }
            this.isOver = true;
        }
    }

    covers(use) {
        return !this.isOver && (this.scope === null || this.scope.includes(use));
    }
}
