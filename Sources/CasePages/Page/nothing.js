// What stands in the place of a case of which there is nothing to draw: none of its events could be read, it could not
// even be opened, or all of it is thought away.

function makeNothing(main) {
    const section = element("section", { id: "nothing", class: "panel nothing", "aria-labelledby": "nothing-title" });
    main.append(section);
    addPart({
        drawsNothing: true,
        world: () => {
            document.body.classList.toggle("has-nothing", page.isEmpty);
            section.hidden = !page.isEmpty;
            if (page.isEmpty) section.replaceChildren(...nothingWords());
        },
    });
}

function nothingWords() {
    const { name, unread } = page.data.cases[page.caseIndex];
    const others = page.data.cases.length > 1 ? sentence("The other cases can be chosen above.") : null;
    return [
        element("h2", { id: "nothing-title" }, nothingTitle(name, unread)),
        unread.length ? element("ul", {}, unread.map((reason) => element("li", {}, reason))) : null,
        others,
    ].filter(Boolean);
}

function nothingTitle(name, unread) {
    if (unread.length) return `No event of ‘${name}’ could be read.`;
    return page.data.hypothetical?.leftOut.length ? `Every event of ‘${name}’ is thought away.`
        : `‘${name}’ holds no event.`;
}
