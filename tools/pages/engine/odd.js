// Data that no page of ours carries, but a later version's log or somebody else's page may.
"use strict";

/** What a page carries of one case of one event: its type, and a text for each path of keys. */
function pageData(paths) {
    const pieces = ["0", ...paths.map(() => "2099-01-01")].map((piece) => Buffer.from(piece));
    const head = {
        version: 1, made: "2026-11-21", title: "Odd", codebook: [], hypothetical: null,
        cases: [{
            name: "odd", title: "Odd", unread: [], feeds: [], types: ["memo.written"], count: 1,
            columns: paths.map((keys) => ["s", null, keys]), shapes: [[0, ...paths.keys()]],
            sizes: pieces.map((piece) => piece.length),
        }],
    };
    return new Uint8Array(Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...pieces]));
}

/** Whether keys that every object has lead out of an event, and change what others have. */
function checkOddKeys(engine) {
    const names = [...Object.getOwnPropertyNames(engine.everyObject), "prototype"];
    const paths = names.flatMap((name) => [[name, "prototype", "learnt"], [name, "learnt"], ["data", name], [name]]);
    let event;
    try {
        [event] = engine.PageData.value(pageData([...paths, ["later", "learnt"]])).cases[0].events;
    } catch (error) {
        console.log(`ODD KEYS  are not read: ${error.message}`);
        return false;
    }
    const leaked = engine.everyObject.learnt !== undefined || engine.everyObject.constructor.learnt !== undefined;
    if (leaked) console.log("ODD KEYS  change what every object of the page has.");
    const isKept = event.later?.learnt === "2099-01-01";
    if (!isKept) console.log("ODD KEYS  An unknown key is not kept.");
    return !leaked && isKept;
}

module.exports = { checkOddKeys };
