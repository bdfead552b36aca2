// What this device keeps. An entry counts as kept when its transaction is complete with durability 'strict': the
// browser has then asked the disk to hold it. Entries leave the queue only acknowledged, or by hand.

import { answerOf, read, transact } from "./database.js";

const SAFE_MAX = 300;

/** Keeps an entry, in the place of a refused one where `instead` names it. Gives its number in the order. */
export function keep(item, instead = null) {
    return transact(["queue"], "readwrite", "strict", async (store) => {
        if (instead !== null) {
            // It may have been sent again or dropped meanwhile, here or in another tab.
            if (!(await answerOf(store("queue").get(instead)))?.refused) {
                throw new Error("the entry that was being mended has been sent again or dropped");
            }
            store("queue").delete(instead);
        }
        return answerOf(store("queue").add({ ...item, tries: 0, failures: 0, refused: null }));
    });
}

export function queued() {
    return read("queue", (store) => answerOf(store.getAll()));
}

/** What is to be sent next, and whether more was kept after it. */
export async function firstWaiting() {
    const waiting = (await queued()).filter((item) => !item.refused);
    return waiting.length ? { ...waiting[0], isLast: waiting.length === 1 } : null;
}

export async function acknowledged(name, observer) {
    const all = await read("safe", (store) => answerOf(store.getAll()));
    return all.filter((item) => item.case === name && item.observer === observer);
}

/** Changes a kept entry. Gives it as it is then; null where it is gone by now. */
function amend(number, durability, change) {
    return transact(["queue"], "readwrite", durability, async (store) => {
        const item = await answerOf(store("queue").get(number));
        if (!item) return null;
        const amended = { ...item, ...change(item) };
        store("queue").put(amended);
        return amended;
    });
}

/** Changes an entry that was never sent; what was, is sent again as it was. */
export function amendUnsent(number, change) {
    return amend(number, "strict", (item) => (item.tries === 0 ? change(item) : {}));
}

/** From here on the server may have the entry, whatever comes back. Gives it as it is
 * to be sent; null where it is gone. */
export function noteTry(number) {
    return amend(number, "relaxed", (item) => ({ tries: item.tries + 1 }));
}

/** The server failed at the entry. Gives how often it has done so. */
export async function noteFailure(number) {
    return (await amend(number, "relaxed", (item) => ({ failures: (item.failures ?? 0) + 1 })))?.failures ?? 0;
}

export function refuse(number, problem) {
    return amend(number, "strict", () => ({ refused: problem }));
}

export function tryAgain(number) {
    return amend(number, "strict", () => ({ refused: null, failures: 0 }));
}

/** Takes an entry out of the queue; it stays here among what is safe if its case is the one that was opened last. */
export function acknowledge(number, answer) {
    return transact(["queue", "safe", "settings"], "readwrite", "strict", async (store) => {
        const [item, name, observer] = await Promise.all([
            store("queue").get(number), store("settings").get("case"), store("settings").get("observer"),
        ].map(answerOf));
        if (!item) return;
        store("queue").delete(number);
        if (item.case !== name?.value || item.observer !== observer?.value) return;
        store("safe").put({ ...item, answer });
        const keys = await answerOf(store("safe").getAllKeys());
        for (const old of keys.slice(0, Math.max(0, keys.length - SAFE_MAX))) store("safe").delete(old);
    });
}

/** Drops a kept entry. Gives whether it was still there and might go: refused, never sent, or `evenIfSent`. */
export function drop(number, evenIfSent = false) {
    return transact(["queue"], "readwrite", "strict", async (store) => {
        const item = await answerOf(store("queue").get(number));
        const mayGo = Boolean(item) && (evenIfSent || item.refused !== null || item.tries === 0);
        if (mayGo) store("queue").delete(number);
        return mayGo;
    });
}

/** Words may be withdrawn: what is safe with the server is kept here only as long as it is of use. `through` is the
 * number of the last entry that is to go. */
export function forgetSafe(name, observer, through = Infinity) {
    return transact(["safe"], "readwrite", "strict", async (store) => {
        for (const item of await answerOf(store("safe").getAll())) {
            const isIts = item.case === name && item.observer === observer;
            if (isIts && item.number <= through) store("safe").delete(item.number);
        }
    });
}

/** Forgets what helped with other cases, or other observers: only what waits of these stays. */
export function forgetOthers(name, observer) {
    return transact(["safe", "known"], "readwrite", "relaxed", async (store) => {
        for (const list of ["safe", "known"]) {
            for (const one of await answerOf(store(list).getAll())) {
                if (one.case === name && one.observer === observer) continue;
                store(list).delete(list === "safe" ? one.number : [one.case, one.observer]);
            }
        }
    });
}

/** Forgets all but what waits. */
export function forgetAll() {
    return transact(["safe", "known", "settings"], "readwrite", "strict", async (store) => {
        for (const name of ["safe", "known", "settings"]) store(name).clear();
    });
}

export function keepKnown(name, observer, answer) {
    return transact(["known"], "readwrite", "relaxed", async (store) => {
        store("known").put({ ...answer, case: name, observer });
    });
}

export function lastKnown(name, observer) {
    return read("known", (store) => answerOf(store.get([name, observer])));
}

export function keepSetting(name, value) {
    return transact(["settings"], "readwrite", "relaxed", async (store) => store("settings").put({ name, value }));
}

export async function setting(name) {
    return (await read("settings", (store) => answerOf(store.get(name))))?.value;
}
