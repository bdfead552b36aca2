// What is asked or said under the field: an entry that is being mended, and names that are new.

import { button, byID, element } from "./dom.js";
import { answerNew, entryText, isAnswered, setEntry, stopMending, typingAt } from "./entry.js";
import { actors, codes, noteNew, unknownIn } from "./names.js";
import { NEW_ACTORS, NEW_CODES } from "./sheet.js";
import { changed, state } from "./state.js";
import { whenWords } from "./times.js";
import { fitting, mention } from "./words.js";

export function drawQuestions() {
    const place = byID("questions");
    const rows = [];
    if (state.mending) {
        rows.push(element("div", { class: "question" },
            element("span", {}, `Mending the entry of ${whenWords(state.mending.made)}: it keeps its time.`),
            button("Leave it", stopMending)));
    }
    const text = entryText();
    for (const unknown of unknownIn(text)) {
        if (typingAt() !== unknown.start && !isAnswered(unknown.sign, unknown.name)) rows.push(question(unknown));
    }
    const says = rows.map((row) => row.textContent).join("|");
    if (place.dataset.says === says) return;
    place.dataset.says = says;
    place.replaceChildren(...rows);
}

/** One tap answers; who does not answer is not held up. */
function question({ sign, name }) {
    const shown = mention(sign, name);
    const kinds = sign === "@" ? NEW_ACTORS : NEW_CODES.slice(0, 2);
    const answer = (given) => {
        answerNew(sign, { name, ...given });
        if (given.as === "new") noteNew(sign, { id: name, label: name, kind: given.kind });
        changed();
    };
    const meant = fitting(name.slice(0, 3), sign === "@" ? actors() : codes(), 2);
    return element("div", { class: "question", role: "group", "aria-label": `${shown} is new` },
        element("span", {}, element("b", {}, shown), " is new:"),
        element("div", { class: "answers" },
            kinds.map(([kind, label]) => button(label, () => answer({ as: "new", kind }))),
            button("Plain words", () => answer({ as: "plain" })),
            meant.map(({ id }) => button(`No: ${sign}${id}`, () => {
                setEntry(entryText().replace(shown, mention(sign, id)), true);
            }))));
}
