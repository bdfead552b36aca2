// What is asked or said under the field: what is too long, several lines, an entry that is being mended, and names that
// are new, in what is being written or in what was just recorded.

import { button, byID, element } from "./dom.js";
import { answerKept } from "./capture.js";
import { answerNew, entryText, isAnswered, isTyping, setEntry, stopMending } from "./entry.js";
import { meantBy, noteNew, renamed, unknownIn } from "./names.js";
import { awaitsAnswer } from "./sender.js";
import { NEW_ACTORS, NEW_CODES, NEW_THINGS } from "./sheet.js";
import { changed, ownQueue, state, textOf } from "./state.js";
import { whenWords } from "./times.js";
import { linesOf, mention, tooLongBy } from "./words.js";

export function drawQuestions() {
    const place = byID("questions");
    const text = entryText();
    const rows = [...recordedQuestions(), ...remarks(text)];
    for (const unknown of unknownIn(text)) {
        if (!isTyping(unknown) && !isAnswered(unknown.sign, unknown.name)) rows.push(typedQuestion(unknown));
    }
    const says = rows.map((row) => row.textContent).join("|");
    if (place.dataset.says === says) return;
    place.dataset.says = says;
    const label = place.contains(document.activeElement) ? document.activeElement.textContent : null;
    place.replaceChildren(...rows);
    if (label !== null) [...place.querySelectorAll("button")].find((one) => one.textContent === label)?.focus();
}

function remarks(text) {
    const rows = [];
    if (state.mending) {
        rows.push(element("div", { class: "question" },
            element("span", {}, `Mending the entry of ${whenWords(state.mending.made)}: it keeps its time.`),
            button("Leave it", stopMending)));
    }
    const lines = linesOf(text);
    if (lines.length > 1) {
        const words = `${lines.length} entries, one for each line. They are recorded in this order.`;
        rows.push(element("div", { class: "question" }, element("span", {}, words)));
    }
    for (const [index, line] of lines.entries()) {
        const excess = tooLongBy(line);
        if (excess <= 0) continue;
        const which = lines.length > 1 ? `Entry ${index + 1}` : "This";
        rows.push(element("div", { class: "question" }, element("span", { class: "problem" },
            `${which} is too long by ${excess.toLocaleString("en")} bytes: nothing is recorded. Shorten it, or break it `
            + "into lines: each is an entry.")));
    }
    return rows;
}

/** About a name in the entry that was recorded last: it goes in a moment, answered or not. */
function recordedQuestions() {
    const last = ownQueue().at(-1);
    const isAsked = last && !last.refused && awaitsAnswer({ ...last, isLast: true });
    return isAsked ? last.asks.map((unknown) => question(unknown, `In “${shortened(textOf(last))}” `, {
        answer: (given) => answerKept(last, unknown, given),
        mean: (id) => answerKept(last, unknown, { meant: id }),
    })) : [];
}

const shortened = (text) => (text.length > 40 ? `${text.slice(0, 38).trimEnd()}…` : text);

function typedQuestion(unknown) {
    const { sign, name } = unknown;
    return question(unknown, "", {
        answer: (given) => {
            answerNew(sign, { name, ...given });
            if (given.as === "new" && sign) noteNew(sign, { id: name, label: name, kind: given.kind });
            changed();
        },
        mean: (id) => setEntry(renamed(entryText(), unknown, id), true),
    });
}

function kindsFor({ sign, what }) {
    if (what) return NEW_THINGS[what] ?? NEW_THINGS.thing;
    return sign === "@" ? NEW_ACTORS : NEW_CODES.slice(0, 2);
}

/** One tap answers; who does not answer is not held up. */
function question(unknown, where, { answer, mean }) {
    const { sign, name } = unknown;
    const shown = sign ? mention(sign, name) : name;
    const kinds = kindsFor(unknown);
    const is = kinds.length ? "is new" : "is not known";
    return element("div", { class: "question", role: "group", "aria-label": `${shown} ${is}` },
        element("span", {}, where, element("b", {}, shown), ` ${is}:`),
        element("div", { class: "answers" },
            meantBy(unknown).map(({ id }) => button(`No: ${sign}${id}`, () => mean(id))),
            kinds.map(([kind, label]) => button(label, () => answer({ as: "new", kind }))),
            // A form cannot do without the thing that it is about.
            sign !== "" && button("Plain words", () => answer({ as: "plain" }))));
}
