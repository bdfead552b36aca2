// Follows the case on the server that the page comes from: what is recorded there is appended, and drawn where it
// belongs. The date, the axes and the selection stay as they are.

const live = {
    /** Events that have come and are not drawn yet. */
    waiting: [],
    timer: 0,
    state: null,
};

function followServer() {
    let position = document.querySelector('meta[name="caselog-position"]').content;
    live.state = element("p", { class: "following", role: "status" });
    document.getElementById("top").append(live.state);
    const name = encodeURIComponent(page.data.cases[0].name);
    // The browser connects again by itself, and tells the last position that it has.
    const source = new EventSource(`/api/cases/${name}/stream?after=${encodeURIComponent(position)}`);
    source.addEventListener("open", () => sayFollowing(true));
    source.addEventListener("error", () => {
        sayFollowing(false);
        if (source.readyState === EventSource.CLOSED) reloadIfPutBack(name, position);
    });
    source.addEventListener("added", ({ data, lastEventId }) => {
        position = lastEventId;
        takeIn(JSON.parse(data));
    });
    source.addEventListener("note", ({ data }) => {
        // What was withdrawn is in this page: it has to go, and the server no longer gives it.
        if (JSON.parse(data).kind === "withdrawn") location.reload();
    });
}

/** Of a case that was put back from an older copy, the server does not know the position that this page is at: what it
 * shows is not in the case any more. */
async function reloadIfPutBack(name, position) {
    const address = `/api/cases/${name}/events?limit=1&after=${encodeURIComponent(position)}`;
    const answer = await fetch(address).catch(() => null);
    if (answer?.status === 400) location.reload();
}

function sayFollowing(isConnected) {
    const since = new Date().toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
    setAttribute(live.state, "data-state", isConnected ? "live" : "cut");
    setText(live.state, isConnected ? "● live" : `○ not connected since ${since}; this page is as it was then`);
}

/** Many may come at once: they are drawn together. */
function takeIn(event) {
    live.waiting.push(event);
    if (!live.timer) live.timer = setTimeout(drawTaken, 150);
}

function drawTaken() {
    live.timer = 0;
    // Whoever drags the playhead is not disturbed.
    if (isMoving()) {
        live.timer = setTimeout(drawTaken, 150);
        return;
    }
    const came = live.waiting.splice(0);
    const known = new Set(page.data.cases[0].events.map((event) => event.id));
    const added = came.filter((event) => !known.has(event.id));
    if (added.length === 0) return;
    page.data.cases[0].events.push(...added);
    const isAtEnd = page.at === page.range.last;
    page.models.delete(0);
    openCase(0);
    // Whoever looks at the end goes on looking at it.
    if (isAtEnd) page.at = page.range.last;
    redraw("world");
}

window.caselogPage.ready.then(followServer);
