// caselog as a program.
"use strict";

const { spawnSync } = require("node:child_process");
const path = require("node:path");

/** What caselog said when it did not do what it was asked. */
class Refusal extends Error {}

class Program {
    constructor(caselog, home) {
        this.caselog = caselog;
        this.home = home;
    }

    run(...words) {
        return this.runAs("check", ...words);
    }

    /** Runs it as on the device of somebody, whose feed has their name. */
    runAs(name, ...words) {
        const environment = { ...process.env, CASELOG_HOME: path.join(this.home, name), USER: name, LOGNAME: name };
        const options = { env: environment, maxBuffer: 2 ** 30, stdio: ["ignore", "pipe", "pipe"] };
        const { status, stdout, stderr } = spawnSync(this.caselog, words, options);
        if (status !== 0) throw new Refusal(`${words.join(" ")}\n${stderr}`);
        return stdout.toString();
    }
}

module.exports = { Program, Refusal };
