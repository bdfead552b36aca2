// What is being written, kept through reloads and crashes: by case and observer, and never what was recorded already.

import { ownQueue, state, textOf } from "./state.js";

const DRAFT = "caselog-capture-draft-";

const draftKey = () => `${DRAFT}${state.case} ${state.observer}`;

/** After a crash the browser may give back an older draft, also a beginning, of what was recorded before it: such lines
 * are left out. */
export function keptDraft() {
    const { text, after } = readDraft(localStorage.getItem(draftKey()));
    const recorded = kept().filter(({ number }) => number > after).map((item) => textOf(item).trim());
    return text.split("\n").filter((line) => !recorded.some((words) => words.startsWith(line.trim()))).join("\n");
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
export function keepDraft(text) {
    if (!text) {
        localStorage.removeItem(draftKey());
        return;
    }
    const after = Math.max(0, ...kept().map(({ number }) => number));
    localStorage.setItem(draftKey(), JSON.stringify({ text, after }));
}
