// A field of a form: choices to tap, or a text of which what fits is offered.

import { button, element } from "./dom.js";
import { actors, codes, thingsOf } from "./names.js";
import { labelOf } from "./usage.js";
import { fitting, mention } from "./words.js";

const OFFERED = 10;
let fields = 0;

/** What a field can be filled with; null where it is words. */
function candidatesOf(field) {
    if (field.sign === "@") return actorsFor(field.name);
    if (field.sign === "#") return codesFor(field.name);
    return field.isWords ? null : thingsOf(field.name);
}

function actorsFor(name) {
    if (name === "participants") return actors().filter(({ kind }) => ["person", "participant"].includes(kind));
    const ofKind = actors().filter(({ kind }) => kind === name);
    return ofKind.length ? ofKind : actors();
}

function codesFor(name) {
    const all = codes();
    const ofKind = all.filter(({ kind }) => name.startsWith(kind));
    return ofKind.length ? ofKind : all;
}

/** A field with its label. `change` gets the list of texts whenever it changes. */
export function picker(field, isOptional, values, change) {
    fields += 1;
    const name = `field-${fields}`;
    const label = isOptional ? `${labelOf(field)} (if you like)` : labelOf(field);
    if (field.choices) return choice(label, field, values, change);
    const candidates = candidatesOf(field);
    return candidates ? offered(label, name, field, candidates, values, change) : written(label, name, values, change);
}

function choice(label, field, values, change) {
    const group = element("div", { class: "choices", role: "group", "aria-label": label });
    for (const one of field.choices) {
        group.append(button(one, () => {
            change(values[0] === one ? [] : [one]);
            values = values[0] === one ? [] : [one];
            for (const other of group.children) other.setAttribute("aria-pressed", other.textContent === values[0]);
        }, { class: "choice", "aria-pressed": String(values[0] === one) }));
    }
    return element("div", { class: "field" }, element("span", { class: "label" }, label), group);
}

function written(label, name, values, change) {
    const input = element("input", {
        id: name, autocomplete: "off", value: values[0],
        oninput: () => change([input.value.trim()].filter(Boolean)),
    });
    return element("div", { class: "field" }, element("label", { for: name, class: "label" }, label), input);
}

function placeholderOf(field, candidates) {
    if (field.isKnown) return "Search";
    return candidates.length ? "Search, or something new" : "A name";
}

function offered(label, name, field, candidates, values, change) {
    let chosen = [...values];
    const list = element("div", { class: "choices offers", role: "group", "aria-label": `${label}: known` });
    const input = element("input", {
        id: name, autocomplete: "off", autocapitalize: "off",
        placeholder: placeholderOf(field, candidates),
        oninput: () => { draw(); tellAll(); },
    });
    const written = (id) => (field.sign ? mention(field.sign, id) : id);
    const typed = () => (input.value.trim() && !field.isKnown ? written(input.value.trim()) : "");
    const tellAll = () => change(typed() && (field.isMany || !chosen.length) ? [...chosen, typed()] : chosen);
    const choose = (id) => {
        const one = written(id);
        if (chosen.includes(one)) chosen = chosen.filter((other) => other !== one);
        else chosen = field.isMany ? [...chosen, one] : [one];
        input.value = "";
        draw();
        tellAll();
        [...list.children].find((node) => node.dataset.id === id)?.focus();
    };
    const draw = () => {
        const picked = candidates.filter(({ id }) => chosen.includes(written(id)));
        const others = fitting(input.value.trim(), candidates, OFFERED)
            .filter(({ id }) => !chosen.includes(written(id)));
        list.replaceChildren(...[...picked, ...others].map(({ id, label: words, note }) => button(
            note ? `${words} · ${note}` : words, () => choose(id),
            { class: "choice", "data-id": id, "aria-pressed": String(chosen.includes(written(id))) })));
    };
    draw();
    return element("div", { class: "field" }, element("label", { for: name, class: "label" }, label), list, input);
}
