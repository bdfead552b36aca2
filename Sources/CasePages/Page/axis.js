// The time axis: how much happened when, the playhead, and a second handle for what was known or recorded by then.

const axis = { width: 1, points: [] };

/** Pixels of the strip for an instant, and back, between the points of the scale. */
function xOf(instant) {
    return between(axis.points, instant, 0, 1);
}

function instantOf(x) {
    return between(axis.points, Math.min(Math.max(x, 0), axis.width), 1, 0);
}

function between(points, value, from, to) {
    let index = 1;
    while (index < points.length - 1 && value > points[index][from]) index += 1;
    const [low, high] = [points[index - 1], points[index]];
    return low[to] + ((value - low[from]) / (high[from] - low[from])) * (high[to] - low[to]);
}

const PRESSED = 26;

/** The whole case, with a little room at both ends. Where a few events lie years before or after all others, the time
 * between is pressed together, so that they do not take the room of the case. */
function measureAxis(strip) {
    axis.width = Math.max(100, strip.clientWidth);
    const { low, high } = busyTime(page.whole.events.map((entry) => entry.at));
    const span = Math.max(30 * DAY, high - low);
    const room = span * 0.014;
    const [from, to] = [low - room, low + span + DAY + room];
    const isBegun = page.range.first < low - DAY;
    const isGoing = page.range.last > high + DAY;
    const points = [[from, isBegun ? PRESSED : 0], [to, axis.width - (isGoing ? PRESSED : 0)]];
    if (isBegun) points.unshift([Math.min(page.range.first, from) - DAY, 0]);
    if (isGoing) points.push([Math.max(page.range.last, to) + DAY, axis.width]);
    Object.assign(axis, { points, from, to, low: points[0][0], high: points.at(-1)[0], breaks: points.slice(1, -1) });
}

/** From where to where the case goes on, leaving out a few events at either end before or after a gap of a sixth of all
 * time. What lies far off at one end hides the gap at the other: so one end is cut, and the rest looked at again. */
function busyTime(instants) {
    const { length } = instants;
    const few = Math.min(Math.ceil(length / 8), Math.max(3, Math.min(Math.floor(length * 0.02), 40)));
    let [first, last] = [0, length - 1];
    for (;;) {
        const least = (instants[last] - instants[first]) / 6;
        // What is left is the case as long as it is most of the events.
        const cuts = farOff(instants, first, last, few)
            .filter(({ gap, rest }) => gap > least && rest > 1 && rest * 2 >= length);
        if (cuts.length === 0) return { low: instants[first], high: instants[last] };
        const widest = cuts.reduce((one, other) => (other.gap > one.gap ? other : one));
        [first, last] = [widest.first, widest.last];
    }
}

/** The gaps behind the first few and before the last few of all events, as far as they are still there, with what would
 * be left between. */
function farOff(instants, first, last, few) {
    const found = [];
    for (let at = first; at < Math.min(few, last); at += 1) {
        found.push({ gap: instants[at + 1] - instants[at], first: at + 1, last, rest: last - at });
    }
    for (let at = last; at > Math.max(instants.length - 1 - few, first); at -= 1) {
        found.push({ gap: instants[at] - instants[at - 1], first, last: at - 1, rest: at - first });
    }
    return found;
}

function makeAxis(main) {
    const picture = drawing("svg", { class: "axis-picture", "aria-hidden": "true" });
    const head = element("div", {
        id: "axis-playhead", class: "playhead", role: "slider", tabindex: 0, "aria-label": "Date shown",
        "aria-keyshortcuts": "ArrowLeft ArrowRight PageUp PageDown Home End Space",
    }, element("span", { class: "playhead-grip" }));
    const strip = element("div", { class: "axis-strip" }, picture, head);
    const second = makeSecondHandle();
    const box = element("section", { id: "axis", class: "axis", "aria-label": "Time" },
        element("div", { class: "gutter" }, makePlayer()), strip, ...second.nodes);
    main.append(box);
    strip.addEventListener("pointerdown", (event) => dragPlayhead(event, strip, head));
    head.addEventListener("keydown", playheadKey);
    addPart({
        isFirst: true,
        world: () => {
            measureAxis(strip);
            setAttribute(head, "aria-valuemin", 0);
            setAttribute(head, "aria-valuemax", Math.round((page.range.last - page.range.first) / DAY));
            drawAxis(picture);
            second.draw();
        },
        at: () => {
            head.style.transform = `translateX(${xOf(page.at)}px)`;
            setAttribute(head, "aria-valuenow", Math.round((page.at - page.range.first) / DAY));
            setAttribute(head, "aria-valuetext", dayWords(page.at));
        },
        select: () => drawSelectedEvents(picture),
    });
}

const AXIS_HEIGHT = 46;

function drawAxis(picture) {
    const { width } = axis;
    setAttribute(picture, "width", width);
    setAttribute(picture, "height", AXIS_HEIGHT + 20);
    const marks = ticks(axis.from, axis.to, width, 58).map(({ at, label, isYear }) => {
        const x = Math.round(xOf(at)) + 0.5;
        return drawing("g", { class: isYear ? "tick year" : "tick" },
            drawing("line", { x1: x, x2: x, y1: isYear ? 0 : 6, y2: AXIS_HEIGHT + 4 }),
            x > width - 30 ? null : drawing("text", { x: x + 3, y: AXIS_HEIGHT + 15 }, label));
    });
    const turns = page.world.lanes.flatMap((lane) => lane.turns.filter((turn) => turn.kind === "re-ignited")
        .map((turn) => ({ lane, at: turn.at })));
    const back = turns.map(({ lane, at }) => drawing("path", {
        class: "axis-spark", d: sparkPath(xOf(at), 6, turns.length > 40 ? 4 : 6), fill: colourOf(issuesAt(lane, at)[0]),
    }));
    picture.replaceChildren(...marks,
        drawing("path", { class: "axis-bars", d: barsPath(page.world.events.map((entry) => entry.at)) }),
        drawing("path", { class: "axis-chosen" }),
        ...axis.breaks.map(([, x]) => drawing("path", {
            class: "axis-break", d: `M${x - 5} ${AXIS_HEIGHT + 6}l4 -12M${x} ${AXIS_HEIGHT + 6}l4 -12`,
        })),
        drawing("line", { class: "axis-base", x1: 0, x2: width, y1: AXIS_HEIGHT + 0.5, y2: AXIS_HEIGHT + 0.5 }),
        ...back);
}

/** Counts by bins of three pixels; the root keeps a quiet month visible beside a busy one. */
function barsPath(instants) {
    const bin = 3;
    const counts = new Uint32Array(Math.ceil(axis.width / bin) + 1);
    for (const at of instants) counts[Math.max(0, Math.floor(xOf(at) / bin))] += 1;
    let most = 1;
    // A first day on which everything that there was is entered would leave the rest of the case flat.
    for (const count of [...counts].sort((one, other) => other - one).slice(2, 3)) most = Math.max(most, count);
    let path = "";
    for (let index = 0; index < counts.length; index += 1) {
        if (!counts[index]) continue;
        const height = Math.max(2, Math.round(Math.min(1, Math.sqrt(counts[index] / most)) * (AXIS_HEIGHT - 12)));
        path += `M${index * bin} ${AXIS_HEIGHT}v${-height}h${bin - 1}v${height}z`;
    }
    return path;
}

function drawSelectedEvents(picture) {
    const chosen = selectedIndices();
    const instants = chosen ? chosen.map((index) => page.world.events[index].at) : [];
    setAttribute(picture.querySelector(".axis-chosen"), "d", chosen ? barsPath(instants) : "");
    picture.classList.toggle("has-chosen", Boolean(chosen));
}

function dragPlayhead(event, strip, head) {
    if (event.button) return;
    event.preventDefault();
    head.focus({ preventScroll: true });
    player.stop();
    const left = strip.getBoundingClientRect().left;
    const move = (moved) => setAt(instantOf(moved.clientX - left));
    const end = () => {
        pending.isDragged = false;
        strip.removeEventListener("pointermove", move);
        redraw("none");
    };
    pending.isDragged = true;
    strip.setPointerCapture(event.pointerId);
    strip.addEventListener("pointermove", move);
    strip.addEventListener("pointerup", end, { once: true });
    strip.addEventListener("pointercancel", end, { once: true });
    move(event);
}

function playheadKey(event) {
    const moves = {
        ArrowRight: () => stepEvent(1), ArrowUp: () => stepEvent(1),
        ArrowLeft: () => stepEvent(-1), ArrowDown: () => stepEvent(-1),
        PageUp: () => setAt(addMonths(page.at, 1)), PageDown: () => setAt(addMonths(page.at, -1)),
        Home: () => setAt(page.range.first), End: () => setAt(page.range.last),
        " ": () => player.toggle(),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (event.key !== " ") player.stop();
    move();
}

/** To the next day, or the one before, on which something happened (to what is selected, where something is). */
function stepEvent(direction) {
    const { events } = page.world;
    const chosen = selectedIndices();
    const count = chosen ? chosen.length : events.length;
    const at = (index) => events[chosen ? chosen[index] : index].at;
    let index = indexAfter(count, at, direction > 0 ? page.at : page.at - DAY);
    if (direction < 0) index -= 1;
    if (index >= 0 && index < count) setAt(at(index));
}
