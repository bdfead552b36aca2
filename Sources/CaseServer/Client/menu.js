// The menu: colours, another case, the pages of the case, and what this device keeps.

import { button, byID, element, setText } from "./dom.js";
import { forgetDevice } from "./known.js";
import { openSheet } from "./sheet.js";
import { needsPairing, state } from "./state.js";

/** Tells in `note` why the server could not be asked to forget the device; pressed once more, the rest is forgotten. */
function forgetButton(note) {
    let isWarned = false;
    const forget = button("Forget all of it", async () => {
        const why = await forgetDevice(isWarned);
        if (why === null) return;
        isWarned = true;
        forget.textContent = "Forget it here all the same";
        setText(note, `The server still takes this device for paired: ${why}. There, `
            + "'caselog serve' has --devices and --revoke for that.");
    }, { class: "choice", disabled: state.queue.length > 0 });
    return forget;
}

export function makeMenu(leave, pair) {
    byID("menu").addEventListener("click", () => {
        const forgetNote = element("p", { class: "problem", role: "alert" });
        const themes = [["", "As the device"], ["light", "Light"], ["dark", "Dark"]];
        const { close: shut } = openSheet("Capture",
            element("p", { class: "label" }, "Colours"),
            element("div", { class: "choices" }, themes.map(([name, label]) => button(label, () => {
                localStorage.setItem("caselog-capture-theme", name);
                useTheme();
                shut();
            }, { class: "choice", "aria-pressed": String((document.documentElement.dataset.theme ?? "") === name) }))),
            element("p", { class: "label" }, "Elsewhere"),
            element("div", { class: "choices" },
                button("Another case or observer", () => {
                    shut();
                    leave();
                }, { class: "choice" }),
                needsPairing() && button("Pair this device", () => {
                    shut();
                    pair();
                }, { class: "choice" }),
                state.case && element("a", { class: "choice", href: `/cases/${encodeURIComponent(state.case)}` },
                    "The case's page"),
                element("a", { class: "choice", href: "/" }, "The study")),
            element("p", { class: "label" }, "This device"),
            element("p", { class: "hint" },
                "It keeps the names of the case, while a session runs your entries, and that it is paired.",
                state.queue.length > 0 && " While entries wait it cannot forget."),
            element("div", { class: "choices" }, forgetButton(forgetNote)), forgetNote);
    });
}

export function useTheme() {
    const theme = localStorage.getItem("caselog-capture-theme");
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
}
