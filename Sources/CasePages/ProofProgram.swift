/// What the programs in dossiers and deposits have in common: the keys of feeds, and the sizes and roots that were
/// signed with them. The program says beforehand which folders `KEYS` and `CHECKPOINTS` are.
enum ProofProgram {
    static let python = #"""
        def require(holds, what):
            if not holds:
                exit("FAILS: " + what)


        def digest(data):
            return sha256(data).digest()


        def node(left, right):  # RFC 6962, section 2.1
            return digest(b"\1" + left + right)


        def plain(text):
            data = b64decode(text)
            require(b64encode(data) == text, "base64 that is none")
            return data


        def key(feed):
            """The name of a feed's key, its id and the key: a C2SP verifier key, NAME+ID+BASE64 (c2sp.org/signed-note)."""
            text = (KEYS / (feed + ".key")).read_bytes()
            name, number, encoded = text.rstrip(b"\n").split(b"+", 2)
            typed = plain(encoded)
            require(typed[:1] == b"\1" and len(typed) == 33, feed + ": the key is not of Ed25519")
            require(digest(name + b"\n" + typed)[:4].hex().encode() == number, feed + ": the key does not have its id")
            require(digest(typed[1:])[:4].hex() == feed.rsplit("-", 1)[1], feed + " is not named for its key")
            require(name.rsplit(b"/", 1)[-1] == feed.encode(), feed + ": the key is of another feed")
            return name, bytes.fromhex(number.decode()), typed[1:], text


        def checkpoint(feed):
            """A feed's size, root and the text that is signed (c2sp.org/tlog-checkpoint)."""
            name, number, public, _ = key(feed)
            text = (CHECKPOINTS / (feed + ".checkpoint")).read_bytes()
            body, notes = text.split(b"\n\n", 1)
            origin, size, root = body.split(b"\n")
            require(origin == name, feed + ": the checkpoint is of something else")
            signed = False
            for note in notes.split(b"\n")[:-1]:
                dash, signer, encoded = note.split(b" ")
                signature = plain(encoded)
                if signer == name and signature[:4] == number:
                    try:
                        Ed25519PublicKey.from_public_bytes(public).verify(signature[4:], body + b"\n")
                    except InvalidSignature:
                        exit("FAILS: " + feed + ": the signature of the checkpoint is wrong")
                    signed = True
            require(signed, feed + ": the checkpoint is not signed by the feed's key")
            return int(size), plain(root), text
        """#
}
