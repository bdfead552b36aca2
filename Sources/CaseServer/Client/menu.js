// The menu: colours, another case, the pages of the case, and what this device keeps.

import { button, byID, element } from "./dom.js";
import { forgetDevice, refresh } from "./known.js";
import { openSheet } from "./sheet.js";
import { showPairing } from "./start.js";
import { state } from "./state.js";

export function makeMenu(leave) {
    byID("menu").addEventListener("click", () => {
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
                state.link.unpaired && button("Pair this device", () => {
                    shut();
                    showPairing(refresh);
                }, { class: "choice" }),
                state.case && element("a", { class: "choice", href: `/cases/${encodeURIComponent(state.case)}` },
                    "The case's page"),
                element("a", { class: "choice", href: "/" }, "The study")),
            element("p", { class: "label" }, "This device"),
            element("p", { class: "hint" }, "It keeps the names of the case and, while a session runs, your entries.",
                state.queue.length > 0 && " While entries wait it cannot forget."),
            element("div", { class: "choices" }, button("Forget all of it", forgetDevice, {
                class: "choice", disabled: state.queue.length > 0,
            })));
    });
}

export function useTheme() {
    const theme = localStorage.getItem("caselog-capture-theme");
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
}
