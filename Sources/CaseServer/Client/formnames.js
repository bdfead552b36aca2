// The names that a quick form has without a sign: what stands behind "on", or where the form says DISPUTE, THING or
// OFFSET. As with `words.js`, what an entry means is the server's to say; where this differs, nothing is lost but a
// question.

import { fieldsOf, isMarker, partsOf } from "./usage.js";

/** Fields that take something from a list that the server tells; what they take by number needs no question. */
const THINGS = new Set(["dispute", "proposal", "decision", "offset", "thing"]);
const PIECE = /[@#](?:"[^"]*"|“[^”]*”|\S+)|"([^"]+)"|“([^”]+)”|[^\s,]+/gu;
const EVENT = /^(?:[\w-]+\/)?[1-9]\d*$/;

/** The names in the forms among the lines of a text: { name, what, start, end }, `what` being the kind of field. */
export function namesInForms(text, forms) {
    let start = 0;
    return text.split("\n").flatMap((line) => {
        const from = start;
        start += line.length + 1;
        return namesInForm(line, forms).map((one) => ({ ...one, start: one.start + from, end: one.end + from }));
    });
}

function namesInForm(line, forms) {
    const [head, called] = /^!([\w-]+)\s/.exec(line) ?? [];
    const form = forms.find(({ name }) => name === called);
    if (!form) return [];
    const fields = fieldsOf(partsOf(form)).map(({ field }) => field);
    const open = fields.filter(({ name }) => THINGS.has(name));
    const found = [];
    let marker = "";
    // Words begin behind a colon, or with what fits nowhere.
    for (const match of line.slice(head.length).split(/:(?=\s|$)/)[0].matchAll(PIECE)) {
        const [piece, plain, curly] = match;
        if (piece === "because") break;
        const before = marker;
        marker = isMarker(piece) ? piece : "";
        if (marker || /^[@#]/.test(piece)) continue;
        const quoted = plain ?? curly;
        const place = open.findIndex((field) => (before ? field.marker === before || before === "on" : !field.marker));
        if (place >= 0 && (before || quoted === undefined)) {
            const [{ name: what }] = open.splice(place, 1);
            const at = head.length + match.index;
            const name = quoted ?? piece;
            if (!EVENT.test(name)) found.push({ name, what, start: at, end: at + piece.length });
        } else if (!fields.some((field) => field.choices?.includes(piece) || (before && field.marker === before))) {
            break;
        }
    }
    return found;
}
