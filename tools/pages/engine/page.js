// Pages that caselog has written, read as a browser reads them: the engine, and what a page carries.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const zlib = require("node:zlib");

const folder = path.join(__dirname, "../../../Sources/CasePages/Page");

/** The engine and what reads a page's data, as a browser would have them: their files one behind the other. */
function loadEngine() {
    const files = [...fs.readFileSync(path.join(folder, "engine.txt"), "utf8").trim().split("\n"), "data.js"];
    const source = files.map((file) => fs.readFileSync(path.join(folder, file), "utf8")).join("\n");
    return vm.runInNewContext(
        `${source};\n({ CaseModel, PageData, Vocabulary, Forms, everyObject: Object.prototype })`, { TextDecoder },
        { filename: "engine" });
}

/** What a page of a case carries, by way of the file that caselog writes. */
function readPage(program, engine, place, scratch) {
    const file = path.join(scratch, "page.html");
    program.run("page", place, "-o", file);
    const [, data] = /id="data">([^<]*)</.exec(fs.readFileSync(file, "utf8"));
    return engine.PageData.value(new Uint8Array(zlib.inflateSync(Buffer.from(data, "base64"))));
}

module.exports = { loadEngine, readPage };
