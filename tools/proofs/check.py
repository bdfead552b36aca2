#!/usr/bin/env python3
"""Checks checkpoints and proofs of caselog with a few lines of Python, the standard library and `cryptography`.

Shares no code with caselog. Usage: check.py KEY checkpoint|line|continuation FILE [--every-bit]
"""

import base64
import hashlib
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Failure(Exception):
    pass


def require(condition, words):
    if not condition:
        raise Failure(words)


def unbase64(text):
    try:
        decoded = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Failure("not base64") from error
    require(base64.b64encode(decoded) == text, "not canonical base64")
    return decoded


def number(text):
    require(text.isdigit() and str(int(text)).encode() == text, "not a number")
    return int(text)


def leaf(line):
    return hashlib.sha256(b"\x00" + line).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


class Key:
    def __init__(self, line):
        self.line = line
        name, key_id, key = line.split(b"+", 2)
        raw = unbase64(key)
        require(raw[:1] == b"\x01" and len(raw) == 33, "not an Ed25519 key")
        self.name, self.public = name, raw[1:]
        self.id = hashlib.sha256(name + b"\n" + raw).digest()[:4]
        require(self.id.hex().encode() == key_id, "the key's id is wrong")
        # A feed is named for the beginning of the SHA-256 of its key.
        require(name.endswith(b"-" + hashlib.sha256(self.public).hexdigest()[:8].encode()), "not the feed's key")


def open_checkpoint(text, key):
    """The size and root of the checkpoint that begins `text`, and what follows it."""
    body, separator, rest = text.partition(b"\n\n")
    require(separator, "no empty line")
    body += b"\n"
    is_signed = False
    while rest.startswith("\u2014 ".encode()):
        line, end, rest = rest.partition(b"\n")
        require(end, "a signature does not end")
        words = line.split(b" ")
        require(len(words) == 3, "not a signature")
        signature = unbase64(words[2])
        if words[1] == key.name and signature[:4] == key.id:
            try:
                Ed25519PublicKey.from_public_bytes(key.public).verify(signature[4:], body)
            except InvalidSignature as error:
                raise Failure("the signature is wrong") from error
            is_signed = True
    require(is_signed, "not signed with the key")
    origin, size, root, end = body.split(b"\n")
    require(origin == key.name and end == b"", "not a checkpoint of this feed")
    return number(size), unbase64(root), rest


def hashes(text):
    block, separator, rest = text.partition(b"\n\n") if not text.startswith(b"\n") else (b"", b"\n", text[1:])
    require(separator, "the hashes do not end")
    return [unbase64(line) for line in block.split(b"\n")] if block else [], rest


def half(count):
    return 1 << (count - 1).bit_length() - 1


def root_of_line(found, index, size, proof):
    """RFC 6962, section 2.1.1, from the root down, so that each hash is used from the end of the list on."""
    require(index < size, "no such line")
    if size == 1:
        require(not proof, "too many hashes")
        return found
    require(proof, "too few hashes")
    split = half(size)
    if index < split:
        return node(root_of_line(found, index, split, proof[:-1]), proof[-1])
    return node(proof[-1], root_of_line(found, index - split, size - split, proof[:-1]))


def roots(old, size, proof, old_root, is_whole=True):
    """RFC 6962, section 2.1.2: the roots of the old tree and of the new one."""
    if old == size:
        if is_whole:
            require(not proof, "too many hashes")
            return old_root, old_root
        require(len(proof) == 1, "not as many hashes as needed")
        return proof[0], proof[0]
    require(proof, "too few hashes")
    split = half(size)
    if old <= split:
        before, after = roots(old, split, proof[:-1], old_root, is_whole)
        return before, node(after, proof[-1])
    before, after = roots(old - split, size - split, proof[:-1], old_root, False)
    return node(proof[-1], before), node(proof[-1], after)


def check(kind, text, key):
    if kind == "checkpoint":
        size, _, rest = open_checkpoint(text, key)
        require(not rest, "something follows")
        return f"signed for {size} lines"
    first, _, text = text.partition(b"\n")
    second, _, text = text.partition(b"\n")
    if kind == "line":
        require(first == b"c2sp.org/tlog-proof@v1" and second.startswith(b"extra "), "not a proof of a line")
        key_line, _, line = unbase64(second[6:]).partition(b"\n")
        third, _, text = text.partition(b"\n")
        require(third.startswith(b"index "), "no index")
        index = number(third[6:])
        proof, text = hashes(text)
        size, root, rest = open_checkpoint(text, key)
        require(root_of_line(leaf(line), index, size, proof) == root, "the hashes lead elsewhere")
        words = f"line {index + 1} holds {len(line)} bytes"
    else:
        require(first == b"caselog/continuation-proof@v1" and second.startswith(b"key "), "not a continuation")
        key_line = second[4:]
        proof, text = hashes(text)
        old, old_root, text = open_checkpoint(text, key)
        size, root, rest = open_checkpoint(text, key)
        require(0 < old <= size, "not a continuation")
        require(roots(old, size, proof, old_root) == (old_root, root), "the hashes lead elsewhere")
        words = f"goes on from {old} to {size} lines"
    require(key_line == key.line and not rest, "another key, or something follows")
    return words


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as file:
        key = Key(file.read().removesuffix(b"\n"))
    with open(sys.argv[3], "rb") as file:
        text = file.read()
    try:
        words = check(sys.argv[2], text, key)
    except Failure as failure:
        sys.exit(f"does not hold: {failure}")
    if "--every-bit" in sys.argv[4:]:
        for place in range(len(text)):
            for bit in range(8):
                changed = text[:place] + bytes([text[place] ^ 1 << bit]) + text[place + 1:]
                try:
                    check(sys.argv[2], changed, key)
                except (Failure, ValueError):
                    continue
                sys.exit(f"holds with bit {bit} of byte {place} changed")
        words += f"; {len(text) * 8} changed ones do not hold"
    print(words)


if __name__ == "__main__":
    main()
