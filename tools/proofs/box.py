#!/usr/bin/env python3
"""Opens the boxes of Privacy.md with a few lines of Python, the standard library and `cryptography`.

Shares no code with caselog. Usage: box.py PAGE
"""

import base64
import sys

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

NAMES = ("subject", "event", "field", "key", "nonce", "text", "box")


def vectors(page):
    found = []
    examples = page.split("\n### Examples\n")[1].split("\n#")[0]
    for line in examples.split("\n"):
        name, _, value = line.partition(" ")
        if name not in NAMES:
            continue
        if name == "subject":
            found.append({})
        found[-1][name] = value.lstrip(" ")
    return found


def size_class(count):
    size, step = 64, 16
    while size < count:
        size += step
        if size & (size - 1) == 0:
            step = size // 4
    return size


def lz4_block(block):
    """Decompresses an LZ4 block, after the description of the format."""
    out, at = bytearray(), 0

    def length(nibble):
        nonlocal at
        if nibble < 15:
            return nibble
        total = 15
        while True:
            at += 1
            total += block[at - 1]
            if block[at - 1] != 255:
                return total

    while True:
        token, at = block[at], at + 1
        literals = length(token >> 4)
        out += block[at : at + literals]
        at += literals
        if at == len(block):
            return bytes(out)
        distance, at = int.from_bytes(block[at : at + 2], "little"), at + 2
        for _ in range(length(token & 15) + 4):
            out.append(out[-distance])


def unpad(padded):
    method = padded[0]
    text_size, stored_size = (int.from_bytes(padded[i : i + 2], "little") for i in (1, 3))
    assert len(padded) == size_class(5 + stored_size), "not the smallest class"
    assert not any(padded[5 + stored_size :]), "not padded with zeros"
    stored = padded[5 : 5 + stored_size]
    assert method in (0, 1), "no such method"
    text = lz4_block(stored) if method else stored
    assert len(text) == text_size, "another length"
    return text.decode("utf-8"), method


def open_box(raw, key, info):
    assert raw[0] == 1, "not version 1"
    nonce = raw[1:13]
    box_key = HKDFExpand(SHA256(), 32, info + nonce).derive(key)
    return unpad(ChaCha20Poly1305(box_key).decrypt(nonce, raw[13:], info))


def info_of(vector):
    return b"\0".join([b"caselog/box/1"] + [vector[name].encode() for name in ("subject", "event", "field")])


def seal(vector):
    """The box of a text that is stored as it is."""
    text, nonce, info = vector["text"].encode(), bytes.fromhex(vector["nonce"]), info_of(vector)
    size = len(text).to_bytes(2, "little")
    padded = b"\0" + size + size + text
    padded += bytes(size_class(len(padded)) - len(padded))
    key = HKDFExpand(SHA256(), 32, info + nonce).derive(bytes.fromhex(vector["key"]))
    return base64.b64encode(b"\1" + nonce + ChaCha20Poly1305(key).encrypt(nonce, padded, info)).decode()


def refuses(raw, key, info):
    try:
        open_box(raw, key, info)
    except (InvalidTag, AssertionError, ValueError):
        return True
    return False


def main():
    found = vectors(open(sys.argv[1], encoding="utf-8").read())
    assert len(found) >= 4, "too few vectors"
    methods = set()
    for vector in found:
        raw, key, info = base64.b64decode(vector["box"], validate=True), bytes.fromhex(vector["key"]), info_of(vector)
        assert raw[1:13].hex() == vector["nonce"]
        text, method = open_box(raw, key, info)
        assert text == vector["text"], text
        if method == 0:
            assert seal(vector) == vector["box"]
        methods.add(method)
        for bit in range(len(raw) * 8):
            changed = bytearray(raw)
            changed[bit // 8] ^= 1 << bit % 8
            assert refuses(bytes(changed), key, info), bit
        assert all(refuses(raw[:count], key, info) for count in range(1, len(raw)))
        for name in ("subject", "event", "field"):
            assert refuses(raw, key, info_of(vector | {name: vector[name] + "x"}))
    assert methods == {0, 1}, "no vector is compressed, or all are"
    print(f"{len(found)} boxes open for Python, and none of them with any bit changed, cut short or elsewhere.")


if __name__ == "__main__":
    main()
