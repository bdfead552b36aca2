// Dates as researchers know them: the part of EDTF (ISO 8601-2) that events take, and the dates of questions. What each
// means is said by DESIGN §4 and by CaseModel/Time, whose answers these are.
const Dates = (() => {
    const millisecondsPerDay = 86_400_000;
    const point =
        /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d(?::\d\d)?)?)?)?)?([~?%])?$/;

    /** Days from 1970-01-01 to a day of the Gregorian calendar, by Howard Hinnant's algorithm: `Date.UTC` takes years
     * below 100 for others. */
    function days(year, month, day) {
        const shifted = month <= 2 ? year - 1 : year;
        const era = Math.floor(shifted / 400);
        const yearOfEra = shifted - era * 400;
        const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
        const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
        return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
    }

    const isLeap = (year) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

    function monthLength(month, year) {
        if (month === 2) return isLeap(year) ? 29 : 28;
        return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
    }

    /** Minutes east of UTC; null where there is no such offset. */
    function offsetMinutes(zone) {
        if (zone === undefined || zone === "Z") return 0;
        const hours = Number(zone.slice(1, 3));
        const minutes = zone.length > 3 ? Number(zone.slice(4)) : 0;
        if (hours > 14 || minutes > 59 || (zone[0] === "-" && hours + minutes === 0)) return null;
        return (hours * 60 + minutes) * (zone[0] === "-" ? -1 : 1);
    }

    /** One end of a date; null where the text is none, or names a day that does not exist. */
    function parsePoint(text) {
        const match = point.exec(text);
        if (match === null) return null;
        const year = Number(match[1]);
        if (year === 0) return null;
        const end = { precision: "year", earliest: 0, latest: 0, isImprecise: true };
        if (match[2] === undefined) {
            end.earliest = days(year, 1, 1) * millisecondsPerDay;
            end.latest = days(year + 1, 1, 1) * millisecondsPerDay - 1;
            return end;
        }
        const month = Number(match[2]);
        const isSeason = month >= 21 && month <= 24;
        if (!isSeason && (month < 1 || month > 12)) return null;
        if (match[3] === undefined) {
            end.precision = isSeason ? "season" : "month";
            // Spring begins in March; winter lasts to the end of the next February.
            const first = isSeason ? (month - 20) * 3 : month;
            const next = first + (isSeason ? 3 : 1);
            end.earliest = days(year, first, 1) * millisecondsPerDay;
            end.latest = days(next > 12 ? year + 1 : year, next > 12 ? next - 12 : next, 1) * millisecondsPerDay - 1;
            return end;
        }
        const day = Number(match[3]);
        if (isSeason || day < 1 || day > monthLength(month, year)) return null;
        end.isImprecise = match[8] !== undefined;
        return withTime(end, days(year, month, day) * millisecondsPerDay, match);
    }

    function withTime(end, midnight, match) {
        if (match[4] === undefined) {
            end.precision = "day";
            end.earliest = midnight;
            end.latest = midnight + millisecondsPerDay - 1;
            return end;
        }
        const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)];
        const offset = offsetMinutes(match[7]);
        if (hour > 23 || minute > 59 || second > 59 || offset === null) return null;
        end.precision = match[6] === undefined ? "minute" : "second";
        end.earliest = midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000;
        end.latest = end.earliest + (match[6] === undefined ? 59_999 : 999);
        return end;
    }

    function parseAnew(text) {
        if (text.startsWith("../")) {
            const end = parsePoint(text.slice(3));
            if (end === null) return null;
            return { effect: end.earliest, latest: end.latest, isImprecise: true, isSingle: false, begin: end, end };
        }
        const slash = text.indexOf("/");
        const begin = parsePoint(slash < 0 ? text : text.slice(0, slash));
        if (begin === null) return null;
        if (slash < 0) {
            const { earliest: effect, latest, isImprecise } = begin;
            return { effect, latest, isImprecise, isSingle: true, begin, end: begin };
        }
        const end = parsePoint(text.slice(slash + 1));
        if (end === null || begin.earliest > end.latest) return null;
        return { effect: begin.earliest, latest: end.latest, isImprecise: true, isSingle: false, begin, end };
    }

    // A case names the same days again and again, and the same event's date is asked for several times.
    const parsed = new Map();
    let last = { text: "", date: null };

    /** A date: `effect`, the instant at which an event of this date takes effect; `latest`, the last that it allows;
     * whether it is imprecise; its ends. Null for what is no date. */
    function parse(text) {
        if (text === last.text) return last.date;
        let date = parsed.get(text);
        if (date === undefined) {
            date = typeof text === "string" ? parseAnew(text) : null;
            parsed.set(text, date);
        }
        last = { text, date };
        return date;
    }

    const recordedForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
    let lastRecorded = { text: "", instant: null };

    /** The instant of a `recorded`, which is always written with milliseconds; null for anything else. */
    function parseRecorded(text) {
        if (text === lastRecorded.text) return lastRecorded.instant;
        if (typeof text !== "string" || !recordedForm.test(text)) return null;
        const second = parsePoint(text.slice(0, 19));
        if (second === null) return null;
        lastRecorded = { text, instant: second.earliest + Number(text.slice(20, 23)) };
        return lastRecorded.instant;
    }

    /** The instants that the date of a question includes: `2019` lasts to the end of that year. Null for what is no
     * date. */
    function parseTime(text) {
        const instant = parseRecorded(text);
        if (instant !== null) return { earliest: instant, latest: instant };
        const date = parse(text);
        return date && { earliest: date.effect, latest: date.latest };
    }

    /** The day of an instant, as `2019-06-03`. */
    function format(instant) {
        return new Date(instant).toISOString().slice(0, 10);
    }

    return { parse, parseRecorded, parseTime, format, millisecondsPerDay };
})();
