// Where the keys go: whoever has chosen a case, or begun a session, finds the focus where the next thing is done.

import { byID } from "./dom.js";

let shown = null;
let isByKeys = false;

const FIRST = { choose: "#observer:not([hidden]), #cases button", start: "#session-name", dock: "#entry" };

export function watchFocus() {
    document.addEventListener("keydown", () => { isByKeys = true; }, true);
    document.addEventListener("pointerdown", () => { isByKeys = false; }, true);
}

/** Puts the focus into what is shown anew, unless it is somewhere. On a touch screen that would bring up a keyboard
 * that nobody has asked for. */
export function settleFocus() {
    const part = ["dock", "start", "choose"].find((id) => byID(id).checkVisibility());
    if (part === shown) return;
    shown = part;
    const isPlain = isByKeys || !matchMedia("(pointer: coarse)").matches;
    const { activeElement: focused } = document;
    const isFree = !focused || focused === document.body || !focused.checkVisibility();
    if (!part || !isPlain || !isFree || document.querySelector("dialog[open]")) return;
    document.querySelector(FIRST[part])?.focus();
}
