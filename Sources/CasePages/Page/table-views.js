// What each of the further views shows, in the words of its keys.

const TABLES = [
    ["issues", "Issues", drawIssues],
    ["strategies", "Strategies", drawStrategies],
    ["reignition", "Re-ignition", drawReignition],
    ["engagement", "Engagement", drawEngagement],
    ["fieldwork", "Fieldwork", drawFieldwork],
    ["anomalies", "Anomalies", drawAnomalies],
];

function drawIssues({ issues, uncoded = [] }) {
    const some = issues.filter((one) => one.disputes.length || one.observations || one.excerpts || one.memos);
    if (!some.length) return [sentence("No dispute or evidence is coded to an issue by this date.")];
    const most = Math.max(1, ...some.map((one) => one.disputes.length));
    const drivers = some.flatMap((one) => one.drivers.map((driver) => ({ ...driver, issue: one.issue })))
        .filter((one) => one.disputes.length || one.observations || one.excerpts);
    return [
        table("Issues: disputes and evidence", some, [
            ["Issue", (one) => issueChip(one.issue, page.wording.label(one.issue), () => select(`code:${one.issue}`))],
            ["Disputes", (one) => meter(one.disputes.length, most, colourOf(one.issue))],
            ...STATES.map((state) => [capitalised(state), (one) => one.states?.[state] ?? 0]),
            ["Re-ignited", (one) => one.reignited], ["Stirred", (one) => one.stirred],
            ["Observations", (one) => one.observations],
            ["Excerpts", (one) => one.excerpts], ["Memos", (one) => one.memos],
        ]),
        table("What drives them", drivers, [
            ["Driver", (one) => link(one.driver, one.label)], ["Issue", (one) => page.wording.label(one.issue)],
            ["Disputes", (one) => links(one.disputes)], ["Observations", (one) => one.observations],
            ["Excerpts", (one) => one.excerpts],
        ]),
        uncoded.length ? element("p", {}, "Without an issue: ", linked(uncoded), ".") : null,
    ];
}

function drawStrategies({ strategies, faultlines = [], skills = [] }) {
    const used = strategies.filter((one) => one.uses);
    if (!used.length) return [sentence("No strategy is recorded by this date.")];
    const most = Math.max(...used.map((one) => one.uses));
    const followed = (one) => Object.entries(one.followed ?? {}).filter(([, count]) => count)
        .map(([turn, count]) => `${turn} ${count}`).join(", ");
    return [
        table("Strategies, and what came next (not: what came of them)", used, [
            ["Strategy", (one) => link(one.strategy, one.label)],
            ["Fault-line", (one) => page.wording.label(one.faultline ?? "")],
            ["Uses", (one) => meter(one.uses, most)], ["By", (one) => links(one.by)],
            ["Disputes", (one) => links(one.disputes)], ["Then", followed],
        ]),
        table("Fault-lines", faultlines.filter((one) => one.uses), [
            ["Fault-line", (one) => link(one.faultline)], ["Uses", (one) => one.uses],
            ["Disputes", (one) => links(one.disputes)],
        ]),
        table("Skills", skills.filter((one) => one.uses), [
            ["Skill", (one) => link(one.skill, one.label)], ["Uses", (one) => one.uses],
            ["Strategies", (one) => links(one.strategies)],
        ]),
    ];
}

function drawReignition({ matrix, settlements = [], means = [] }) {
    if (!matrix.length && !settlements.length) return [sentence("No dispute was settled or re-ignited by this date.")];
    return [
        matrix.length ? drawMatrix(matrix) : sentence("No dispute was re-ignited by this date."),
        table("How settlements were made, and whether they held", means, [
            ["Means", (one) => capitalised(spaced(one.how))], ["Settlements", (one) => one.settlements],
            ["Hold", (one) => one.holding], ["Re-ignited", (one) => one.reignited], ["Stirred", (one) => one.stirred],
            ["Median days", (one) => one.median_days],
        ]),
        table("Settlements", settlements, [
            ["Dispute", (one) => link(one.dispute)], ["Episode", (one) => one.episode],
            ["Settled", (one) => dateLink(one.settled_by, markedDate(one.settled, one))],
            ["By", (one) => spaced(one.how)], ["Until", (one) => dateLink(one.ended_by, one.until)],
            ["Days", (one) => one.days], ["Holds", (one) => (one.holds ? "yes" : "no")],
        ]),
    ];
}

/** Which issue re-ignites which, as a square: from the rows to the columns, darker for more. */
function drawMatrix(matrix) {
    const names = [...new Set(matrix.flatMap((one) => [one.from, one.to]))];
    names.sort((one, other) => (ISSUES.indexOf(one) + 99) % 99 - (ISSUES.indexOf(other) + 99) % 99);
    const most = Math.max(...matrix.map((one) => one.count));
    const cell = (from, to) => {
        const found = matrix.find((one) => one.from === from && one.to === to);
        if (!found) return element("td", { class: "number none" }, "·");
        const level = Math.ceil((found.count / most) * 4);
        const id = found.reignitions?.[0] ?? found.disputes[0];
        const words = { "aria-label": `${from} re-ignites ${to}: ${found.count}` };
        return element("td", { class: `number level-${level}` },
            selectionLink(`${kindOf(id)}:${id}`, String(found.count), words));
    };
    const label = (name) => (name === "none" ? "none" : page.wording.label(name));
    return element("div", { class: "table-box" }, element("table", { class: "matrix" },
        element("caption", {}, "Which issue (row) re-ignites which (column)"),
        element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "from / to"),
            names.map((name) => element("th", { scope: "col", class: "number" }, label(name))))),
        element("tbody", {}, names.map((from) => element("tr", {}, element("th", { scope: "row" }, label(from)),
            names.map((to) => cell(from, to)))))));
}

function drawEngagement({ sectors, questions = [], silent = [], accountability = {} }) {
    if (!sectors.length) return [sentence("No actor of a sector is known by this date.")];
    const heard = (one) => dateLink(one.last_event, one.last_heard);
    const columns = [
        ["Actors", (one) => counts(one.actors)], ["Took part", (one) => counts(one.took_part)],
        ["Spoke", (one) => counts(one.spoke)], ["Decided", (one) => counts(one.decided)],
    ];
    const unclear = accountability.unclear ?? [];
    return [
        silent.length ? element("p", { class: "warning" }, "Never heard: ", silent.map(spaced).join(", "), ".") : null,
        table("Sectors", sectors, [["Sector", (one) => capitalised(spaced(one.sector))], ...columns,
            ["Absent", (one) => counts(one.absent)], ["Last heard", heard]]),
        table("Were they heard?", questions, [["Who", (one) => capitalised(spaced(one.question))], ...columns,
            ["Last heard", heard]]),
        table("Accountability that is unclear or disputed", unclear, [
            ["From", (one) => link(one.from)], ["To", (one) => link(one.to)], ["For", (one) => one.for],
        ]),
    ];
}

/** A count as it is, or the length of a list. */
function counts(value) {
    return Array.isArray(value) ? value.length : value;
}

function drawFieldwork({ totals, sectors, kinds, titles, documents, approvals, participants }) {
    const tiles = Object.entries(totals).filter(([, value]) => value).map(([key, value]) => {
        const isTime = key === "minutes";
        return element("div", { class: "tile" },
            element("b", {}, isTime ? `${Math.round(value / 60)} h` : grouped.format(value)),
            isTime ? "in sessions" : key);
    });
    if (!tiles.length) return [sentence("No fieldwork is recorded by this date.")];
    const most = Math.max(1, ...sectors.map((one) => one.participants));
    return [
        element("div", { class: "tiles" }, tiles),
        table("Participants by sector", sectors, [
            ["Sector", (one) => capitalised(spaced(one.sector))],
            ["Participants", (one) => meter(one.participants, most)],
            ["Interviewed", (one) => one.interviewed],
        ]),
        table("Sessions by kind", kinds, [
            ["Kind", (one) => capitalised(spaced(one.kind))], ["Sessions", (one) => one.sessions],
            ["Minutes", (one) => one.minutes], ["Participants", (one) => one.participants],
        ]),
        table("Titles", titles, [["Title", (one) => one.title], ["Participants", (one) => one.participants],
            ["Interviewed", (one) => one.interviewed]], 20),
        table("Participants", participants, [
            ["Participant", (one) => link(one.id, one.id)], ["Title", (one) => one.title],
            ["Sector", (one) => spaced(one.sector)], ["Sessions", (one) => counts(one.sessions)],
            ["Excerpts", (one) => counts(one.excerpts)], ["Consent", (one) => one.consent?.join(", ")],
        ], 40),
        table("Documents", documents, [
            ["Document", (one) => link(one.id, one.title)],
            ["Kind", (one) => one.kind], ["Published", (one) => one.published],
        ], 20),
        table("Approvals", approvals, [
            ["By", (one) => one.by], ["Scope", (one) => one.scope], ["Granted", (one) => one.granted],
        ]),
    ];
}

function drawAnomalies(view) {
    const anomalies = view.anomalies ?? [];
    if (!anomalies.length) return [sentence("Everything recorded by this date fits together.")];
    return [table("What does not fit together", anomalies, [
        ["Event", (one) => link(one.event)], ["Occurred", (one) => one.occurred],
        ["What", (one) => one.message],
    ])];
}
