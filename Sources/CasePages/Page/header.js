// The head of the page: title, case, date in words, axis, share link, theme.

const AXES = [
    ["was", "As it was", "Everything recorded by now, whenever it came to be known"],
    ["known", "As known by", "Only what could be known by a second date"],
    ["recorded", "As recorded by", "Only what stood in the log by a second date"],
];

function makeHeader() {
    const top = document.getElementById("top");
    const title = element("h1", {});
    const about = element("p", { class: "about" });
    const day = element("time", { class: "day" });
    const rest = element("span", { class: "day-rest" });
    const head = element("div", { class: "titles" }, title, about);
    top.append(head, element("div", { class: "now" }, day, rest), axisSwitch(), tools());
    if (page.data.cases.length > 1) head.prepend(caseSwitch());
    sayHypothetical();
    addPart({
        drawsNothing: true,
        world: () => {
            const one = page.data.cases[page.caseIndex];
            setText(title, one.title || page.data.title);
            const opened = page.world.events.find(({ event }) => event.type === "case.opened")?.event.data ?? {};
            const people = opened.population ? `${grouped.format(opened.population)} people` : "";
            const parts = [page.data.cases.length > 1 ? page.data.title : "", people,
                counted(page.world.events.length, "event"),
                one.unread.length ? "incomplete: some of the log cannot be read" : "", othersUnread()];
            setText(about, parts.filter(Boolean).join(" · "));
            setAttribute(about, "title", one.unread.join(" ") || null);
        },
        at: () => {
            setText(day, dayWords(page.at));
            setAttribute(day, "datetime", dayText(page.at));
            setText(rest, axisWords());
        },
    });
}

/** The other cases of which nothing could be read. */
function othersUnread() {
    const names = page.data.cases.filter((one, index) => index !== page.caseIndex && isUnread(one))
        .map(({ name }) => `‘${name}’`);
    return names.length ? `${names.join(", ")} could not be read` : "";
}

function isUnread({ events, unread }) {
    return events.length === 0 && unread.length > 0;
}

function axisWords() {
    const words = [weekday(page.at)];
    if (page.axis !== "was") words.push(page.until ? `${page.axis} by ${page.until}` : `${page.axis} at any time`);
    return words.join(" · ");
}

function caseSwitch() {
    const choice = element("select", { class: "cases", "aria-label": "Case", onchange: () => changeCase(choice) });
    for (const [index, one] of page.data.cases.entries()) {
        choice.append(element("option", { value: index }, isUnread(one) ? `${one.name} (not read)` : one.name));
    }
    addPart({ drawsNothing: true, world: () => { choice.value = String(page.caseIndex); } });
    return choice;
}

/** The other case at the same date and on the same axis; the selection belongs to the old one. */
function changeCase(choice) {
    const at = page.at;
    page.selection = null;
    openCase(Number(choice.value));
    page.at = Math.min(Math.max(at, page.range.first), page.range.last);
    redraw("world");
}

function axisSwitch() {
    const group = element("div", { class: "switch", role: "radiogroup", "aria-label": "What is shown of the past" });
    const buttons = AXES.map(([axis, label, title]) => element("button", {
        type: "button", role: "radio", title, "data-axis": axis, onclick: () => chooseAxis(axis),
    }, label));
    group.append(...buttons);
    group.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const next = (AXES.findIndex(([axis]) => axis === page.axis) + step + AXES.length) % AXES.length;
        chooseAxis(AXES[next][0]);
        buttons[next].focus();
    });
    addPart({
        world: () => {
            for (const button of buttons) {
                const isChosen = button.dataset.axis === page.axis;
                setAttribute(button, "aria-checked", isChosen ? "true" : "false");
                setAttribute(button, "tabindex", isChosen ? 0 : -1);
            }
        },
    });
    return group;
}

/** Another axis begins with everything shown; what was recorded has no dates but those of its commits. */
function chooseAxis(axis) {
    if (axis !== page.axis) setAxis(axis, axis === "known" ? dayText(page.range.last) : null);
}

function tools() {
    const share = element("button", { type: "button", class: "tool", onclick: () => copyAddress(share) }, "Share");
    const theme = element("button", { type: "button", class: "tool", onclick: () => changeTheme(theme) });
    showTheme(theme);
    return element("div", { class: "tools" }, share, theme);
}

/** Copies the link; where the browser does not let a page from disk do that, shows it to be copied by hand. */
async function copyAddress(button) {
    writeAddress();
    try {
        await navigator.clipboard.writeText(location.href);
        setText(button, "Link copied");
    } catch {
        window.prompt("The link to this date and selection:", location.href);
    }
    setTimeout(() => setText(button, "Share"), 2000);
}

const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");

function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : prefersDark.matches;
}

function changeTheme(button) {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    showTheme(button);
    redraw("size");
}

function showTheme(button) {
    setText(button, isDark() ? "Light" : "Dark");
    setAttribute(button, "aria-label", isDark() ? "Change to light colours" : "Change to dark colours");
}

/** A page of what never was so says that first, and keeps saying it. */
function sayHypothetical() {
    const { hypothetical } = page.data;
    if (!hypothetical) return;
    const box = document.getElementById("hypothetical");
    const without = hypothetical.without.map((id) => element("code", {}, id));
    const count = hypothetical.leftOut.length;
    box.append(element("strong", {}, "Hypothetical. "),
        "This is the case as if ", ...without.flatMap((node, index) => (index ? [", ", node] : [node])),
        ` and whatever came of ${without.length === 1 ? "it" : "them"} had not been: `
        + `${counted(count, "event")} left out. It did not happen so.`);
    box.hidden = false;
    document.body.classList.add("is-hypothetical");
}
