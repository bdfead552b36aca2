// Reads what the page carries: base64 of a zlib stream of the columns that PageData in CasePages writes, where Page.md has
// their form. An event comes out as the line that `caselog events --json` prints.
const PageData = {
    /** The value in the page. */
    async read() {
        const element = document.getElementById("data");
        const text = element.textContent;
        // Nobody needs it a second time, and it is large.
        element.remove();
        return PageData.value(await PageData.unpack(PageData.bytes(text)));
    },

    bytes(base64) {
        if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
        const characters = atob(base64);
        const bytes = new Uint8Array(characters.length);
        for (let at = 0; at < bytes.length; at += 1) bytes[at] = characters.charCodeAt(at);
        return bytes;
    },

    async unpack(packed) {
        const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
        return new Uint8Array(await new Response(stream).arrayBuffer());
    },

    value(bytes) {
        const decoder = new TextDecoder();
        let at = bytes.indexOf(0x0a) + 1;
        const head = JSON.parse(decoder.decode(bytes.subarray(0, at)));
        const { version, made, title, codebook, hypothetical } = head;
        if (version !== 1) throw new Error(`The data is of version ${version}, and this page reads version 1.`);
        const cases = head.cases.map((one) => {
            const pieces = one.sizes.map((size) => {
                at += size;
                return decoder.decode(bytes.subarray(at - size, at));
            });
            const { name, title, unread } = one;
            return { name, title, unread, events: PageData.events(one, pieces) };
        });
        return { version, made, title, codebook, hypothetical, cases };
    },

    events({ feeds, types, columns, shapes, count }, pieces) {
        if (count === 0) return [];
        let next = 1;
        const readers = columns.map(([kind, , path]) => {
            const values = PageColumn.values(kind, pieces[next], kind === "l" ? pieces[next + 1] : "", feeds);
            next += kind === "l" ? 2 : 1;
            return new PageColumn(path, values);
        });
        const made = shapes.map(([type, ...own]) => ({ type: types[type], own: own.map((column) => readers[column]) }));
        const events = new Array(count);
        const order = PageColumn.literals(pieces[0]);
        for (let at = 0; at < count; at += 1) {
            const { type, own } = made[order[at]];
            const event = { id: "", type };
            for (const column of own) column.put(event);
            events[at] = event;
        }
        return events;
    },
};

/** The values of one key or field, handed out one by one. */
class PageColumn {
    constructor(path, values) {
        this.path = path;
        this.key = path[path.length - 1];
        this.values = values;
        this.next = 0;
        // What every object has of its own accord no key may stand for: it would lead out of the event.
        this.isRefused = path.some((key) => key in Object.prototype);
    }

    /** Puts the next value into its place in an event. */
    put(event) {
        const value = this.values[this.next];
        this.next += 1;
        if (this.isRefused) return;
        let place = event;
        for (let at = 0; at < this.path.length - 1; at += 1) {
            const key = this.path[at];
            if (!Object.hasOwn(place, key)) place[key] = {};
            place = place[key];
        }
        place[this.key] = value;
    }

    static values(kind, text, counts, feeds) {
        switch (kind) {
            case "s": return PageColumn.texts(text);
            case "l": return PageColumn.lists(PageColumn.texts(text), PageColumn.literals(counts));
            case "j": return PageColumn.literals(text);
            case "n": return PageColumn.near(text.split("\n"));
            case "i": return PageColumn.ids(text.split("\n"), feeds);
            default: throw new Error(`There is no kind ${kind} of columns.`);
        }
    }

    static texts(text) {
        // What has no escapes is as it stands.
        return text.includes("\\") ? JSON.parse(`["${text.replaceAll("\n", '","')}"]`) : text.split("\n");
    }

    static literals(text) {
        return JSON.parse(`[${text.replaceAll("\n", ",")}]`);
    }

    static lists(elements, counts) {
        let at = 0;
        return counts.map((count) => elements.slice(at, (at += count)));
    }

    /** Each begins with as many characters of the one before as its first letter says. */
    static near(lines) {
        let last = "";
        return lines.map((line) => (last = last.slice(0, line.charCodeAt(0) - 65) + line.slice(1)));
    }

    static ids(lines, feeds) {
        let feed = 0;
        const sequences = feeds.map(() => 0);
        return lines.map((line) => {
            const slash = line.indexOf("/");
            if (slash >= 0) feed = Number(line.slice(0, slash));
            sequences[feed] += 1 + Number(line.slice(slash + 1));
            return `${feeds[feed]}/${sequences[feed]}`;
        });
    }
}
