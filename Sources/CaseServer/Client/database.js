// The database on this device: opening it, and transactions that are complete before anybody is told so.

const NAME = "caselog-capture";

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

/** What a request gives. */
export const answerOf = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
});

/** Runs `work` in one transaction; resolves when that is complete, not before. */
export async function transact(names, mode, durability, work) {
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

export const read = (name, work) => transact([name], "readonly", "relaxed", (store) => work(store(name)));
