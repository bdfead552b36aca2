// What does not fit together: references to nothing, uses of words that consent does not cover, corrections that do not
// apply, and what contradicts the course of what it is about. See Examination, ReferenceVisitor, Consents and
// ContradictionSearch in CaseModel.

/** Everything odd in a world, in case order. */
class Anomalies {
    constructor(world) {
        this.world = world;
        this.state = world.state;
        this.references = new References(world);
        this.found = [];
        for (const record of world.logged) this.examine(record);
        for (const record of world.ineffective) {
            const { event } = record.data;
            this.add(record, "contradiction",
                `What it would make of ${event} is no event of its type, so it changes nothing.`);
        }
        this.addContradictions();
        this.found.sort((a, b) =>
            CaseRecord.compare(a.record, b.record) || (a.row.message < b.row.message ? -1 : 1));
    }

    at(instant) {
        const counts = ({ record }) => record.isAmendment || record.effect <= instant;
        return { anomalies: this.found.filter(counts).map(({ row }) => row) };
    }

    add(record, kind, message) {
        const { id, type, occurred } = record.event;
        this.found.push({ record, row: { event: id, type, occurred, kind, message } });
    }

    contradict(record, message) {
        if (message !== null) this.add(record, "contradiction", message);
    }

    examine(record) {
        if (record.type === null || record.known > this.world.known) return;
        for (const { kind, message } of this.references.objections(record)) this.add(record, kind, message);
        this.contradict(record, record.isAmendment ? this.problemOfAmendment(record) : this.useWithoutConsent(record));
    }

    /** Why a correction or a retraction does nothing. */
    problemOfAmendment(record) {
        const { amendments } = this.world;
        const target = record.data.event;
        if (record.type === "event.retracted") return target === record.id ? "An event cannot retract itself." : null;
        if (amendments.ids.has(target)) {
            return `${target} is itself a correction or a retraction; retract it and write another.`;
        }
        const active = amendments.activeBelow(target);
        const isRetracted = amendments.naming(target).some((other) =>
            other.type === "event.retracted" && active.has(other.id)
            && (other.feed !== record.feed || other.order < record.order));
        return isRetracted ? `${target} is retracted.` : null;
    }

    /** Why an event makes a use of a participant's words that their consent does not cover. */
    useWithoutConsent(record) {
        const { type, data } = record;
        if (type === "excerpt.recorded") {
            if (data.speaker === undefined) return null;
            return this.objectionToUse(data.speaker, data.verbatim === true ? ["quote"] : ["record", "quote"], record);
        }
        if (type !== "observation.noted") return null;
        for (const actor of data.by ?? []) {
            const objection = this.objectionToUse(actor, ["observe"], record);
            if (objection !== null) return objection;
        }
        return null;
    }

    objectionToUse(actor, uses, record) {
        if (!this.state.isOf(actor, "person", "participant")) return null;
        const before = this.state.course(actor).filter((other) => CaseRecord.compare(other, record) <= 0);
        const consent = new Consent(before);
        const session = consent.sessions.find((withdrawn) => (record.event.sources ?? []).includes(withdrawn));
        if (session !== undefined) {
            return `"${actor}" has withdrawn consent for ${session}. Nothing of what they said there is recorded.`;
        }
        if (consent.isOver) {
            return `"${actor}" has withdrawn consent by then. Nothing of what they say is recorded any more.`;
        }
        if (uses.some((use) => consent.covers(use))) return null;
        const advice = uses[0] === "quote"
            ? "Put it in other words, without `verbatim`, or record their" : "Record their";
        const given = (consent.scope ?? []).join(", ");
        return `"${actor}" has consented to ${given} by then, and not to ${uses[0]}. ${advice} consent to it first `
            + "(consent.given).";
    }
}

/** What the references of events ask of the case, and what speaks against them. */
class References {
    constructor(world) {
        this.state = world.state;
        this.codebook = world.codebook;
        this.feedSizes = new Map();
        for (const { feed, sequence } of world.logged) {
            this.feedSizes.set(feed, Math.max(this.feedSizes.get(feed) ?? 0, sequence));
        }
        this.feeds = world.feeds;
        this.leftOut = world.leftOut;
    }

    static demands = ["course", "touches", "existing", "perceiver", "courseOfCode", "code", "events", "coded"];

    objections(record) {
        const found = [];
        const look = (field, value) => {
            if (value === undefined || !References.demands.includes(field.role)) return;
            for (const name of field.isList ? value : [value]) {
                const objection = this.objection(name, field, record);
                if (objection !== null) found.push(objection);
            }
        };
        for (const field of Forms.context()) look(field, record.event[field.name]);
        for (const field of Forms.description(record.type).fields) look(field, record.data[field.name]);
        return found;
    }

    objection(name, field, record) {
        if (field.role === "perceiver" && name === "researcher") return null;
        const objection = (kind, message) => ({ kind, message: `${field.name}: ${message}` });
        if (field.role === "code" || field.role === "courseOfCode") return this.objectionToCode(name, field, objection);
        const isEventField = field.role === "events" || field.role === "coded";
        if (isEventField || (field.shape.startsWith("reference") && Forms.isEventID(name))) {
            if (this.exists(name) && name !== record.id) return null;
            const where = name === record.id ? " before it" : "";
            return objection("unknown", `There is no event ${name} in the case${where}.`);
        }
        const kinds = field.role === "perceiver" ? References.actor : field.kinds;
        const isAnything = kinds[0] === "anything";
        const definitions = this.state.definitions.get(name);
        if (definitions !== undefined) {
            if (isAnything || definitions.some(({ kind }) => kinds.includes(kind))) return null;
            return objection("wrong-kind",
                `"${name}" is ${References.inWords(definitions[0].kind)}; it must be ${References.allInWords(kinds)}.`);
        }
        const wanted = isAnything ? "such thing" : References.isActor(kinds) ? "actor" : kinds.join(" or ");
        return objection("unknown", `The case knows no ${wanted} "${name}".`);
    }

    objectionToCode(name, { kinds }, objection) {
        const known = this.kindOfCode(name);
        if (known === null) return objection("unknown", `The codebook has no ${kinds[0] ?? "code"} "${name}".`);
        if (kinds.length === 0 || kinds[0] === known) return null;
        return objection("wrong-kind",
            `The code "${name}" is of kind ${known}; here it must be of kind ${kinds[0]}.`);
    }

    /** The kind of a code that is built in or was defined, at whatever date. */
    kindOfCode(name) {
        const builtIn = this.codebook.get(name);
        if (builtIn !== undefined) return builtIn.kind;
        return this.state.codes.get(name)?.find(({ type }) => type === "code.defined")?.data.kind ?? null;
    }

    /** Whether an event of this id is in the log. */
    exists(id) {
        if (this.leftOut.has(id)) return true;
        const slash = id.lastIndexOf("/");
        const feed = this.feeds.get(id.slice(0, slash));
        return feed !== undefined && Number(id.slice(slash + 1)) <= (this.feedSizes.get(feed) ?? 0);
    }

    static actor = ["person", "participant", "organisation", "group", "body"];

    static isActor(kinds) {
        return kinds.length === References.actor.length && kinds.every((kind) => References.actor.includes(kind));
    }

    static inWords(kind) {
        return `${["approval", "organisation", "offset"].includes(kind) ? "an" : "a"} ${kind}`;
    }

    static allInWords(kinds) {
        if (References.isActor(kinds)) return "an actor (a participant, person, organisation, group or body)";
        return kinds[0] === "anything" ? "something known to the case" : kinds.map(References.inWords).join(" or ");
    }
}
