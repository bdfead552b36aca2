// Checks one case: what its page carries, and what the engine makes of that.
"use strict";

const path = require("node:path");

const { compare, checkDrawing, difference } = require("./compare");
const { readPage } = require("./page");
const { randomNumbers, randomQuestion } = require("./random");

/** A stored value beside what the page has of it: of a private text it may have anything, and the order of keys does
 * not matter. */
function plain(stored, carried) {
    if (typeof stored !== "object" || stored === null) return stored;
    if (Array.isArray(stored)) return stored.map((element, index) => plain(element, carried?.[index]));
    if (typeof stored.private?.subject === "string" && typeof stored.private.box === "string") return carried;
    return Object.fromEntries(Object.keys(stored).sort().map((key) => [key, plain(stored[key], carried?.[key])]));
}

/** Whether the page carries the events that are stored. */
function checkEvents(name, stored, carried) {
    const lines = stored.map((line, index) => plain(line, carried[index]));
    const found = difference(lines, carried.map((event) => plain(event, event)));
    if (found !== null) console.log(`CARRIED OTHERWISE  ${name}\n    ${found}`);
    return found === null;
}

/** @param options `rounds`, `seed` and `views`.
 * @returns whether all is the same. */
function check(folder, program, engine, options, scratch) {
    const name = path.basename(folder);
    const stored = program.run("events", folder, "--json").trim().split("\n").map((line) => JSON.parse(line));
    const { codebook, cases: [one] } = readPage(program, engine, folder, scratch);
    let [asked, different] = [1, checkEvents(name, stored, one.events) ? 0 : 1];
    const model = engine.CaseModel.open(one, codebook);
    const random = randomNumbers(options.seed);
    for (let round = 0; round < options.rounds; round += 1) {
        const question = round === 0 ? {} : randomQuestion(one.events, random);
        for (const view of options.views) {
            asked += 1;
            if (!compare(program, folder, model, question, view)) different += 1;
        }
        const times = Object.values(question).map((date) => model.constructor.parseTime(date));
        if (times.includes(null)) continue;
        asked += 1;
        const { at, ...axes } = question;
        const instant = at === undefined ? null : model.constructor.parseTime(at).latest;
        if (!checkDrawing(model.world(axes), instant, question)) different += 1;
    }
    console.log(`${name}: ${stored.length} events, ${asked} answers compared, ${different} different`);
    return different === 0;
}

module.exports = { check };
