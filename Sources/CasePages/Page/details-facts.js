// An actor or a role in full: where it belongs, what it holds, whom it answers to, how it is seen, what it wins
// and loses.

function actorDetails(id) {
    const { governance, ledger: seen, disputes } = {
        governance: viewNow("governance"), ledger: viewNow("ledger"), disputes: viewNow("disputes"),
    };
    const self = [...governance.organisations, ...governance.bodies].find((one) => one.id === id);
    const event = page.eventsByID.get(page.wording.defined.get(id))?.event;
    const told = self ?? event?.data ?? {};
    const stakes = seen?.actors.find((one) => one.id === id)?.stakes ?? [];
    const parties = disputes?.disputes.filter((one) => one.parties.includes(id)) ?? [];
    const pairs = (rows, node) => rows.flatMap((row, index) => [index ? "; " : "", node(row)].flat());
    return {
        title: self?.name ?? page.wording.name(id),
        nodes: [
            self || !["organisation", "body"].includes(kindOf(id)) ? null : sentence("Not there at this date."),
            facts([
                ["Identifier", [element("code", {}, id), marked(self)].filter(Boolean)],
                ["Sector", told.sector && spaced(told.sector)], ["Kind", told.kind && spaced(told.kind)],
                ["Statutory", told.statutory === undefined ? null : told.statutory ? "yes" : "no"],
                ["Codes", Object.entries(told.identifiers ?? {}).map(([key, value]) => `${key} ${value}`).join(", ")],
                ["Under", told.parent ? [link(told.parent)] : told.organisation ? [link(told.organisation)] : null],
                ["Since", self?.since], ["Until", self?.until],
                ["Member of", pairs(governance.memberships.filter((one) => one.member === id),
                    (one) => memberNodes(one, one.of))],
                ["Members", membersNodes(governance.memberships.filter((one) => one.of === id))],
                ["Roles held", pairs(governance.roles.filter((one) => one.holder === id),
                    (one) => [`${one.title ?? spaced(one.role)} at `, link(one.at)])],
                ["Roles here", pairs(governance.roles.filter((one) => one.at === id),
                    (one) => [`${one.title ?? spaced(one.role)}: `, link(one.holder)])],
                ["Accountable to", pairs(governance.accountability.filter((one) => one.from === id),
                    (one) => [link(one.to), accountabilityWords(one)])],
                ["Holds to account", pairs(governance.accountability.filter((one) => one.to === id),
                    (one) => [link(one.from), accountabilityWords(one)])],
                ["Authority", pairs(governance.authority.filter((one) => one.on === id),
                    (one) => [`${one.basis}${one.over ? ` over ${one.over}` : ""}`])],
                ["Seen as", pairs(governance.influence.filter((one) => one.actor === id), influenceNodes)],
                ["Gains and losses", pairs(stakes, (one) => [
                    link(one.id, `${one.direction} of ${spaced(one.dimension)}`),
                    " as seen by ", link(one.by), marked(one)].filter(Boolean))],
                ["Party to", linked(parties.map((one) => one.id))],
                ["First event", event ? [link(event.id)] : null],
            ]),
        ],
    };
}

function memberNodes(membership, other) {
    const capacity = typeof membership.capacity === "string" ? ` as ${membership.capacity}` : "";
    return [link(other), capacity, marked(membership)].filter(Boolean);
}

/** A system may have hundreds of members: the first are named, all are among the events. */
function membersNodes(memberships) {
    const shown = memberships.slice(0, 60);
    const rest = memberships.length - shown.length;
    const nodes = linked(shown.map((one) => one.member));
    return rest > 0 ? [...nodes, ` and ${rest} more`] : nodes;
}

function accountabilityWords({ kind, for: what, clarity }) {
    return ` (${[kind, clarity, what && `for ${what}`].filter(Boolean).join(", ")})`;
}

function influenceNodes(one) {
    const words = [one.standing, one.arena && `in ${one.arena}`, one.basis?.length && `for ${one.basis.join(", ")}`];
    return [link(one.event, words.filter(Boolean).join(" ")),
        " by ", one.by === "researcher" ? "the researcher" : link(one.by),
        marked(one)].filter(Boolean);
}

function roleDetails(key) {
    const [role, place] = key.split("@");
    const held = page.world.governanceFacts.filter((fact) => fact.kind === "role" && fact.row.role === role
        && fact.row.at === place);
    return {
        title: held[0]?.row.title ?? capitalised(spaced(role)), key: "role",
        nodes: [
            facts([["Role", element("code", {}, role)], ["At", place ? [link(place)] : null]]),
            heading("Held by"),
            element("ol", { class: "episodes" }, held.map(({ event, ended, row }) => element("li", {},
                link(row.holder), " from ",
                link(event, row.since), ended ? [" to ", link(ended, row.until)] : null,
                row.style ? `, ${row.style}` : "", row.tenure ? `, ${spaced(row.tenure)}` : "", marked(row)))),
        ],
    };
}
