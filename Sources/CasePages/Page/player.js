// Playing through time, stepping, and typing a date; and the second handle.

const SPEEDS = [["week", 7], ["month", 30.44], ["quarter", 91.3], ["year", 365.25]];

const prefersStill = window.matchMedia("(prefers-reduced-motion: reduce)");

const player = {
    isPlaying: false,
    speed: 30.44,
    toggle() {
        if (this.isPlaying) this.stop();
        else this.start();
    },
    start() {
        if (page.at >= page.range.last) setAt(page.range.first);
        this.isPlaying = true;
        this.last = performance.now();
        this.shown = this.last;
        this.position = page.at;
        this.show();
        requestAnimationFrame((now) => this.step(now));
    },
    /** So many days a second, whatever the frames a second; the playhead stands on whole days. */
    step(now) {
        if (!this.isPlaying) return;
        this.position += ((now - this.last) / 1000) * this.speed * DAY;
        this.last = now;
        // Where motion is unwelcome, time goes on in steps.
        if (!prefersStill.matches || now - this.shown > 1000) {
            this.shown = now;
            setAt(this.position);
        }
        if (this.position >= page.range.last) this.stop();
        else requestAnimationFrame((next) => this.step(next));
    },
    stop() {
        if (!this.isPlaying) return;
        this.isPlaying = false;
        this.show();
        redraw("none");
    },
    show() {},
};

function makePlayer() {
    const play = element("button", { type: "button", class: "play", onclick: () => player.toggle() });
    player.show = () => {
        setText(play, player.isPlaying ? "❚❚" : "▶");
        setAttribute(play, "aria-label", player.isPlaying ? "Pause" : "Play");
    };
    player.show();
    const speed = element("select", {
        class: "speed", "aria-label": "Speed: so much of the case in a second",
        onchange: () => { player.speed = Number(speed.value); },
    }, SPEEDS.map(([label, days]) =>
        element("option", { value: days, selected: days === player.speed }, `${label}/s`)));
    const step = (label, text, direction) => element("button", {
        type: "button", class: "step", "aria-label": label, title: label,
        onclick: () => { player.stop(); stepEvent(direction); },
    }, text);
    return element("div", { class: "player" },
        step("To the event before", "◀", -1), play, step("To the next event", "▶", 1), speed, dateField());
}

/** A date as a query takes it: `2019`, `2019-06` and `2019-22` stand for their last day. */
function dateField() {
    const field = element("input", {
        class: "date", type: "text", "aria-label": "Go to a date, such as 2019-06-03, 2019-06 or 2019", size: 10,
        spellcheck: "false", autocomplete: "off",
    });
    const go = () => {
        const time = readTime(field.value.trim());
        setAttribute(field, "aria-invalid", time ? null : "true");
        if (time) setAt(time.latest);
    };
    field.addEventListener("change", go);
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") go(); });
    const follow = () => {
        if (document.activeElement !== field || player.isPlaying) field.value = dayText(page.at);
    };
    addPart({ at: follow });
    return field;
}

/** A query's date, or null for what is none. */
function readTime(text) {
    try {
        return text ? CaseModel.parseTime(text) : null;
    } catch {
        return null;
    }
}

// MARK: The second handle

const second = { first: 0, last: 1 };

function makeSecondHandle() {
    const label = element("span", { class: "second-label" });
    const field = element("input", { class: "date", type: "text", size: 12, spellcheck: "false", autocomplete: "off" });
    const handle = element("div", { class: "second-handle", role: "slider", tabindex: 0 },
        element("span", { class: "second-grip" }));
    const line = element("div", { class: "second-line" });
    const fill = element("div", { class: "second-fill" });
    const strip = element("div", { class: "second-strip" }, line, fill, handle);
    const gutter = element("div", { class: "gutter second-gutter" }, label, field);
    const draw = () => drawSecond({ gutter, strip, label, field, handle, fill });
    field.addEventListener("change", () => {
        const isAll = field.value.trim() === "";
        const isGood = isAll || readTime(field.value.trim());
        setAttribute(field, "aria-invalid", isGood ? null : "true");
        if (isGood) setAxis(page.axis, isAll ? null : field.value.trim());
    });
    handle.addEventListener("keydown", (event) => secondKey(event));
    strip.addEventListener("pointerdown", (event) => dragSecond(event, strip, draw));
    return { nodes: [gutter, strip], draw };
}

/** What was known has dates like the case's own; what was recorded has those of the commits, often one afternoon. */
function measureSecond() {
    if (page.axis === "known") {
        Object.assign(second, { first: axis.low, last: axis.high, isPressed: true });
        return;
    }
    let [first, last] = [Infinity, -Infinity];
    for (const { event } of page.whole.events) {
        const at = Date.parse(event.recorded);
        first = Math.min(first, at);
        last = Math.max(last, at);
    }
    const room = Math.max(1000, (last - first) * 0.02);
    Object.assign(second, { first: first - room, last: last + room, isPressed: false });
}

/** Where the second handle stands for an instant, and back: where both axes tell the same time, below its place in the
 * axis above, also where that is pressed together. */
function secondX(instant) {
    return second.isPressed ? xOf(instant) : ((instant - second.first) / (second.last - second.first)) * axis.width;
}

function secondInstant(x) {
    return second.isPressed ? instantOf(x) : second.first + (x / axis.width) * (second.last - second.first);
}

function untilText(sought) {
    // The axis has some room at its ends, which may lie before the first day or behind the last that a date can name.
    const instant = Math.min(Math.max(sought, FOUR_DIGITS.first), FOUR_DIGITS.last);
    return page.axis === "recorded" && second.last - second.first < 30 * DAY ? secondText(instant) : dayText(instant);
}

function untilInstant() {
    const time = page.until && readTime(page.until);
    return time ? Math.min(Math.max(time.latest, second.first), second.last) : second.last;
}

function drawSecond({ gutter, strip, label, field, handle, fill }) {
    const isShown = page.axis !== "was";
    gutter.hidden = !isShown;
    strip.hidden = !isShown;
    if (!isShown) return;
    measureSecond();
    const x = secondX(untilInstant());
    handle.style.transform = `translateX(${x}px)`;
    fill.style.width = `${x}px`;
    setText(label, page.axis === "known" ? "Known by" : "Recorded by");
    field.value = page.until ?? "";
    field.placeholder = "all";
    setAttribute(field, "aria-label", `${label.textContent}: a date; empty for all`);
    setAttribute(handle, "aria-label", label.textContent);
    setAttribute(handle, "aria-valuemin", 0);
    setAttribute(handle, "aria-valuemax", 1000);
    setAttribute(handle, "aria-valuenow", Math.round((x / axis.width) * 1000));
    setAttribute(handle, "aria-valuetext", page.until ?? "all");
}

/** Follows the pointer at once where the case is small enough to be folded anew within a frame or two, else at the
 * end. */
function dragSecond(event, strip, draw) {
    if (event.button) return;
    event.preventDefault();
    strip.querySelector("[role=slider]").focus({ preventScroll: true });
    strip.setPointerCapture(event.pointerId);
    const left = strip.getBoundingClientRect().left;
    let isWaiting = false;
    const take = (moved) => {
        const x = Math.min(axis.width, Math.max(0, moved.clientX - left));
        page.until = x > 0.995 * axis.width ? null : untilText(secondInstant(x));
        draw();
    };
    const move = (moved) => {
        take(moved);
        if (page.worldCost > 40 || isWaiting) return;
        isWaiting = true;
        requestAnimationFrame(() => { isWaiting = false; openWorld(); });
    };
    const end = () => {
        strip.removeEventListener("pointermove", move);
        openWorld();
    };
    strip.addEventListener("pointermove", move);
    strip.addEventListener("pointerup", end, { once: true });
    strip.addEventListener("pointercancel", end, { once: true });
    take(event);
}

function secondKey(event) {
    const steps = { ArrowRight: 0.01, ArrowUp: 0.01, ArrowLeft: -0.01, ArrowDown: -0.01, PageUp: 0.1, PageDown: -0.1 };
    if (event.key === "End") setAxis(page.axis, null);
    else if (event.key === "Home") setAxis(page.axis, untilText(second.first));
    else if (steps[event.key]) {
        const x = secondX(untilInstant()) + steps[event.key] * axis.width;
        setAxis(page.axis, x >= axis.width ? null : untilText(secondInstant(Math.max(x, 0))));
    } else return;
    event.preventDefault();
}
