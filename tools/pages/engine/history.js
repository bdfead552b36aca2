// Random histories: of every type of event, on few identifiers, so that they contradict each other.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const { readPage } = require("./page");
const { randomNumbers } = require("./random");

/** Makes lines of events of every type, whose fields are filled at random by their shapes and roles. */
class RandomHistory {
    constructor({ Vocabulary, Forms }, codebook, random) {
        this.vocabulary = Vocabulary;
        this.forms = Forms;
        this.random = random;
        this.codes = codebook;
        this.types = Object.keys(Vocabulary.types);
        /** The ids that the events have, of both feeds. */
        this.ids = [];
    }

    pick(list) {
        return list[this.random(list.length)];
    }

    identifier(kind) {
        const kinds = { actor: "x", person: "p", participant: "p", organisation: "o", group: "g", body: "b" };
        return `${kinds[kind] ?? kind.slice(0, 3)}${this.random(kind === "stake" || kind === "decision" ? 6 : 3)}`;
    }

    date() {
        const [year, month, day] = [2018 + this.random(3), 1 + this.random(12), 1 + this.random(28)];
        const text = (number) => String(number).padStart(2, "0");
        const plain = `${year}-${text(month)}-${text(day)}`;
        switch (this.random(12)) {
            case 0: return `${year}`;
            case 1: return `${year}-${text(month)}`;
            case 2: return `${year}-${21 + this.random(4)}`;
            case 3: return `${plain}~`;
            case 4: return `../${plain}`;
            case 5: return `${year}/${year + 1}-06`;
            case 6: return `${plain}T${text(this.random(24))}:30${this.pick(["", "Z", "+02:00"])}`;
            default: return plain;
        }
    }

    event() {
        return this.ids.length === 0 || this.random(15) === 0 ? "nobody-00000000/7" : this.pick(this.ids);
    }

    named({ role, kinds }) {
        if (role === "perceiver" && this.random(2) === 0) return "researcher";
        if (role === "perceiver") return this.identifier(this.pick(["person", "organisation", "body"]));
        if (role === "code" || role === "courseOfCode" || role === "definesCode") {
            const own = { code: `code${this.random(3)}`, kind: kinds[0] };
            const fitting = this.codes.filter(({ kind }) => kinds.length === 0 || kind === kinds[0]);
            return this.pick([...fitting.slice(0, 4), own]).code;
        }
        if (role === "plain") return `role${this.random(2)}`;
        const all = ["organisation", "body", "dispute", "proposal", "decision", "stake", "offset", "session"];
        const kind = kinds[0] === "anything" || this.random(40) === 0 ? this.pick(all) : this.pick(kinds);
        return this.identifier(kind);
    }

    value(field, shape) {
        const element = shape ?? field.shape;
        if (element.endsWith("[]")) {
            const count = 1 + this.random(3);
            const values = Array.from({ length: count }, () => this.value(field, element.slice(0, -2)));
            return values.every((value) => typeof value === "string") ? [...new Set(values)] : values;
        }
        if (element.startsWith("word:")) return this.pick(this.vocabulary.words[element.slice(5)]);
        switch (element) {
            case "slug": return this.named(field);
            case "text": return this.pick(["alpha", "Beta — “ë”", "a \"quoted\" one", "zeta", "\u{1F33E}"]);
            case "words": return this.pick(["in words", "other words"]);
            case "flag": return this.random(2) === 0;
            case "integer:1-3": return 1 + this.random(3);
            case "date": return this.date();
            case "event": return this.event();
            case "reference": return this.random(3) === 0 ? this.event() : this.named(field);
            case "map": return { [this.pick(["ods", "ons"])]: this.pick(["a", "b"]), z: "1" };
            case "object:decision.made/tally": return { for: this.random(9), unit: "votes" };
            default: return this.random(200);
        }
    }

    fill(fields, isNeeded) {
        const data = {};
        for (const field of fields) {
            if (field.shape === "changes" || !isNeeded(field)) continue;
            data[field.name] = this.value(field);
        }
        return data;
    }

    /** @param lines the lines so far, to correct. */
    line(lines) {
        const busy = ["dispute.settled", "dispute.reignited", "dispute.raised", "dispute.held", "position.taken",
            "stake.perceived", "stake.revised", "offset.offered", "offset.accepted", "offset.broken", "decision.made",
            "membership.began", "membership.ended", "organisation.merged", "event.corrected", "event.retracted"];
        const type = this.pick(this.random(2) === 0 ? busy : this.types.slice(1));
        const { fields } = this.forms.description(type);
        const data = this.fill(fields, ({ isRequired }) => isRequired || this.random(2) === 0);
        const line = { type, occurred: this.date() };
        if (this.random(3) === 0) line.learnt = this.date();
        if (this.random(3) === 0) line.because = [this.event()];
        if (this.random(4) === 0) line.sources = [this.identifier("session")];
        if (type === "event.corrected") this.fillCorrection(data, lines);
        const names = Object.keys(data).filter((name) => !["event", "cleared", "reason"].includes(name));
        if (this.random(4) === 0 && type !== "event.corrected" && names.length > 0) {
            line.reconstructed = [...new Set(["occurred", this.pick(names)])];
        }
        return { ...line, data };
    }

    fillCorrection(data, lines) {
        delete data.cleared;
        const target = this.random(5) === 0 ? null : lines[this.ids.indexOf(data.event)];
        if (!target || target.type.startsWith("event.")) return;
        // With private words, which a case then has from there on, there would be less to compare.
        const fields = this.forms.description(target.type).fields.filter(({ name }) => name !== "privacy");
        const changes = this.fill(fields, () => this.random(3) === 0);
        if (Object.keys(changes).length > 0) data.data = changes;
        const optional = fields.filter(({ isRequired, name }) => !isRequired && changes[name] === undefined);
        if (optional.length > 0 && this.random(3) === 0) data.cleared = [this.pick(optional).name];
    }
}

/** Makes a case of a random history in a folder, by two people in turns; lines that are refused even so are left out.
 */
function makeHistory(program, engine, number, scratch) {
    const folder = path.join(scratch, `history-${number}.caselog`);
    program.runAs("ann", "new", folder, "--title", "A history", "--privacy", "open", "--by", "ann");
    const { codebook } = readPage(program, engine, folder, scratch);
    const history = new RandomHistory(engine, codebook, randomNumbers(number * 7919));
    const lines = [];
    const take = () => {
        lines.length = 0;
        for (const line of program.run("events", folder, "--json").trim().split("\n")) lines.push(JSON.parse(line));
        history.ids = lines.map(({ id }) => id);
    };
    for (let turn = 0; turn < 8; turn += 1) {
        take();
        const file = path.join(scratch, "turn.jsonl");
        let chosen = Array.from({ length: 40 }, () => JSON.stringify(history.line(lines)));
        for (let isTaken = false; !isTaken && chosen.length > 0;) {
            fs.writeFileSync(file, `${chosen.join("\n")}\n`);
            try {
                program.runAs(turn % 2 === 0 ? "ann" : "ben", "import", folder, file, "--anyway");
                isTaken = true;
            } catch (refusal) {
                const bad = new Set([...refusal.message.matchAll(/[Ll]ine (\d+)/g)].map(([, at]) => Number(at)));
                if (bad.size === 0) throw refusal;
                chosen = chosen.filter((_, at) => !bad.has(at + 1));
            }
        }
    }
    return folder;
}

module.exports = { makeHistory };
