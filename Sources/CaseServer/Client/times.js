// Times as they are written down, and as they are read.

const two = (number) => String(Math.floor(number)).padStart(2, "0");

/** Local time with seconds and its offset, as events carry it: 2026-11-21T14:03:22+01:00. */
export function stamp(date = new Date()) {
    const offset = -date.getTimezoneOffset();
    const size = Math.abs(offset);
    return `${dayOf(date)}T${clockOf(date)}${offset < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}

function dayOf(date) {
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export function clockOf(date = new Date()) {
    return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** When an event happened, as its author's clock showed it; the date only where it is not today. */
export function whenWords(occurred, seconds = true) {
    const [day, time] = occurred.split("T");
    if (!time) return day;
    const clock = time.slice(0, seconds ? 8 : 5);
    return day === dayOf(new Date()) ? clock : `${day} ${clock.slice(0, 5)}`;
}

/** 3 h 5 min */
export function spanWords(milliseconds) {
    const minutes = Math.round(milliseconds / 60_000);
    return [minutes >= 60 && `${Math.floor(minutes / 60)} h`, minutes % 60 > 0 && `${minutes % 60} min`]
        .filter(Boolean).join(" ");
}

/** 0:42:10 */
export function runningWords(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    return `${Math.floor(whole / 3600)}:${two((whole / 60) % 60)}:${two(whole % 60)}`;
}
