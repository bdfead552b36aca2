// Days and their words. The playhead stands at the end of a day, as a date asked for does (`--at 2019-06-30`).

const DAY = 86_400_000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function endOfDay(instant) {
    return Math.floor(instant / DAY) * DAY + DAY - 1;
}

/** The day of an instant, as a query takes it. */
function dayText(instant) {
    return new Date(instant).toISOString().slice(0, 10);
}

/** The second of an instant, as a query takes it. */
function secondText(instant) {
    return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

function dayWords(instant) {
    const date = new Date(instant);
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

function weekday(instant) {
    return WEEKDAYS[new Date(instant).getUTCDay()];
}

/** The same day so many months on, or the month's last day where it is shorter. */
function addMonths(instant, months) {
    const date = new Date(instant);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
    const lastDay = new Date(dayInstant(year, month + 1, 0)).getUTCDate();
    return endOfDay(dayInstant(year, month, Math.min(date.getUTCDate(), lastDay)));
}

/** The beginning of a day; months count from 0, and may go over the year. `Date.UTC` takes years below 100 for
 * others. */
function dayInstant(year, month, day) {
    return new Date(0).setUTCFullYear(year, month, day);
}

/** The first and the last day that a date can name. */
const FOUR_DIGITS = { first: dayInstant(1, 0, 1), last: dayInstant(9999, 11, 31) };

/** The months between ticks: up to a year, then as people count years, to millennia. */
const TICK_STEPS = [1, 3, 6, ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].map((years) => 12 * years)];

/** Ticks for a span of time that do not stand closer than `room` pixels: years, quarters or months. */
function ticks(first, last, width, room) {
    const perMonth = width / Math.max(1, (last - first) / (30.44 * DAY));
    const step = TICK_STEPS.find((months) => months * perMonth >= room) ?? TICK_STEPS.at(-1);
    const start = new Date(first);
    const found = [];
    let month = step >= 12 ? 0 : Math.floor(start.getUTCMonth() / step) * step;
    let year = step >= 12 ? Math.floor(start.getUTCFullYear() / (step / 12)) * (step / 12) : start.getUTCFullYear();
    for (;;) {
        const at = dayInstant(year, month, 1);
        // Also where there is no end, or no such day any more.
        if (!(at <= last)) return found;
        if (at >= first && year > 0 && year < 10_000) {
            const isYear = month === 0;
            found.push({ at, isYear, label: isYear ? String(year) : MONTHS[month].slice(0, 3) });
        }
        month += step;
        year += Math.floor(month / 12);
        month %= 12;
    }
}

/** Index of the first of so many sorted instants that is after another; `at(index)` gives them. */
function indexAfter(count, at, instant) {
    let [low, high] = [0, count];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (at(middle) <= instant) low = middle + 1;
        else high = middle;
    }
    return low;
}

/** The fact of a list that stands at an instant: from its beginning, up to and not including its end. */
function standing(facts, at) {
    for (let index = facts.length - 1; index >= 0; index -= 1) {
        const fact = facts[index];
        if (fact.from <= at && (fact.to === null || fact.to === undefined || fact.to > at)) return fact;
    }
    return null;
}
