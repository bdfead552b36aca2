// Presses of buttons: a tap, or a long one. Nothing is drawn anew under a finger, so that a press lands where it began.

import { changed } from "./state.js";

const LONG_PRESS = 450;
/** A press that moves so far is no long one. */
const SLIP = 12;
/** One that moves so much further is none at all. */
const AWAY = 60;
/** So long after a finger was lifted its click may come. */
const CLICK = 400;

let last = -Infinity;
/** The press that goes on. */
let press = null;

/** When a button was pressed last. */
export const lastPress = () => last;

export const isPressing = () => press?.node.isConnected ?? false;

/** A press is over, and what waited for that is drawn. */
function letGo(ended) {
    if (press !== ended) return;
    press = null;
    changed();
}

/** Has a button do one thing when it is tapped, and another when it is pressed long, or tapped with Shift, Ctrl or
 * ⌘. */
export function pressable(node, { tap, record }) {
    let own = null;
    const stop = () => {
        clearTimeout(own?.timer);
        node.classList.remove("is-pressed");
    };
    const recordNow = () => {
        last = performance.now();
        node.classList.add("is-recorded");
        setTimeout(() => node.classList.remove("is-recorded"), 600);
        navigator.vibrate?.(20);
        record();
    };
    const recordLong = (begun) => {
        stop();
        begun.isSpent = true;
        recordNow();
    };
    node.addEventListener("pointerdown", (event) => {
        if (!event.isPrimary || event.button !== 0) return;
        stop();
        last = performance.now();
        node.classList.add("is-pressed");
        const { clientX: x, clientY: y, timeStamp: at } = event;
        const begun = { node, x, y, at, isSpent: false, mayBeLong: true };
        begun.timer = setTimeout(() => recordLong(begun), LONG_PRESS);
        press = own = begun;
        // Where something above grows meanwhile, the button is still the one that was pressed.
        node.setPointerCapture(event.pointerId);
    });
    const movedBy = ({ clientX, clientY }) => own ? Math.hypot(clientX - own.x, clientY - own.y) : 0;
    node.addEventListener("pointermove", (event) => {
        if (movedBy(event) <= SLIP) return;
        own.mayBeLong = false;
        stop();
    });
    node.addEventListener("pointerup", (event) => {
        stop();
        const ended = own;
        if (!ended) return;
        if (movedBy(event) > AWAY) ended.isSpent = true;
        // Where the page had no time to count, the end of a press comes before its timer.
        const isLong = ended.mayBeLong && event.timeStamp - ended.at >= LONG_PRESS;
        if (isLong && !ended.isSpent) recordLong(ended);
        setTimeout(() => {
            if (own === ended) own = null;
            letGo(ended);
        }, CLICK);
    });
    node.addEventListener("pointercancel", () => {
        stop();
        const ended = own;
        own = null;
        letGo(ended);
    });
    node.addEventListener("contextmenu", (event) => event.preventDefault());
    node.addEventListener("click", (event) => {
        const ended = own;
        own = null;
        if (!ended?.isSpent) {
            if (event.shiftKey || event.ctrlKey || event.metaKey) {
                recordNow();
            } else {
                last = performance.now();
                tap(event);
            }
        }
        letGo(ended);
    });
}
