/// The program that lies in a dossier, for whoever checks it without ours. What it imports begins with `from`: a line
/// that begins with `import` would be taken for one of Swift's by whatever looks at the walls between the rooms.
package enum DossierProgram {
    package static let python = #"""
        #!/usr/bin/env python3
        """Checks this dossier: every proof, every signature, and that events.jsonl holds exactly the lines that are proven.

            python3 check.py                 the dossier by itself
            python3 check.py --whole FEED    the whole feed, its lines on standard input, against its checkpoint

        Needs Python 3.8 and the package "cryptography". Exits with 0 if everything holds.
        """
        from base64 import b64decode, b64encode
        from hashlib import sha256
        from json import loads
        from pathlib import Path
        from sys import argv, exit, stdin

        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        HERE = Path(__file__).resolve().parent
        KEYS = HERE / "keys"
        CHECKPOINTS = HERE / "checkpoints"


        \#(ProofProgram.python)


        def leaf(line):
            return digest(b"\0" + line)


        def root_of(found, index, size, path):
            """Where a proof leads from a leaf: RFC 9162, section 2.1.3.2, which is that of RFC 6962."""
            here, last = index, size - 1
            for other in path:
                if last == 0:
                    return None
                if here & 1 or here == last:
                    found = node(other, found)
                    while here and not here & 1:
                        here, last = here >> 1, last >> 1
                else:
                    found = node(found, other)
                here, last = here >> 1, last >> 1
            return found if last == 0 else None


        def check_proof(feed, number, line):
            """A proof (c2sp.org/tlog-proof) of a line. What it has as `extra` is the key's line and the event's."""
            what = "%s/%d" % (feed, number)
            size, root, signed = checkpoints[feed]
            text = (HERE / "proofs" / ("%s-%d.tlog-proof" % (feed, number))).read_bytes()
            head, rest = text.split(b"\n\n", 1)
            kind, extra, index, *path = head.split(b"\n")
            require(kind == b"c2sp.org/tlog-proof@v1", what + ": not a tlog-proof")
            require(extra[:6] == b"extra " and plain(extra[6:]) == key(feed)[3] + line, what + ": the proof is of another line")
            require(index == b"index %d" % (number - 1), what + ": the proof is of another number")
            require(rest == signed, what + ": the proof is against another checkpoint")
            led = root_of(leaf(line), number - 1, size, [plain(other) for other in path])
            require(led == root, what + ": the proof does not lead to the root")


        def check_dossier():
            text = (HERE / "events.jsonl").read_bytes()
            lines = text.split(b"\n")
            require(lines.pop() == b"", "events.jsonl does not end with a line")
            proofs = {path.name for path in HERE.glob("proofs/*")}
            places, missing, hashes = [], [], ""
            for line in lines:
                name = loads(line)["id"]
                feed, number = name.split("/")
                places.append((feed, int(number)))
                hashes += leaf(line).hex() + "  " + name + "\n"
                proof = "%s-%d.tlog-proof" % (feed, int(number))
                if proof in proofs:
                    proofs.remove(proof)
                    check_proof(feed, int(number), line)
                else:
                    missing.append(name)
            require(places == sorted(set(places)), "events.jsonl is not in order")
            require(not proofs, "proofs of lines that are not there: " + ", ".join(sorted(proofs)))
            require((HERE / "leaf-hashes.txt").read_text() == hashes, "leaf-hashes.txt lists other hashes")
            for feed, (size, _, _) in sorted(checkpoints.items()):
                here = sum(1 for place in places if place[0] == feed)
                print("%s: %d lines here, of %d that are signed for" % (feed, here, size))
            print("%d of %d lines are proven." % (len(lines) - len(missing), len(lines)))
            if missing:
                exit("NOT PROVEN: " + ", ".join(missing))


        def check_whole(feed):
            """Works out the tree of a feed's lines, and compares them with those of the dossier."""
            size, root, _ = checkpoints[feed]
            told = (HERE / "events.jsonl").read_bytes().split(b"\n")[:-1]
            mine = {line for line in told if loads(line)["id"].startswith(feed + "/")}
            peaks, count = [], 0
            for line in stdin.buffer:
                mine.discard(line[:-1])
                if count < size:
                    count += 1
                    peaks.append(leaf(line[:-1]))
                    for _ in range((count & -count).bit_length() - 1):
                        right = peaks.pop()
                        peaks.append(node(peaks.pop(), right))
            require(count == size, "%s: only %d of the %d lines signed for are there" % (feed, count, size))
            found = peaks.pop()
            while peaks:
                found = node(peaks.pop(), found)
            require(found == root, feed + ": the lines are not those that were signed for")
            require(not mine, feed + ": %d lines of the dossier are not there" % len(mine))
            print("%s: the %d lines signed for are those of the case." % (feed, size))


        checkpoints = {path.stem: checkpoint(path.stem) for path in HERE.glob("checkpoints/*.checkpoint")}
        if len(argv) == 1:
            check_dossier()
        elif len(argv) == 3 and argv[1] == "--whole" and argv[2] in checkpoints:
            check_whole(argv[2])
        else:
            exit(__doc__)

        """#
}
