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

/** More the server does not take as one entry, in bytes. */
const TEXT_SIZE_MAX = 60_000;

/** The entries of a text: each line is one. White space before one goes unless it tells words from a form or keys. */
export function linesOf(text) {
    return text.split("\n").filter((line) => line.trim())
        .map((line) => line.trimEnd().replace(/^\s+(?!!|\s|\p{L}+$)/u, ""));
}

/** By how many bytes an entry is too long; not above 0 where it is not. */
export function tooLongBy(entry) {
    return new TextEncoder().encode(entry).length - TEXT_SIZE_MAX;
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

/** Those whose identifier or name differs in a few letters from what was typed, the nearest first; then those that go
 * on as it begins. */
export function nearest(typed, candidates, most) {
    const wanted = keyOf(typed);
    const far = Math.max(1, Math.floor(wanted.length / 3));
    const scoreOf = ({ id, label }) => Math.min(...[id, label].map((words) => distance(wanted, keyOf(words), far)));
    const scored = candidates.map((candidate) => ({ candidate, score: scoreOf(candidate) }))
        .filter(({ score }) => score <= far).sort((one, other) => one.score - other.score);
    const near = scored.map(({ candidate }) => candidate);
    return [...near, ...fitting(typed, candidates, most).filter((one) => !near.includes(one))].slice(0, most);
}

/** How many letters have to be put in, taken out, changed or swapped with the next one; Infinity where that is more
 * than `most`. */
function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return Infinity;
    let [before, last] = [[], [...Array(other.length + 1).keys()]];
    for (let row = 1; row <= one.length; row += 1) {
        const next = [row];
        for (let place = 1; place <= other.length; place += 1) {
            const isSame = one[row - 1] === other[place - 1];
            next[place] = Math.min(last[place] + 1, next[place - 1] + 1, last[place - 1] + (isSame ? 0 : 1));
            const isSwapped = one[row - 1] === other[place - 2] && one[row - 2] === other[place - 1];
            if (isSwapped && row > 1) next[place] = Math.min(next[place], before[place - 2] + 1);
        }
        [before, last] = [last, next];
    }
    return last[other.length] <= most ? last[other.length] : Infinity;
}
