// Quick forms: the server says how each is written ("@actor … on THING [: meaning]"), and from that come the fields to
// fill in and the text that they make. The grammar itself is not known here.

const LITERALS = new Set([
    "on", "because", "by", "in", "for", "to", "from", "if", "with", "how", "as", "at", "against", "despite", "of",
    "about", "between", "over", "and", "or", ":", "=", "->", "→", "—", "-", ",",
]);

/** The parts of a form's arguments: { literal }, { field } or { optional: parts }. */
export function partsOf(usage) {
    const tokens = usage.match(/\[|\]|…|\.\.\.|"[^"]*"|[^\s[\]…"]+/g) ?? [];
    const root = [];
    const open = [root];
    for (const token of tokens) {
        const parts = open.at(-1);
        if (token === "[") {
            const optional = [];
            parts.push({ optional });
            open.push(optional);
        } else if (token === "]") {
            if (open.length > 1) open.pop();
        } else if (token === "…" || token === "...") {
            const field = lastField(parts);
            if (field) field.isMany = true;
        } else if (LITERALS.has(token)) {
            parts.push({ literal: token });
        } else {
            parts.push({ field: fieldOf(token) });
        }
    }
    return root;
}

function lastField(parts) {
    const last = parts.at(-1);
    return last?.optional ? lastField(last.optional) : last?.field;
}

function fieldOf(token) {
    const sign = /^[@#!]/.exec(token)?.[0] ?? "";
    const isQuoted = token.startsWith('"');
    const bare = token.replace(/^[@#!"<]+|[">]+$/g, "");
    if (!sign && !isQuoted && bare.includes("|")) return { name: "", sign, choices: bare.split("|"), isMany: false };
    const name = bare.toLowerCase().replace(/[-_|]/g, " ");
    return { name: name || "words", sign, isQuoted, isMany: false, choices: null };
}

export function fieldsOf(parts, isOptional = false) {
    return parts.flatMap((part) => {
        if (part.optional) return fieldsOf(part.optional, true);
        return part.field ? [{ field: part.field, isOptional }] : [];
    });
}

/** The text that the values make; `values` maps fields to lists of text. An optional part without one is left out. */
export function composed(name, parts, values) {
    return [`!${name}`, ...wordsOf(parts, values)].join(" ");
}

function wordsOf(parts, values) {
    return parts.flatMap((part) => {
        if (part.literal) return [part.literal];
        if (part.field) return written(part.field, values.get(part.field) ?? []);
        const isFilled = fieldsOf(part.optional).some(({ field }) => values.get(field)?.length);
        return isFilled ? wordsOf(part.optional, values) : [];
    });
}

function written(field, texts) {
    if (field.isQuoted) return texts.map((text) => `"${text.replace(/"/g, "”")}"`);
    return texts.map((text) => (field.sign && !text.startsWith(field.sign) ? field.sign + text : text));
}

/** The required fields that nothing was given for. */
export function missing(parts, values) {
    return fieldsOf(parts).filter(({ field, isOptional }) => !isOptional && !values.get(field)?.length)
        .map(({ field }) => field);
}

/** Forms that belong together stand behind one button; those that no group names come under "More". */
const GROUPS = [
    ["Position", ["oppose", "support", "ambivalent", "withhold", "conditional"]],
    ["Gain, loss", ["gain", "loss", "neither"]],
    ["Dispute", ["dispute", "settle", "reignite", "held", "join", "deadlock", "suspend", "resume-dispute"]],
    ["Strategy", ["strategy"]],
    ["Excerpt", ["excerpt"]],
    ["Attendance", ["attend"]],
    ["Decision", ["propose", "decide"]],
    ["Offset", ["offer", "accept", "decline", "keep", "break"]],
];
/** These have buttons of their own, or mean nothing here. */
const ELSEWHERE = new Set(["pause", "resume", "end", "undo", "key", "help", "new"]);

export function groupsOf(forms) {
    const left = new Map(forms.filter(({ name }) => !ELSEWHERE.has(name)).map((form) => [form.name, form]));
    const groups = GROUPS.map(([label, names]) => {
        const found = names.filter((name) => left.has(name)).map((name) => left.get(name));
        for (const { name } of found) left.delete(name);
        return { label, forms: found };
    });
    groups.push({ label: "More", forms: [...left.values()] });
    return groups.filter(({ forms: found }) => found.length);
}
