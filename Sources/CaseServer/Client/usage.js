// Quick forms: the server says how each is written ("@actor … on THING [: meaning]"), and from that come the fields
// to fill in and the text that they make. The grammar itself is not known here.

/** Words that announce what comes after them, and stay as they are. */
const MARKERS = new Set([
    "on", "by", "for", "to", "at", "between", "towards", "without", "despite", "because", "with", "from", "in", "of",
]);

export const isMarker = (word) => MARKERS.has(word);

/** The parts of a form: { marker }, { field } or { optional: parts }. Choices that only its help lists ("HOW is vote,
 * directive.") are taken from there. */
export function partsOf({ arguments: usage, help }) {
    const tokens = usage.match(/\[|\]|…|"[^"]*"|[^\s[\]…"]+/g) ?? [];
    const root = [];
    const open = [root];
    while (tokens.length) {
        const token = tokens.shift();
        const parts = open.at(-1);
        if (token === "[") {
            const optional = [];
            parts.push({ optional });
            open.push(optional);
        } else if (token === "]") {
            if (open.length > 1) open.pop();
        } else if (token === "…") {
            const field = lastField(parts);
            if (field) field.isMany = true;
        } else if (token === ":") {
            const end = tokens.indexOf("]");
            const name = tokens.splice(0, end < 0 ? tokens.length : end).join(" ");
            parts.push({ field: { name, sign: "", isMany: false, choices: null, isWords: true } });
        } else if (MARKERS.has(token)) {
            parts.push({ marker: token });
        } else {
            parts.push({ field: { ...fieldOf(token, help), marker: parts.at(-1)?.marker ?? "" } });
        }
    }
    return root;
}

function lastField(parts) {
    const last = parts.at(-1);
    return last?.optional ? lastField(last.optional) : last?.field;
}

function fieldOf(token, help) {
    const sign = /^[@#]/.exec(token)?.[0] ?? "";
    const bare = token.replace(/^[@#"]|"$/g, "");
    const isWords = ["TEXT", "TITLE", "WORDS", "CONDITION"].includes(bare);
    const name = /^https?:/.test(bare) ? "link" : bare.toLowerCase().replace(/-/g, " ");
    if (!sign && bare.includes("|")) return { name: "", sign, choices: bare.split("|"), isMany: false };
    return { name, sign, isMany: false, choices: sign ? null : choicesIn(help, bare), isWords };
}

/** What a field is called: with the word before it, which tells it from others of its kind. */
export function labelOf({ name, marker = "", choices }) {
    const plain = name === "n" ? "event" : name || choicesWords(choices ?? ["which"]);
    const words = `${marker} ${plain}`.trim();
    return words[0].toUpperCase() + words.slice(1);
}

function choicesWords(choices) {
    if (choices.length > 3) return `${choices.slice(0, 2).join(", ")} …`;
    return [choices.slice(0, -1).join(", "), choices.at(-1)].filter(Boolean).join(" or ");
}

function choicesIn(help, name) {
    if (!/^[A-Z]+$/.test(name)) return null;
    return new RegExp(`\\b${name} is ((?:[a-z-]+, )+[a-z-]+)(?=[.;]|$)`).exec(help ?? "")?.[1].split(", ") ?? null;
}

export function fieldsOf(parts, isOptional = false) {
    return parts.flatMap((part) => {
        if (part.optional) return fieldsOf(part.optional, true);
        return part.field ? [{ field: part.field, isOptional }] : [];
    });
}

/** The text that the values make; `values` maps fields to lists of text. An optional part without one is left out, and
 * words stand last, behind a colon where anything stands before them. */
export function composed(name, parts, values) {
    const words = fieldsOf(parts).filter(({ field }) => field.isWords).flatMap(({ field }) => values.get(field) ?? []);
    const pieces = [`!${name}`, ...piecesOf(parts, values)];
    if (!words.length) return pieces.join(" ");
    return [...pieces, ...(pieces.length > 1 ? [":"] : []), words.join(" ")].join(" ");
}

function piecesOf(parts, values) {
    return parts.flatMap((part) => {
        if (part.marker) return [part.marker];
        if (part.field) return part.field.isWords ? [] : (values.get(part.field) ?? []);
        const isFilled = fieldsOf(part.optional).some(({ field }) => values.get(field)?.length);
        return isFilled ? piecesOf(part.optional, values) : [];
    });
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
    ["Dispute", ["dispute", "settle", "reignite", "held", "join", "leave", "deadlock", "suspend", "resume-dispute"]],
    ["Strategy", ["strategy"]],
    ["Excerpt", ["excerpt"]],
    ["Attendance", ["attend"]],
    ["Decision", ["propose", "decide"]],
    ["Offset", ["offer", "accept", "decline", "keep", "break"]],
];
/** These have buttons of their own. */
const ELSEWHERE = new Set(["pause", "resume", "end", "undo", "fix", "new", "key", "help"]);

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
