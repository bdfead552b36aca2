// Opens the page: reads what it carries, makes its parts, follows the address.

function makeParts() {
    const main = document.getElementById("main");
    const side = document.getElementById("side");
    document.body.append(patternDefinitions());
    main.replaceChildren();
    makeHeader();
    makeNothing(main);
    makeAxis(main);
    makeLanes(main);
    makeMap(main);
    makeLedger(main);
    makeTables(main);
    makeDetails(side);
    makeEvents(side);
    makeLiveRegion();
}

/** Says the date and what changed, once the playhead has come to rest. */
function makeLiveRegion() {
    const live = document.getElementById("live");
    let said = null;
    addPart({
        rest: () => {
            const key = `${page.at} ${page.selection} ${page.until}`;
            if (said === null || said === key) {
                said = key;
                return;
            }
            said = key;
            setText(live, `${dayWords(page.at)}. ${dayNews()}`);
        },
    });
}

/** What happened on the playhead's day, in a sentence or a number. */
function dayNews() {
    const { events } = page.world;
    const happenedBy = (instant) => indexAfter(events.length, (index) => events[index].at, instant);
    const [first, last] = [happenedBy(page.at - DAY), happenedBy(page.at)];
    if (first === last) return "No event on this day.";
    const words = events.slice(first, Math.min(last, first + 2))
        .map(({ index }) => page.world.sentence(index).slice(0, 160));
    return `${counted(last - first, "event")}: ${words.join("; ")}${last - first > 2 ? "; and more" : ""}.`;
}

function followChanges() {
    let width = 0;
    new ResizeObserver(([entry]) => {
        if (Math.abs(entry.contentRect.width - width) < 1) return;
        width = entry.contentRect.width;
        redraw("size");
    }).observe(document.getElementById("main"));
    prefersDark.addEventListener("change", () => redraw("size"));
    window.addEventListener("hashchange", () => { if (location.hash !== addressNow()) readAddress(); });
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && page.selection !== null) select(page.selection);
    });
    window.addEventListener("beforeprint", printWhole);
}

/** On paper nothing can be scrolled or waited for: every part is drawn. */
function printWhole() {
    for (const part of page.parts) drawPart(Object.assign(part, { waits: part.waits.add("at").add("select") }));
}

/** A view as `caselog show --json` gives it, for tests and for the curious. */
function showView(view, { at = null, known = null, recorded = null, case: name = null } = {}) {
    const index = name === null ? page.caseIndex : page.data.cases.findIndex((one) => one.name === name);
    openModel(index);
    const world = page.models.get(index).world({ known, recorded });
    return world.at(at === null ? null : CaseModel.parseTime(at).latest)[view]();
}

async function openPage() {
    page.data = await PageData.read();
    document.title = harmless(page.data.hypothetical ? `Hypothetical: ${page.data.title}` : page.data.title);
    // Without an address a study opens with the first case of which there is something to see.
    page.caseIndex = Math.max(0, page.data.cases.findIndex(({ events }) => events.length > 0));
    readAddress();
    makeParts();
    followChanges();
    redraw("world");
}

window.caselogPage = {
    show: showView,
    ready: openPage().catch((error) => {
        document.getElementById("opening")?.replaceChildren(`The page could not be opened: ${error.message}`);
        throw error;
    }),
};
