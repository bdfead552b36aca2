// The names in an entry, as far as this page needs to know them: to complete them, to mark buttons, to ask about what
// is new. What an entry means is the server's to say; where this differs, nothing is lost but a suggestion.

const NAME = /(^|[\s("'“‘,;:])([@#])([\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?)/gu;

/** The names of a text: { sign, name, start, end }. */
export function namesIn(text) {
    return [...text.matchAll(NAME)].map((match) => {
        const start = match.index + match[1].length;
        return { sign: match[2], name: match[3], start, end: start + 1 + match[3].length };
    });
}

/** What stands before the caret and wants to be completed: { sign, typed, start, end }. */
export function unfinished(text, caret) {
    const match = /(^|[\s("'“‘,;:])([@#])([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret));
    if (match) return { sign: match[2], typed: match[3], start: caret - match[3].length - 1, end: caret };
    const form = /^\s*!([\w-]*)$/.exec(text.slice(0, caret));
    return form && { sign: "!", typed: form[1], start: caret - form[1].length - 1, end: caret };
}

/** The text with a name put in or, where it has it, taken out. */
export function toggled(text, mention) {
    const found = namesIn(text).find(({ start, end }) => text.slice(start, end) === mention);
    if (!found) return text && !/\s$/.test(text) ? `${text} ${mention} ` : `${text}${mention} `;
    const before = text.slice(0, found.start);
    return (before + text.slice(found.end).replace(/^\s/, "")).replace(/^\s+/, "");
}

/** An identifier as the vocabulary wants it, made of words. */
export function slug(words) {
    const plain = words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
    return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 64).replace(/-$/, "");
}

const folded = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Those that fit what was typed, best first: the identifier begins so, a word of the name does, it is somewhere in
 * it. What is listed first (used last) stays first among equals. */
export function fitting(typed, candidates, most) {
    const wanted = folded(typed);
    const scored = candidates.map((candidate, place) => ({ candidate, place, score: scoreOf(wanted, candidate) }));
    return scored.filter(({ score }) => score < 3).sort((one, other) => one.score - other.score || one.place - other.place)
        .slice(0, most).map(({ candidate }) => candidate);
}

function scoreOf(wanted, { id, label }) {
    const words = folded(label);
    if (id.startsWith(wanted)) return 0;
    if (words.split(/[\s-]+/).some((word) => word.startsWith(wanted))) return 1;
    return id.includes(wanted) || words.includes(wanted) ? 2 : 3;
}
