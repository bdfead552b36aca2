// Colours by issue. They differ in hue as the commonly colour-blind see it and in lightness as grey print shows it;
// the values are in page.css (light and dark), here are their names and what stands beside colour: a mark of letters.

const ISSUES = ["purpose", "governance", "inclusion", "architecture", "resources", "prioritisation"];
const ISSUE_MARKS = {
    purpose: "Pu", governance: "Go", inclusion: "In", architecture: "Ar", resources: "Re", prioritisation: "Pr",
};

/** The colour's name of an issue; issues that a case defined itself share one. */
function issueColour(issue) {
    return ISSUES.includes(issue) ? issue : "other";
}

function issueMark(issue) {
    return (Object.hasOwn(ISSUE_MARKS, issue) && ISSUE_MARKS[issue]) || (issue ? issue.slice(0, 2) : "–");
}

function colourOf(issue) {
    return `var(--${issueColour(issue)})`;
}

/** The outline of what is filled with an issue's colour: the lightest would fade into the ground without. */
function edgeOf(issue) {
    return `color-mix(in srgb, ${colourOf(issue)} 62%, var(--ink))`;
}

const STATES = ["open", "deadlocked", "suspended", "settled"];

/** The patterns that lanes, ledger and legends fill with: hatching for deadlock and offsets, dots for suspension. */
function patternDefinitions() {
    const definitions = drawing("defs");
    for (const name of [...ISSUES, "other", "gain", "loss"]) {
        const colour = `var(--${name})`;
        definitions.append(
            drawing("pattern", pattern(`hatch-${name}`, 6, "rotate(45)"),
                drawing("rect", { width: 6, height: 6, fill: "var(--ground)" }),
                drawing("rect", { width: 3, height: 6, fill: colour })),
            drawing("pattern", pattern(`dots-${name}`, 5, ""),
                drawing("rect", { width: 5, height: 5, fill: "var(--ground)" }),
                drawing("circle", { cx: 2.5, cy: 2.5, r: 1.4, fill: colour })),
        );
    }
    return drawing("svg", { class: "patterns", width: 0, height: 0, "aria-hidden": "true" }, definitions);
}

function pattern(id, size, transform) {
    return { id, width: size, height: size, patternUnits: "userSpaceOnUse", patternTransform: transform };
}

/** What fills a bar of an issue in a state. */
function stateFill(state, issue) {
    const name = issueColour(issue);
    if (state === "deadlocked") return `url(#hatch-${name})`;
    if (state === "suspended") return `url(#dots-${name})`;
    return `var(--${name})`;
}

/** A small picture of a state, for legends and labels. */
function stateIcon(state, issue = "other") {
    const isThin = state === "settled";
    return drawing("svg", { class: "icon", viewBox: "0 0 22 12", width: 22, height: 12, "aria-hidden": "true" },
        drawing("rect", {
            x: 1, y: isThin ? 4.5 : 1, width: 20, height: isThin ? 3 : 10, rx: 1,
            fill: stateFill(state, issue), stroke: edgeOf(issue),
        }));
}

/** A button with an issue's colour and mark. */
function issueChip(issue, name, choose) {
    return element("button", { type: "button", class: "chip", "data-issue": issueColour(issue), onclick: choose },
        element("span", { class: "chip-mark", "aria-hidden": "true" }, issueMark(issue)), name);
}
