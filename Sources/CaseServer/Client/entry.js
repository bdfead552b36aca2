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

export function openDraft() {
    answers.clear();
    const draft = localStorage.getItem(DRAFT + state.case) ?? "";
    // After a crash the browser may give back a draft of what was recorded before it.
    const isRecorded = [...state.safe, ...ownQueue()].some((item) => textOf(item).startsWith(draft.trim()));
    setEntry(isRecorded ? "" : draft);
}

/** Records what the field holds, with this more if given. The field is free at once: the next entry may follow. */
export async function recordEntry(sign = null, name = null) {
    // A space before '!' says that it is no form: it stays.
    let text = entryText().trimEnd().replace(/^\s+(?=[^\s!])/, "");
    if (name && !keysIn(text).has(sign + keyOf(name))) text = `${text}${text && " "}${mention(sign, name)}`;
    if (!text.trim()) return;
    const held = keysIn(text);
    const given = [...answers].filter(([key]) => held.has(key)).map(([, answer]) => answer);
    answers.clear();
    setEntry("");
    await recordText(text, given);
}

/** What could not be kept goes back to where it can be read and copied. */
export async function recordText(text, given = []) {
    const why = await record(text, given);
    if (why === null) return;
    state.broken = why;
    setEntry([text, entryText()].filter(Boolean).join(" "));
    changed();
}

function afterInput() {
    const text = entryText();
    if (text) localStorage.setItem(DRAFT + state.case, text);
    else localStorage.removeItem(DRAFT + state.case);
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

export function mend(item, text) {
    state.mending = { number: item.number, made: item.made };
    setEntry(text, true);
}

export function stopMending() {
    state.mending = null;
    setEntry("");
}
