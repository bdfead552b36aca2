// The keys that a session has been given: one letter that stands for a code. A state (“they are deadlocked”) goes on
// until its key is pressed again: its button is a switch.

import { arrange, button, byID, element } from "./dom.js";
import { recordText } from "./entry.js";
import { codes } from "./names.js";
import { sessionNow } from "./session.js";
import { ownQueue, state } from "./state.js";

/** The keys as the server told of them last, and as what was pressed since then has left them. */
function keysNow() {
    const { keys = [], through = 0 } = state.known ?? {};
    const since = [...state.safe.filter(({ number }) => number > through), ...ownQueue()];
    const pressed = since.filter(({ refused }) => !refused).map(({ body }) => JSON.parse(body).text);
    const turns = (key) => pressed.filter((text) => text === key).length % 2 === 1;
    return keys.map((one) => ({ ...one, isOn: one.state && one.on !== turns(one.key) }));
}

export function drawKeys() {
    const place = byID("keys");
    const keys = sessionNow() ? keysNow() : [];
    place.hidden = keys.length === 0;
    const labels = new Map(codes().map(({ id, label }) => [id, label]));
    arrange(place, keys.map((one) => {
        const label = labels.get(one.code) ?? one.code;
        return { key: one.key, says: `${label} ${one.state} ${one.isOn}`, make: () => keyButton(one, label) };
    }));
}

function keyButton({ key, code, state: isState, isOn }, label) {
    return button([
        element("span", { class: "mark-box" }, key),
        element("span", { class: "name" }, label, isState && element("small", {}, isOn ? "goes on" : "not now")),
    ], () => recordText(key), {
        class: "key-button", title: `#${code}`, "aria-pressed": isState ? String(isOn) : null,
    });
}
