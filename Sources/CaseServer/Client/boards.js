// Big buttons for actors and codes: a tap puts one into the entry or takes it out, a long press (or a tap with Shift,
// Ctrl or ⌘) records it at once, together with what the entry holds already.

import { arrange, byID, button, element, shape } from "./dom.js";
import { actors, codes } from "./names.js";
import { answerNew, entryText, recordEntry, recordText, setEntry, toggleMention } from "./entry.js";
import { isPressing, lastPress, pressable } from "./press.js";
import { openForms, openNew } from "./sheet.js";
import { state } from "./state.js";
import { groupsOf } from "./usage.js";
import { namesIn } from "./words.js";

const SHOWN = 40;
/** Buttons keep their places while they are being used: under the thumb nothing moves. */
const CALM = 15_000;

const ISSUE_MARKS = {
    purpose: "Pu", governance: "Go", inclusion: "In", architecture: "Ar", resources: "Re", prioritisation: "Pr",
};
const KIND_MARKS = { driver: "Dr", faultline: "Fl", strategy: "St", skill: "Sk", theme: "Th" };

const orders = { "@": [], "#": [] };

/** The buttons in their places: a new order only after a while, new ones at the end of what is in use. */
function inPlace(sign, listed) {
    const byName = new Map(listed.map((one) => [one.id, one]));
    const kept = orders[sign].filter((id) => byName.has(id));
    const isCalm = performance.now() - lastPress() > CALM && !entryText();
    const added = listed.filter(({ id }) => !kept.includes(id));
    const fresh = added.filter(({ isNew }) => isNew);
    orders[sign] = isCalm || !kept.length ? listed.map(({ id }) => id)
        : [...fresh.map(({ id }) => id), ...kept, ...added.filter(({ isNew }) => !isNew).map(({ id }) => id)];
    return orders[sign].slice(0, SHOWN).map((id) => byName.get(id));
}

export function drawBoards() {
    if (isPressing()) return;
    const held = new Set(namesIn(entryText()).map(({ sign, name }) => sign + name));
    for (const [sign, place, listed] of [["@", "actors", actors()], ["#", "codes", codes()]]) {
        const rows = inPlace(sign, listed).map((one) => ({
            key: sign + one.id, says: `${one.label} ${one.kind} ${held.has(sign + one.id)}`,
            make: () => nameButton(sign, one, held.has(sign + one.id)),
        }));
        rows.push({ key: "new", says: "", make: () => button(
            [element("span", { class: "mark-box" }, shape("other")), element("span", { class: "name" },
                sign === "@" ? "Somebody new" : "New code")],
            () => openNew(sign, (id, answer) => {
                answerNew(sign, answer);
                toggleMention(sign, id);
            }), { class: "key-button is-new" }) });
        keepingFocus(byID(place), () => arrange(byID(place), rows));
    }
    const groups = groupsOf(state.known?.forms ?? []);
    arrange(byID("forms"), groups.map((group) => ({
        key: group.label, says: group.forms.map(({ name, arguments: usage }) => name + usage).join(),
        make: () => button(group.label, () => openGroup(group), { class: "key-button form-button" }),
    })));
}

/** A button that is drawn anew keeps the focus it had. */
function keepingFocus(place, draw) {
    const key = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    draw();
    if (key) [...place.children].find((node) => node.dataset.key === key)?.focus();
}

function openGroup(group) {
    const tapped = namesIn(entryText());
    const onlyNames = tapped.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), entryText());
    openForms(group, tapped, (text, atOnce) => {
        if (!atOnce) {
            setEntry(text, true);
            return;
        }
        if (!onlyNames.trim()) setEntry("");
        recordText(text);
    });
}

function nameButton(sign, { id, label, kind }, isHeld) {
    const codeMark = ISSUE_MARKS[id] ?? KIND_MARKS[kind] ?? "#";
    const mark = sign === "@" ? shape(kind === "participant" ? "person" : kind) : codeMark;
    const node = element("button", {
        type: "button", class: "key-button", "aria-pressed": String(isHeld), "data-issue": ISSUE_MARKS[id] ? id : null,
        title: `${sign}${id} · ${kind}`,
    }, element("span", { class: "mark-box", "aria-hidden": "true" }, mark), element("span", { class: "name" }, label));
    pressable(node, {
        tap: (event) => {
            toggleMention(sign, id);
            if (event.pointerType === "mouse") byID("entry").focus();
        },
        record: () => recordEntry(sign, id),
    });
    return node;
}
