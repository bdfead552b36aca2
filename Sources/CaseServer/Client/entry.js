// The field in which entries are written, with what completes them, and the questions about what is new in them.

import { byID, setText } from "./dom.js";
import { changed, state } from "./state.js";
import { record } from "./capture.js";
import { makeCompletion } from "./completion.js";
import { keepDraft, keptDraft } from "./draft.js";
import { allNamesIn, unknownIn } from "./names.js";
import { keyOf, linesOf, mention, namesIn, toggled, tooLongBy } from "./words.js";

/** Answers given about names that are new, by sign and name; they go with the entry that they were given for. */
const answers = new Map();
let completion = null;

const field = () => byID("entry");

export function entryText() {
    return field().value;
}

/** Puts a text into the field, as if it had been typed. */
export function setEntry(text, focus = false) {
    field().value = text;
    if (focus) {
        field().focus();
        field().setSelectionRange(text.length, text.length);
    }
    afterInput();
}

export function toggleMention(sign, name) {
    setEntry(toggled(entryText(), sign, name));
}

export function answerNew(sign, answer) {
    answers.set(sign + keyOf(answer.name), answer);
}

export function isAnswered(sign, name) {
    return answers.has(sign + keyOf(name));
}

/** Whether a name is still being typed. */
export function isTyping({ sign, start, end }) {
    if (sign) return completion?.typing()?.start === start;
    return document.activeElement === field() && field().selectionStart === end;
}

const keysIn = (text) => new Set(namesIn(text).map(({ sign, name }) => sign + keyOf(name)));

export function openDraft() {
    answers.clear();
    setEntry(keptDraft());
}

/** Records what the field holds, with this more if given: each line as an entry. The field is free at once: the next
 * entry may follow. What is too long stays in it, with all that stands beside it. */
export async function recordEntry(sign = null, name = null) {
    let text = entryText().trimEnd();
    if (name && !keysIn(text).has(sign + keyOf(name))) text = `${text}${text && " "}${mention(sign, name)}`;
    const lines = linesOf(text);
    if (!lines.length || lines.some((line) => tooLongBy(line) > 0)) return;
    const given = new Map(answers);
    const mended = state.mending;
    answers.clear();
    state.mending = null;
    setEntry("");
    // What is mended is one entry: lines behind the first one are entries of their own.
    const made = lines.map((line, index) => [line, { answers: answersIn(line, given), mended: index ? null : mended }]);
    if (await recordAll(made)) return;
    for (const [key, answer] of given) if (!answers.has(key)) answers.set(key, answer);
    if (mended && isRefused(mended.number)) state.mending = mended;
    changed();
}

/** The answers that a text needs, each under the name as it is spelt there: the server goes by that. */
function answersIn(text, given) {
    const found = new Map();
    for (const { sign, name } of allNamesIn(text)) {
        const answer = given.get(sign + keyOf(name));
        if (answer) found.set(sign + name, { ...answer, name });
    }
    return [...found.values()];
}

const isRefused = (number) => state.queue.some((item) => item.number === number && item.refused);

/** Records a text as it is. Gives whether it was kept. */
export function recordText(text) {
    return recordAll([[text, {}]]);
}

/** Records texts in their order, all begun at once so that none is out of sight meanwhile. What could not be kept goes
 * back to where it can be read and copied. Gives whether all were kept. */
async function recordAll(made) {
    const asked = made.map(([text, more]) => [text, { ...more, asks: asksOf(text, more.answers) }]);
    const whys = await Promise.all(asked.map(([text, more]) => record(text, more)));
    const left = made.filter((_, index) => whys[index] !== null).map(([text]) => text);
    if (!left.length) return true;
    state.broken = whys.find((why) => why !== null);
    setEntry([left.join("\n"), entryText()].filter(Boolean).join(" "));
    changed();
    return false;
}

/** What is still to be asked about a text: nothing while the server is away, for that may be long. */
function asksOf(text, given = []) {
    if (!state.link.reachable) return [];
    return unknownIn(text).filter(({ name }) => !given.some((answer) => answer.name === name))
        .map(({ sign, name, what }) => ({ sign, name, what }));
}

function afterInput() {
    const text = entryText();
    if (state.case !== null) keepDraft(text);
    completion?.update();
    const count = linesOf(text).length;
    setText(byID("record"), count > 1 ? `Record ${count}` : "Record");
    changed();
}

export function makeEntry() {
    completion = makeCompletion(field(), byID("completions"), afterInput);
    field().addEventListener("input", afterInput);
    field().addEventListener("keydown", (event) => {
        if (event.isComposing) return;
        if (event.key === "Escape" && state.mending) stopMending();
        if (event.key !== "Enter" || event.defaultPrevented) return;
        event.preventDefault();
        recordEntry();
    });
    byID("record").addEventListener("click", () => recordEntry());
    // Whoever begins to type means the entry, wherever the focus was.
    document.addEventListener("keydown", (event) => {
        const isLetter = event.key.length === 1 && event.key !== " ";
        const isPlain = isLetter && !event.ctrlKey && !event.metaKey && !event.altKey;
        const isFree = !event.target.closest("input, textarea, select, dialog");
        if (isPlain && isFree && !byID("dock").hidden) field().focus();
    });
}

/** What is mended keeps its time and its session, and the entry that it is about. */
export function mend(item, text) {
    const { session, sessionKey, of } = JSON.parse(item.body);
    state.mending = { number: item.number, made: item.made, place: { session, sessionKey }, of };
    setEntry(text, true);
}

export function stopMending() {
    state.mending = null;
    setEntry("");
}
