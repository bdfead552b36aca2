// Completion of @, # and ! under the field: with Tab or the arrow keys, or by a tap.

import { byID, element, setText } from "./dom.js";
import { state } from "./state.js";
import { actors, codes } from "./names.js";
import { fitting, mention, unfinished } from "./words.js";

const OFFERED = 7;

function candidatesFor(sign) {
    if (sign === "@") return actors();
    if (sign === "#") return codes();
    return (state.known?.forms ?? []).map(({ name, help }) => ({ id: name, label: help }));
}

/** Completes in `field`, into `list`; `after` is called when it has changed the text. */
export function makeCompletion(field, list, after) {
    let offers = [];
    let active = -1;
    let span = null;

    const take = (index) => {
        const { sign, start, end } = span;
        const text = field.value;
        const put = `${sign === "!" ? `!${offers[index].id}` : mention(sign, offers[index].id)} `;
        field.value = text.slice(0, start) + put + text.slice(end).replace(/^ /, "");
        field.focus();
        field.setSelectionRange(start + put.length, start + put.length);
        after();
    };

    const option = ({ id, label }, index) => element("li", {
        id: `completion-${index}`, role: "option", class: "completion", "aria-selected": "false",
        // The field keeps the focus, and with it a tablet's keyboard stays.
        onpointerdown: (event) => event.preventDefault(), onclick: () => take(index),
    }, element("b", {}, span.sign + id), span.sign === "!" || label === id ? "" : element("span", {}, label));

    const draw = () => {
        list.hidden = offers.length === 0;
        byID("hints").hidden = offers.length > 0;
        list.replaceChildren(...offers.map(option));
        field.removeAttribute("aria-activedescendant");
        field.setAttribute("aria-expanded", String(offers.length > 0));
        if (!offers.length) return;
        const count = offers.length === 1 ? "1 suggestion" : `${offers.length} suggestions`;
        setText(byID("said"), `${count}, first ${said(offers[0])}. Tab takes it, the arrow keys choose.`);
    };

    const said = ({ id, label }) => span.sign + (span.sign === "!" || label === id ? id : `${id}, ${label}`);

    const close = () => {
        offers = [];
        active = -1;
        draw();
    };

    const step = (by) => {
        active = (active + by + offers.length) % offers.length;
        for (const [index, node] of [...list.children].entries()) node.setAttribute("aria-selected", index === active);
        list.children[active].scrollIntoView({ block: "nearest", inline: "nearest" });
        field.setAttribute("aria-activedescendant", `completion-${active}`);
        setText(byID("said"), `${said(offers[active])}, ${active + 1} of ${offers.length}.`);
    };

    field.addEventListener("keydown", (event) => {
        if (!offers.length || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
        const isStep = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (isStep) step(isStep === -1 && active < 0 ? 0 : isStep);
        else if (event.key === "Tab" && !event.shiftKey) take(Math.max(0, active));
        else if (event.key === "Enter" && active >= 0) take(active);
        else if (event.key === "Escape") close();
        else return;
        event.preventDefault();
    });
    field.addEventListener("blur", () => { if (offers.length) close(); });
    field.addEventListener("click", () => update());

    function update() {
        span = document.activeElement === field ? unfinished(field.value, field.selectionStart) : null;
        offers = span ? fitting(span.typed, candidatesFor(span.sign), OFFERED) : [];
        // A name that is written out needs no more completing.
        if (offers.length === 1 && offers[0].id === span.typed) offers = [];
        active = -1;
        draw();
    }

    return { update, typing: () => (span && document.activeElement === field ? span : null) };
}
