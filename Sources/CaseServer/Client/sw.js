// Holds the page itself, so that it opens without the server. What the case says never goes through here: the page
// keeps that. All files of an opening come from one version: a newer one is fetched whole, aside, and takes over when
// the page is opened the next time.

const SHELL = [
    "/capture", "/capture/api.js", "/capture/app.js", "/capture/boards.js", "/capture/capture.css",
    "/capture/capture.js", "/capture/completion.js", "/capture/dom.js", "/capture/entry.js", "/capture/header.js",
    "/capture/icon.svg", "/capture/known.js", "/capture/log.js", "/capture/manifest.webmanifest",
    "/capture/menu.js", "/capture/names.js", "/capture/picker.js", "/capture/questions.js", "/capture/row.js",
    "/capture/sender.js", "/capture/session.js", "/capture/sheet.js", "/capture/start.js", "/capture/state.js",
    "/capture/store.js", "/capture/stream.js", "/capture/times.js", "/capture/usage.js", "/capture/words.js",
];
const NOW = "caselog-capture-now";
const NEXT = "caselog-capture-next";

async function fetched(path) {
    const response = await fetch(path, { cache: "no-cache", redirect: "error" });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
}

/** Fills a store with every file, or leaves none. */
async function fill(name) {
    const answers = await Promise.all(SHELL.map(fetched));
    await caches.delete(name);
    const store = await caches.open(name);
    await Promise.all(SHELL.map((path, index) => store.put(path, answers[index])));
}

async function bytesOf(response) {
    return response ? new Uint8Array(await response.arrayBuffer()) : null;
}

const isSame = (one, other) => one?.length === other?.length && one.every((byte, index) => byte === other[index]);

/** Whether the two stores differ in any file. */
async function differ(one, other) {
    const [first, second] = await Promise.all([caches.open(one), caches.open(other)]);
    for (const path of SHELL) {
        const [ours, theirs] = await Promise.all([first.match(path).then(bytesOf), second.match(path).then(bytesOf)]);
        if (!isSame(ours, theirs)) return true;
    }
    return false;
}

async function lookForNewer() {
    await fill(NEXT);
    if (!await differ(NOW, NEXT)) {
        await caches.delete(NEXT);
        return;
    }
    for (const client of await self.clients.matchAll()) client.postMessage("newer");
}

/** At an opening, what was fetched aside takes the place of what was there. */
async function takeOver() {
    if (!await caches.has(NEXT)) return;
    const [now, next] = await Promise.all([caches.open(NOW), caches.open(NEXT)]);
    const answers = await Promise.all(SHELL.map((path) => next.match(path)));
    if (answers.every(Boolean)) await Promise.all(SHELL.map((path, index) => now.put(path, answers[index])));
    await caches.delete(NEXT);
}

async function answer(request, path) {
    if (request.mode === "navigate") await takeOver().catch(() => {});
    const held = await (await caches.open(NOW)).match(path);
    return held ?? fetch(request);
}

self.addEventListener("install", (event) => {
    event.waitUntil(fill(NOW).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
    const { pathname, origin } = new URL(event.request.url);
    if (event.request.method !== "GET" || origin !== self.location.origin || !SHELL.includes(pathname)) return;
    event.respondWith(answer(event.request, pathname));
    if (event.request.mode === "navigate") event.waitUntil(lookForNewer().catch(() => {}));
});
