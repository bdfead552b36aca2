// Holds the page itself, so that it opens without the server. What the case says never goes through here: the page
// keeps that. Each version of the page has a worker and a store of its own. A newer one is fetched whole, aside, and
// waits until no page of the older one is open, or somebody asks for it; only then does the older one's store go.

/** The server puts in what tells this version of the files below from others; so this file changes with any of them. */
const VERSION = "{version}";
const SHELL = [
    "/capture", "/capture/api.js", "/capture/app.js", "/capture/boards.js", "/capture/capture.css",
    "/capture/capture.js", "/capture/completion.js", "/capture/database.js", "/capture/dom.js", "/capture/draft.js",
    "/capture/entry.js", "/capture/focus.js", "/capture/formnames.js", "/capture/header.js", "/capture/icon.svg",
    "/capture/keys.js", "/capture/known.js", "/capture/log.js", "/capture/manifest.webmanifest", "/capture/menu.js",
    "/capture/names.js", "/capture/pairing.js", "/capture/picker.js", "/capture/press.js", "/capture/questions.js",
    "/capture/row.js", "/capture/rows.js", "/capture/sender.js", "/capture/session.js", "/capture/sheet.js",
    "/capture/shell.js", "/capture/start.js", "/capture/state.js", "/capture/store.js", "/capture/stream.js",
    "/capture/times.js", "/capture/usage.js", "/capture/words.js",
];
const STORES = "caselog-capture-";
const STORE = STORES + VERSION;

async function fetched(path) {
    const response = await fetch(path, { cache: "no-cache", redirect: "error" });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
}

/** Fills this version's store with every file, or leaves none. */
async function fill() {
    try {
        const [store, ...answers] = await Promise.all([caches.open(STORE), ...SHELL.map(fetched)]);
        await Promise.all(SHELL.map((path, index) => store.put(path, answers[index])));
        // A server that was replaced meanwhile has given files of two versions.
        if (!(await (await fetched("/capture/sw.js")).text()).includes(VERSION)) throw new Error("not of one version");
    } catch (error) {
        await caches.delete(STORE);
        throw error;
    }
}

/** The stores of older versions go, when no page is opened from them any more. */
async function clear() {
    for (const name of await caches.keys()) {
        if (name.startsWith(STORES) && name !== STORE) await caches.delete(name);
    }
}

async function answer(request, path) {
    const held = await (await caches.open(STORE)).match(path);
    return held ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("message", ({ data }) => {
    if (data === "take over") self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim().then(clear)));
self.addEventListener("fetch", (event) => {
    const { pathname, origin } = new URL(event.request.url);
    if (event.request.method !== "GET" || origin !== self.location.origin || !SHELL.includes(pathname)) return;
    event.respondWith(answer(event.request, pathname));
});
