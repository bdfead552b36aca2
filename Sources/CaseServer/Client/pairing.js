// Pairing this device with the server, where the server asks for it.

import { ask, Unpaired } from "./api.js";
import { button, counted, element, setText } from "./dom.js";
import { openSheet } from "./sheet.js";
import { state } from "./state.js";
import { keepSetting, setting } from "./store.js";

/** Whose entries wait first; whoever observed last, where none wait. */
async function whoseEntries() {
    return state.queue[0]?.observer || state.observer || await setting("observer").catch(() => "") || "";
}

let isShown = false;

/** The server shows a code in its terminal; whoever can read that may write. `paired` gets the name that the device has
 * from then on. */
export async function showPairing(paired) {
    if (isShown) return;
    isShown = true;
    const code = element("input", {
        id: "pair-code", autocomplete: "one-time-code", autocapitalize: "characters", spellcheck: "false",
    });
    const name = element("input", {
        id: "pair-name", autocomplete: "off", autocapitalize: "off", maxlength: 16, value: await whoseEntries(),
        oninput: () => setText(warning, warningAbout(name.value.trim())),
    });
    const warning = element("p", { class: "problem", id: "pair-warning", role: "status" });
    const note = element("p", { class: "problem", role: "alert" });
    const pair = async () => {
        try {
            const body = JSON.stringify({ code: code.value.trim(), name: name.value.trim() });
            const { name: observer } = await ask("/api/pair", { method: "POST", body });
            for (const kept of ["paired", "observer"]) await keepSetting(kept, observer).catch(() => {});
            close();
            paired(observer);
        } catch (error) {
            // Nobody is paired with a server that answers its own machine alone.
            if (error.kind === "not-here") await keepSetting("paired", null).catch(() => {});
            const isWrong = error instanceof Unpaired;
            setText(note, isWrong ? "That is not the code. The terminal of the server shows it." : error.message);
        }
    };
    const { sheet, close } = openSheet("Pair this device",
        element("p", { class: "hint" },
            "The terminal in which 'caselog serve' runs shows a code. It is good once, for ten minutes."),
        element("div", { class: "field" }, element("label", { for: "pair-code", class: "label" }, "Code"), code),
        element("div", { class: "field" },
            element("label", { for: "pair-name", class: "label" }, "Who observes"), name, warning),
        note, element("div", { class: "sheet-foot" }, button("Pair", pair, { class: "primary" })));
    sheet.addEventListener("close", () => { isShown = false; });
    code.focus();
}

/** Entries are sent in the name of whoever made them, and the server takes them only from a device of that name. */
function warningAbout(name) {
    const others = state.queue.filter(({ observer }) => observer !== name);
    if (!others.length) return "";
    const whose = others[0].observer || "another observer";
    return `${counted(others.length, "entry", "entries")} of ${whose} will wait here until this device is paired as `
        + `${whose} again, and whatever is recorded after them waits too.`;
}
