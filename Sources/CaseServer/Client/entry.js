// The field in which entries are written, with what completes them, and the questions about what is new in them.

import { byID } from "./dom.js";
import { changed, ownQueue, state, textOf } from "./state.js";
import { record } from "./capture.js";
import { makeCompletion } from "./completion.js";
import { keyOf, mention, namesIn, toggled } from "./words.js";

const DRAFT = "caselog-capture-draft-";

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

/** Where the name begins that is being typed, while it is. */
export function typingAt() {
    return completion?.typing()?.start ?? null;
}

const keysIn = (text) => new Set(namesIn(text).map(({ sign, name }) => sign + keyOf(name)));

const draftKey = () => `${DRAFT}${state.case} ${state.observer}`;

export function openDraft() {
    answers.clear();
    const { text, after } = readDraft(localStorage.getItem(draftKey()));
    // After a crash the browser may give back a draft of what was recorded before it.
    const isRecorded = kept().some((item) => item.number > after && textOf(item) === text.trim());
    setEntry(isRecorded ? "" : text);
}

function readDraft(written) {
    try {
        const { text = "", after = 0 } = JSON.parse(written) ?? {};
        return { text, after };
    } catch {
        return { text: "", after: 0 };
    }
}

const kept = () => [...state.safe, ...ownQueue()];

/** With the number of the last entry before it: what is recorded of it has a higher one. */
function keepDraft(text) {
    if (!text) {
        localStorage.removeItem(draftKey());
        return;
    }
    const after = Math.max(0, ...kept().map(({ number }) => number));
    localStorage.setItem(draftKey(), JSON.stringify({ text, after }));
}

/** Records what the field holds, with this more if given. The field is free at once: the next entry may follow. */
export async function recordEntry(sign = null, name = null) {
    // A space before '!' says that it is no form: it stays.
    let text = entryText().trimEnd().replace(/^\s+(?=[^\s!])/, "");
    if (name && !keysIn(text).has(sign + keyOf(name))) text = `${text}${text && " "}${mention(sign, name)}`;
    if (!text.trim()) return;
    const given = new Map(answers);
    const mended = state.mending;
    answers.clear();
    state.mending = null;
    setEntry("");
    if (await recordText(text, { answers: answersIn(text, given), mended })) return;
    for (const [key, answer] of given) if (!answers.has(key)) answers.set(key, answer);
    if (mended && isRefused(mended.number)) state.mending = mended;
    changed();
}

/** The answers that a text needs, each under the name as it is spelt there: the server goes by that. */
function answersIn(text, given) {
    const found = new Map();
    for (const { sign, name } of namesIn(text)) {
        const answer = given.get(sign + keyOf(name));
        if (answer) found.set(sign + name, { ...answer, name });
    }
    return [...found.values()];
}

const isRefused = (number) => state.queue.some((item) => item.number === number && item.refused);

/** Records a text as it is; what could not be kept goes back to where it can be read and copied. Gives whether it was
 * kept. */
export async function recordText(text, more = {}) {
    const why = await record(text, more);
    if (why === null) return true;
    state.broken = why;
    setEntry([text, entryText()].filter(Boolean).join(" "));
    changed();
    return false;
}

function afterInput() {
    const text = entryText();
    if (state.case !== null) keepDraft(text);
    completion?.update();
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
