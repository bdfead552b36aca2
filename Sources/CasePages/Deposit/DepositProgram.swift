/// The program that lies in a deposit, for whoever checks it without ours. What it imports begins with `from`: a line
/// that begins with `import` would be taken for one of Swift's by whatever looks at the walls between the rooms.
package enum DepositProgram {
    package static let python = #"""
        #!/usr/bin/env python3
        """Checks this deposit: that no file changed, that the hashes of all lines of the case lead to the roots that were signed,
        that each event stands there under its number, and that its words are those that were sealed.

            python3 check.py

        Needs Python 3.8 and the package "cryptography". Exits with 0 if everything holds.
        """
        from base64 import b64decode, b64encode
        from hashlib import sha256
        from json import loads
        from pathlib import Path
        from sys import exit

        from cryptography.exceptions import InvalidSignature, InvalidTag
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        HERE = Path(__file__).resolve().parent
        PROOFS = HERE / "proofs"
        KEYS = CHECKPOINTS = PROOFS


        \#(ProofProgram.python)


        def check_bag():
            """The sums of the bag (RFC 8493), where this folder still lies in it."""
            manifest = HERE.parent / "manifest-sha256.txt"
            if not manifest.is_file():
                print("The files were not compared with the bag's manifest, which is not here.")
                return
            listed = dict(line.split("  ", 1)[::-1] for line in manifest.read_text().splitlines())
            there = {path.relative_to(HERE.parent).as_posix() for path in HERE.rglob("*") if path.is_file()}
            require(there == set(listed), "the files are not those of the manifest: " + ", ".join(sorted(there ^ set(listed))))
            for name, sum in sorted(listed.items()):
                hash = sha256()
                with open(HERE.parent / name, "rb") as file:
                    for piece in iter(lambda: file.read(1 << 20), b""):
                        hash.update(piece)
                require(hash.hexdigest() == sum, name + " has changed")


        def check_tree(feed):
            """Works out the root over the hashes of a feed's lines. Returns how many of these are signed for."""
            lines = leaves[feed]
            require(len(lines) % 65 == 0, feed + ".leaves is not made of hashes, one a line")
            if not (PROOFS / (feed + ".checkpoint")).is_file():
                key(feed)
                return 0
            size, root, _ = checkpoint(feed)
            require(size <= len(lines) // 65, feed + ": there are fewer hashes than lines that were signed for")
            peaks = []
            for count in range(1, size + 1):
                peaks.append(bytes.fromhex(leaf(feed, count)))
                for _ in range((count & -count).bit_length() - 1):
                    right = peaks.pop()
                    peaks.append(node(peaks.pop(), right))
            found = peaks.pop() if peaks else digest(b"")
            while peaks:
                found = node(peaks.pop(), found)
            require(found == root, feed + ": the hashes do not lead to the root that was signed")
            return size


        def leaf(feed, number):
            start = (number - 1) * 65
            require(leaves[feed][start + 64 : start + 65] == b"\n", feed + ".leaves is not made of hashes, one a line")
            return leaves[feed][start : start + 64].decode()


        def lz4_block(block):
            """Decompresses an LZ4 block."""
            out, at = bytearray(), 0

            def length(count):
                nonlocal at
                more = count == 15
                while more:
                    more = block[at] == 255
                    count, at = count + block[at], at + 1
                return count

            while True:
                token, at = block[at], at + 1
                count = length(token >> 4)
                out += block[at : at + count]
                at += count
                if at == len(block):
                    return bytes(out)
                distance, at = int.from_bytes(block[at : at + 2], "little"), at + 2
                for _ in range(length(token & 15) + 4):
                    out.append(out[-distance])


        def unsealed(private, event, field, key):
            """What a box holds: ChaCha20-Poly1305 with the box's own key, over a padded text."""
            box = b64decode(private["box"])
            place = b"\0".join(part.encode() for part in ("caselog/box/1", private["subject"], event, field))
            try:
                padded = ChaCha20Poly1305(key).decrypt(box[1:13], box[13:], place)
            except InvalidTag:
                exit("FAILS: %s: the box of %s does not open with its key" % (event, field))
            size = int.from_bytes(padded[1:3], "little")
            stored = padded[5 : 5 + int.from_bytes(padded[3:5], "little")]
            text = lz4_block(stored) if padded[0] else stored
            require(len(text) == size, event + ": the box of " + field + " holds a text of another size")
            return text.decode()


        def opened(stored, keys):
            """A stored event with words in the place of its boxes. Their keys come in the order of the events."""
            event = stored["id"]
            ours = {}
            while keys and keys[-1][0] == event:
                _, field, key = keys.pop()
                ours[field] = bytes.fromhex(key)

            def words(value, field):
                if not isinstance(value, dict) or set(value) != {"private"}:
                    return value
                require(field in ours, "%s: there is no key for the box of %s" % (event, field))
                return unsealed(value["private"], event, field, ours.pop(field))

            shown = dict(stored)
            if "note" in stored:
                shown["note"] = words(stored["note"], "note")
            shown["data"] = {name: words(value, "data." + name) for name, value in stored["data"].items()}
            require(not ours, event + ": keys of boxes that are not there")
            return shown


        def check_events():
            rows = (PROOFS / "box-keys.csv").read_text().splitlines()
            require(rows[:1] == ["event,field,key"], "box-keys.csv does not begin as it should")
            keys = [row.split(",") for row in rows[:0:-1]]
            count = whole = unsigned = 0
            before = ("", 0)
            with open(HERE / "events.jsonl", "rb") as events, open(PROOFS / "stored.jsonl", "rb") as lines:
                line = lines.readline()
                for text in events:
                    event = loads(text)
                    feed, number = event["id"].rsplit("/", 1)
                    require(feed in leaves and 1 <= int(number) <= len(leaves[feed]) // 65, event["id"] + " has no hash")
                    require(before < (feed, int(number)), "events.jsonl is not in order")
                    before = (feed, int(number))
                    count += 1
                    unsigned += int(number) > sizes[feed]
                    stored = loads(line) if line else None
                    if stored and stored["id"] == event["id"]:
                        hash = digest(b"\0" + line.rstrip(b"\n")).hex()
                        require(hash == leaf(feed, int(number)), event["id"] + ": the stored line has another hash")
                        require(opened(stored, keys) == event, event["id"] + " does not say what is stored")
                        line = lines.readline()
                        whole += 1
            require(not line, "stored.jsonl holds lines of events that are not here, or stand elsewhere")
            require(not keys, "box-keys.csv holds keys of events that are not here")
            total = sum(len(lines) // 65 for lines in leaves.values())
            print("%d of the %d lines of the case are deposited, %d of them as they are stored." % (count, total, whole))
            if unsigned:
                exit("NOT PROVEN: nobody has signed for %d of the events." % unsigned)


        check_bag()
        leaves = {path.stem: path.read_bytes() for path in PROOFS.glob("*.leaves")}
        sizes = {feed: check_tree(feed) for feed in sorted(leaves)}
        for feed, size in sizes.items():
            print("%s: %d lines, signed for %d" % (feed, len(leaves[feed]) // 65, size))
        check_events()

        """#
}
