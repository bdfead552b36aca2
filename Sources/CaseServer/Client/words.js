// The names in an entry, as far as this page needs to know them: to complete them, to mark buttons, to ask about what
// is new. What an entry means is the server's to say; where this differs, nothing is lost but a suggestion.

const NAME = /(?<![\p{L}\p{N}&/])([@#])(?:([\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?)|"([^"]+)"|“([^”]+)”)/gu;
const PLAIN = /^[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?$/u;

/** The names of a text: { sign, name, start, end }. */
export function namesIn(text) {
    return [...text.matchAll(NAME)].map((match) => ({
        sign: match[1], name: match[2] ?? match[3] ?? match[4], start: match.index, end: match.index + match[0].length,
    }));
}

/** A name as an entry has it: @leah, @"Leah Morris". */
export function mention(sign, name) {
    return sign + (PLAIN.test(name) ? name : `"${name}"`);
}

/** What stands before the caret and wants to be completed: { sign, typed, start, end }. */
export function unfinished(text, caret) {
    const match = /(?<![\p{L}\p{N}&/])([@#])(["“][^"”]*|[\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret));
    if (match) {
        const [, sign, typed] = match;
        return { sign, typed: typed.replace(/^["“]/, ""), start: caret - typed.length - 1, end: caret };
    }
    const form = /^!([\w-]*)$/.exec(text.slice(0, caret));
    return form && { sign: "!", typed: form[1], start: caret - form[1].length - 1, end: caret };
}

/** The text with a name put in or, where it has it, taken out. */
export function toggled(text, sign, name) {
    const found = namesIn(text).find((one) => one.sign === sign && one.name === name);
    if (!found) return `${text}${text && !/\s$/.test(text) ? " " : ""}${mention(sign, name)} `;
    const before = text.slice(0, found.start);
    return (before + text.slice(found.end).replace(/^\s/, "")).replace(/^\s+/, "");
}

/** Alike for all spellings of a name. */
export const folded = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** As `folded`, and alike for any sign or space between the words. */
export const keyOf = (words) => folded(words).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");

/** Those that fit what was typed, best first: the identifier begins so, a word of the name does, it is somewhere in
 * it. What is listed first (used last) stays first among equals. */
export function fitting(typed, candidates, most) {
    const wanted = folded(typed);
    const scored = candidates.map((candidate, place) => ({ candidate, place, score: scoreOf(wanted, candidate) }));
    scored.sort((one, other) => one.score - other.score || one.place - other.place);
    return scored.filter(({ score }) => score < 3).slice(0, most).map(({ candidate }) => candidate);
}

function scoreOf(wanted, { id, label }) {
    const words = folded(label);
    if (folded(id).startsWith(wanted)) return 0;
    if (words.split(/[\s-]+/).some((word) => word.startsWith(wanted))) return 1;
    return folded(id).includes(wanted) || words.includes(wanted) ? 2 : 3;
}
