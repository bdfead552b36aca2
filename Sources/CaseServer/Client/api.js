// Asking the server. Whatever is not plainly an answer of caselog (a login page of the house's network, a proxy that
// found nobody) counts as not reached: an entry is neither safe nor refused because of it.

const PATIENCE = 20_000;
const PROBLEM = "urn:caselog:problem:";
/** The kinds of problem that lie in what was sent. All others lie in how things stand with the server. */
const OF_WHAT_WAS_SENT = new Set(["refused", "contradiction", "key-taken", "malformed", "too-large"]);

/** The server was not reached: the same again, later. */
export class Unreachable extends Error {}
/** The server asks who this is. */
export class Unpaired extends Error {}
/** The server was reached, and does not do it as things stand with it: the same again, later. */
export class Held extends Error {
    constructor(problem) {
        super(problem.detail ?? problem.title);
        this.kind = problem.kind;
    }
}
/** The server has understood, and will not take it as it is. */
export class Refused extends Error {
    constructor(problem) {
        super(problem.detail ?? problem.title);
        this.problem = problem;
    }
}

export async function ask(path, { method = "GET", observer, key, body } = {}) {
    const headers = { Accept: "application/json" };
    if (observer) headers["Caselog-Observer"] = observer;
    if (key) headers["Idempotency-Key"] = key;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const patience = AbortSignal.timeout(PATIENCE);
    let response, answer;
    try {
        response = await fetch(path, { method, headers, body, cache: "no-store", redirect: "error", signal: patience });
        answer = await answerIn(response);
    } catch (error) {
        throw new Unreachable(patience.aborted ? "it does not answer" : "there is no connection");
    }
    if (response.status === 204) return {};
    if (response.ok && answer) return answer;
    throw failureOf(response.status, answer);
}

async function answerIn(response) {
    const type = response.headers.get("Content-Type") ?? "";
    if (!/^application\/(problem\+)?json\b/.test(type)) return null;
    const answer = await response.json();
    return typeof answer === "object" ? answer : null;
}

function failureOf(status, answer) {
    const type = typeof answer?.type === "string" ? answer.type : "";
    if (!type.startsWith(PROBLEM)) return new Unreachable(`something else answers in its place (${status})`);
    if (status === 401) return new Unpaired();
    const kind = type.slice(PROBLEM.length);
    const problem = { kind, status, title: answer.title, detail: answer.detail, lines: answer.lines };
    return OF_WHAT_WAS_SENT.has(kind) ? new Refused(problem) : new Held(problem);
}

/** What a refusal says, in one line. */
export function refusalWords({ title, detail, lines, status, mayBeStored }) {
    if (mayBeStored) return `The server fails at this entry, and may have stored it all the same. It says: ${detail}`;
    const sentences = (lines ?? []).flatMap((line) => line.sentences ?? []);
    return [detail ?? title ?? `The server answers ${status}.`, ...sentences.filter((one) => one !== detail)].join(" ");
}

export const casePath = (name) => `/api/cases/${encodeURIComponent(name)}`;
