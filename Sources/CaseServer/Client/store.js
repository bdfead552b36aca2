// What this device keeps. An entry counts as kept when its transaction is complete with durability 'strict': the
// browser has then asked the disk to hold it. Entries leave the queue only acknowledged, or by hand.

const NAME = "caselog-capture";
const SAFE_MAX = 300;

let opening = null;
let tellNewer = () => {};

/** `listener` is told when a newer page has changed the form of what is kept: from then on this one keeps nothing. */
export function whenNewer(listener) {
    tellNewer = listener;
}

function open() {
    opening ??= new Promise((resolve, reject) => {
        const request = indexedDB.open(NAME, 1);
        request.onupgradeneeded = () => {
            const database = request.result;
            database.createObjectStore("queue", { keyPath: "number", autoIncrement: true })
                .createIndex("key", "key", { unique: true });
            database.createObjectStore("safe", { keyPath: "number" });
            database.createObjectStore("known", { keyPath: ["case", "observer"] });
            database.createObjectStore("settings", { keyPath: "name" });
        };
        request.onsuccess = () => {
            const database = request.result;
            // A newer page of this program wants to change the form: it must not wait for this one.
            database.onversionchange = () => {
                database.close();
                opening = null;
                tellNewer();
            };
            database.onclose = () => { opening = null; };
            resolve(database);
        };
        request.onerror = () => {
            if (request.error.name === "VersionError") tellNewer();
            reject(request.error);
        };
    }).catch((error) => {
        opening = null;
        throw error;
    });
    return opening;
}

const answerOf = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
});

/** Runs `work` in one transaction; resolves when that is complete, not before. */
async function transact(names, mode, durability, work) {
    const database = await open();
    const transaction = database.transaction(names, mode, { durability });
    const complete = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error ?? new Error("the browser gave it up"));
    });
    // Whoever waits for the result hears of the failure; so does `complete`, to which nobody may be listening yet.
    complete.catch(() => {});
    try {
        const result = await work((name) => transaction.objectStore(name));
        await complete;
        return result;
    } catch (error) {
        // Without this, what was done before the failure would stay.
        if (transaction.error === null) abort(transaction);
        throw error;
    }
}

function abort(transaction) {
    try {
        transaction.abort();
    } catch {
        // It is over already.
    }
}

const read = (name, work) => transact([name], "readonly", "relaxed", (store) => work(store(name)));

/** Keeps an entry, in the place of another one where `instead` names it. Gives its number in the order. */
export function keep(item, instead = null) {
    return transact(["queue"], "readwrite", "strict", async (store) => {
        if (instead !== null) store("queue").delete(instead);
        return answerOf(store("queue").add({ ...item, tries: 0, refused: null }));
    });
}

export function queued() {
    return read("queue", (store) => answerOf(store.getAll()));
}

export async function firstWaiting() {
    return (await queued()).find((item) => !item.refused) ?? null;
}

export async function acknowledged(name, observer) {
    const all = await read("safe", (store) => answerOf(store.getAll()));
    return all.filter((item) => item.case === name && item.observer === observer);
}

/** Changes a kept entry, unless it is gone by now. Gives whether it was there. */
function amend(number, durability, change) {
    return transact(["queue"], "readwrite", durability, async (store) => {
        const item = await answerOf(store("queue").get(number));
        if (item) store("queue").put({ ...item, ...change(item) });
        return Boolean(item);
    });
}

/** From here on the server may have the entry, whatever comes back. Gives whether the entry is still to be sent. */
export function noteTry(number) {
    return amend(number, "relaxed", (item) => ({ tries: item.tries + 1 }));
}

export function refuse(number, problem) {
    return amend(number, "strict", () => ({ refused: problem }));
}

export function tryAgain(number) {
    return amend(number, "strict", () => ({ refused: null }));
}

/** Moves an entry from the queue to what is safe, in one step. */
export function acknowledge(number, answer) {
    return transact(["queue", "safe"], "readwrite", "strict", async (store) => {
        const item = await answerOf(store("queue").get(number));
        if (!item) return;
        store("queue").delete(number);
        store("safe").put({ ...item, answer });
        const keys = await answerOf(store("safe").getAllKeys());
        for (const old of keys.slice(0, Math.max(0, keys.length - SAFE_MAX))) store("safe").delete(old);
    });
}

/** Drops a kept entry. Gives whether it was still there and may go: refused, or never sent. */
export function drop(number) {
    return transact(["queue"], "readwrite", "strict", async (store) => {
        const item = await answerOf(store("queue").get(number));
        const mayGo = Boolean(item) && (item.refused !== null || item.tries === 0);
        if (mayGo) store("queue").delete(number);
        return mayGo;
    });
}

/** Words may be withdrawn: what is safe with the server is kept here only as long as it is of use. */
export function forgetSafe(name, observer) {
    return transact(["safe"], "readwrite", "relaxed", async (store) => {
        for (const item of await answerOf(store("safe").getAll())) {
            if (item.case === name && item.observer === observer) store("safe").delete(item.number);
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
