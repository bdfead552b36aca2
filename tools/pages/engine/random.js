// Random numbers, and random questions about a case.
"use strict";

/** Random numbers that are the same for the same seed: mulberry32. */
function randomNumbers(seed) {
    let state = seed >>> 0;
    return (below) => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
    };
}

/** A day near an event, or a date as it stands in one, of one of the keys that say when. */
function randomDate(events, random, ...keys) {
    const event = events[random(events.length)];
    const text = event[keys[random(keys.length)]] ?? event.recorded;
    const day = /\d{4}-\d\d-\d\d/.exec(text)?.[0];
    if (day === undefined) return text;
    switch (random(6)) {
        case 0:
            return text;
        case 1:
            return day.slice(0, 7);
        case 2:
            return day.slice(0, 4);
        case 3: {
            const instant = Date.parse(day) + (random(3) - 1) * 86_400_000;
            return new Date(instant).toISOString().slice(0, 10);
        }
        default:
            return day;
    }
}

function randomQuestion(events, random) {
    const question = {};
    if (random(8) > 0) question.at = randomDate(events, random, "occurred");
    if (random(2) === 0) question.known = randomDate(events, random, "learnt", "learnt", "recorded", "occurred");
    if (random(3) === 0) question.recorded = randomDate(events, random, "recorded");
    return question;
}

module.exports = { randomNumbers, randomQuestion };
