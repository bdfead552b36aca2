// Sheets: a quick form to fill in, somebody or something new.

import { button, element, setText } from "./dom.js";
import { picker } from "./picker.js";
import { composed, fieldsOf, labelOf, missing, partsOf } from "./usage.js";
import { noteNew } from "./names.js";
import { mention } from "./words.js";

/** A dialog with a heading; gives it and what closes it. */
export function openSheet(heading, ...content) {
    const close = () => sheet.close();
    const sheet = element("dialog", { class: "sheet", "aria-labelledby": "sheet-heading", onclose: () => {
        sheet.remove();
        focusAgain(document.activeElement);
    } },
        element("header", { class: "sheet-head" }, element("h2", { id: "sheet-heading" }, heading),
            button("Close", close, { class: "tool quiet" })),
        element("div", { class: "sheet-body" }, content));
    document.body.append(sheet);
    sheet.showModal();
    sheet.querySelector(".sheet-body :is(button, input, a)")?.focus();
    return { sheet, close };
}

/** Chromium gives a field its focus back after a dialog, but not always its caret: what is typed then goes nowhere. */
function focusAgain(field) {
    if (!field?.matches("input, textarea")) return;
    field.blur();
    field.focus();
}

/** The forms of a group. `actors` are those tapped already; `take` gets the text and whether to record it at once. */
export function openForms(group, given, take) {
    const body = element("div", { class: "form" });
    const { close } = openSheet(group.label, body);
    const show = (form) => body.replaceChildren(...formNodes(group, form, given, show, (text, atOnce) => {
        close();
        take(text, atOnce);
    }));
    show(group.forms[0]);
    body.querySelector("button, input")?.focus();
}

const nameWords = (name) => name.replace(/-/g, " ").replace(/^./, (letter) => letter.toUpperCase());

function formNodes(group, form, given, show, take) {
    const parts = partsOf(form);
    const values = new Map();
    prefill(parts, given, values);
    const preview = element("output", { class: "preview" });
    const lacks = element("p", { class: "hint" });
    const record = button("Record", () => take(composed(form.name, parts, values), true), { class: "primary" });
    const draw = () => {
        const open = missing(parts, values);
        setText(preview, composed(form.name, parts, new Map([...values, ...open.map((field) => [field, ["…"]])])));
        const left = open.map((field) => labelOf(field).toLowerCase());
        setText(lacks, left.length ? `Still open: ${left.join(", ")}.` : "");
        record.disabled = left.length > 0;
    };
    const fields = fieldsOf(parts).map(({ field, isOptional }) => picker(field, isOptional, values.get(field) ?? [],
        (texts) => {
            values.set(field, texts);
            draw();
        }));
    draw();
    return [
        group.forms.length > 1 && formSwitch(group, form, show),
        element("p", { class: "hint" }, `${form.help.split(/[;.]/)[0]}.`),
        ...fields,
        element("div", { class: "sheet-foot" }, preview, lacks,
            button("Into the entry", () => take(composed(form.name, parts, values), false)), record),
    ].filter(Boolean);
}

/** Names tapped before the form was opened go into the first fields that take them. */
function prefill(parts, given, values) {
    for (const { field } of fieldsOf(parts)) {
        const fitting = given.filter(({ sign }) => sign === field.sign).map(({ sign, name }) => mention(sign, name));
        const isFirst = ![...values.keys()].some((other) => other.sign === field.sign);
        if (field.sign && fitting.length && isFirst) values.set(field, field.isMany ? fitting : fitting.slice(0, 1));
    }
}

function formSwitch(group, chosen, show) {
    return element("div", { class: "choices forms", role: "group", "aria-label": "Which" }, group.forms.map((form) =>
        button(nameWords(form.name), () => {
            show(form);
            document.querySelector('.forms [aria-pressed="true"]')?.focus();
        }, { class: "choice", "aria-pressed": String(form === chosen) })));
}

export const NEW_ACTORS = [["person", "Person"], ["organisation", "Organisation"], ["group", "Group"]];
/** What can be made known by a form that names it, by the kind of field. */
export const NEW_THINGS = {
    dispute: [["dispute", "Raise it now"]],
    thing: [["proposal", "A proposal"], ["dispute", "A dispute"]],
    offset: [],
};
export const NEW_CODES = [["theme", "Theme"], ["strategy", "Strategy"], ["driver", "Driver"], ["skill", "Skill"]];

/** Somebody, or a code, that the case does not know. `take` gets the name and the answer about it for the server, which
 * makes the identifier: in a case with privacy that says nothing of the name. */
export function openNew(sign, take) {
    const kinds = sign === "@" ? NEW_ACTORS : NEW_CODES;
    const name = element("input", { id: "new-name", autocomplete: "off", required: true, maxlength: 200 });
    const finish = (kind) => {
        const words = name.value.trim().replace(/["“”]/g, "");
        if (!words) {
            name.focus();
            return;
        }
        close();
        noteNew(sign, { id: words, label: words, kind });
        take(words, { name: words, as: "new", kind, title: words });
    };
    const { close } = openSheet(sign === "@" ? "Somebody new" : "A new code",
        element("div", { class: "field" },
            element("label", { for: "new-name", class: "label" }, sign === "@" ? "Name or role" : "Label"), name),
        element("p", { class: "label" }, "Add as"),
        element("div", { class: "choices" }, kinds.map(([kind, label]) =>
            button(label, () => finish(kind), { class: "choice" }))));
    name.focus();
}
