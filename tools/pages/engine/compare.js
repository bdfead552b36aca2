// Asks caselog and the engine of the page the same, and tells every difference.
"use strict";

const path = require("node:path");

/** Where two values first differ, in words. */
function difference(theirs, ours, place = "") {
    if (JSON.stringify(theirs) === JSON.stringify(ours)) return null;
    if (typeof theirs !== "object" || typeof ours !== "object" || theirs === null || ours === null) {
        return `${place}: caselog says ${JSON.stringify(theirs)}, the page ${JSON.stringify(ours)}`;
    }
    if (Array.isArray(theirs) && Array.isArray(ours) && theirs.length !== ours.length) {
        const known = new Set(ours.map((row) => JSON.stringify(row)));
        const others = new Set(theirs.map((row) => JSON.stringify(row)));
        const [missing] = theirs.filter((row) => !known.has(JSON.stringify(row)));
        const [extra] = ours.filter((row) => !others.has(JSON.stringify(row)));
        return `${place}: caselog has ${theirs.length}, the page ${ours.length}; only caselog has `
            + `${JSON.stringify(missing)}; only the page has ${JSON.stringify(extra)}`;
    }
    for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
        const found = difference(theirs[key], ours[key], `${place}/${key}`);
        if (found !== null) return found;
    }
    return `${place}: the keys stand in another order, ${Object.keys(theirs)} and ${Object.keys(ours)}`;
}

/** Asks both, and tells what is different. */
function compare(program, folder, model, question, view) {
    const times = Object.entries(question).flatMap(([axis, date]) => [`--${axis}`, date]);
    if (Object.values(question).some((date) => model.constructor.parseTime(date) === null)) {
        return areBothRefusing(program, folder, view, times);
    }
    const theirs = JSON.parse(program.run("show", folder, view, ...times, "--json"));
    for (const key of ["case", "view", "at", "known", "recorded", "incomplete"]) delete theirs[key];
    const { known, recorded } = question;
    const at = question.at === undefined ? null : model.constructor.parseTime(question.at).latest;
    const ours = JSON.parse(JSON.stringify(model.world({ known, recorded }).at(at)[view]()));
    const found = difference(theirs, ours);
    if (found !== null) console.log(`DIFFERENT  ${[path.basename(folder), view, ...times].join(" ")}\n    ${found}`);
    return found === null;
}

/** The spans that hold at an instant, the end of time where it is null. */
function holding(spans, at) {
    return spans.filter(({ from, to }) => (at === null ? to === null : from <= at && (to === null || at < to)));
}

/** What is drawn over all time must be, at any date, what the views have there. */
function checkDrawing(world, at, question) {
    const moment = world.at(at);
    const facts = (of, ...kinds) => holding(of, at).filter(({ kind }) => kinds.includes(kind)).map(({ row }) => row);
    const governance = moment.governance();
    const lanes = world.lanes.map(({ id, spans, stirred }) => ({
        id, state: holding(spans, at)[0]?.state,
        stirred_by: new Set(holding(stirred.map(({ at: from, until: to, event }) => ({ from, to, event })), at)
            .map(({ event }) => event)),
    })).filter(({ state }) => state !== undefined);
    const disputes = moment.disputes().disputes;
    const drawn = {
        organisations: facts(world.governanceFacts, "organisation"), bodies: facts(world.governanceFacts, "body"),
        memberships: facts(world.governanceFacts, "membership"), roles: facts(world.governanceFacts, "role"),
        accountability: facts(world.governanceFacts, "accountability"),
        authority: facts(world.governanceFacts, "authority"), influence: facts(world.governanceFacts, "influence"),
        offsets: facts(world.stakeFacts, "offset"), stakes: facts(world.stakeFacts, "stake").map(({ id }) => id).sort(),
        lanes: lanes.map(({ id, state, stirred_by: by }) => ({ id, state, stirred_by: by.size })),
    };
    const ledger = moment.ledger();
    const shown = {
        ...governance, offsets: ledger.offsets,
        stakes: ledger.actors.flatMap(({ stakes }) => stakes).map(({ id }) => id).sort(),
        lanes: disputes.map(({ id, state, stirred_by: by }) => ({ id, state, stirred_by: by.length })),
    };
    const areStirred = disputes.every(({ id, stirred_by: by }) =>
        by.every((event) => lanes.find((lane) => lane.id === id).stirred_by.has(event)));
    const found = difference(shown, Object.fromEntries(Object.keys(shown).map((key) => [key, drawn[key]])))
        ?? (areStirred ? null : "/lanes: others stir than the view has");
    if (found !== null) console.log(`DRAWN OTHERWISE  ${JSON.stringify(question)}\n    ${found}`);
    return found === null;
}

/** Whether caselog knows no more than the page what a date means. */
function areBothRefusing(program, folder, view, times) {
    try {
        program.run("show", folder, view, ...times, "--json");
    } catch (refusal) {
        return true;
    }
    console.log(`DIFFERENT  ${[path.basename(folder), view, ...times].join(" ")}\n    Only the page refuses a date.`);
    return false;
}

module.exports = { compare, checkDrawing, difference };
