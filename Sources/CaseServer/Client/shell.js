// The page itself opens without the server: the service worker holds its files. A newer version waits aside, whole,
// until somebody asks for it or no page is open any more: nothing changes in the middle of a meeting.

import { whenNewer } from "./database.js";
import { byID } from "./dom.js";

/** Where browsers have no service worker (pages without TLS), there is only the files of this opening. */
let registration = null;

function showNewer() {
    byID("newer").hidden = false;
}

function openNewer() {
    const waiting = registration?.waiting;
    if (!waiting) {
        location.reload();
        return;
    }
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("take over");
}

export async function keepShell() {
    whenNewer(showNewer);
    byID("newer").addEventListener("click", openNewer);
    const { serviceWorker } = navigator;
    if (!serviceWorker) return;
    // The first worker takes over a page that it had no part in; any later one comes from a newer version, which
    // somebody has asked for in another tab.
    let hasOne = serviceWorker.controller !== null;
    serviceWorker.addEventListener("controllerchange", () => {
        if (hasOne) showNewer();
        hasOne = true;
    });
    // '/capture' lies outside what a worker in '/capture/' may serve by itself; the server's header allows it.
    registration = await serviceWorker.register("/capture/sw.js", { scope: "/capture", updateViaCache: "none" });
    if (registration.waiting) showNewer();
    registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker.addEventListener("statechange", () => {
            if (worker.state === "installed" && serviceWorker.controller) showNewer();
        });
    });
}
