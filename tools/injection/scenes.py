"""The commands that are run, each on a case of its own kind, and what has to come of them."""

import base64
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

TIMEOUT = 60
# Stands for the file to import.
INPUT = "INPUT"
# Stands for the folder that files are made in.
MADE = "MADE"


class Place:
    """A study, the devices that write to it, and the program: all that a command touches."""

    def __init__(self, folder, program):
        self.folder = Path(folder)
        self.program = program
        self.case = self.folder / "elm.caselog"

    def copy_to(self, folder):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        place = Place(folder, self.program)
        place.move_made(self.folder)
        return place

    def move_made(self, folder):
        """Files made from the case are noted from the root; those of a copy are its own."""
        for record in self.folder.glob("*/private/cases/*/*.made"):
            record.write_text(moved(record.read_text(), folder, self.folder))

    def digest(self):
        """The same for the same files, wherever they lie."""
        digest = hashlib.sha256()
        for path in sorted(path for path in self.folder.rglob("*") if path.is_file()):
            bytes = path.read_bytes()
            if path.suffix == ".made":
                bytes = moved(bytes.decode(), self.folder, "").encode()
            for part in (str(path.relative_to(self.folder)).encode(), bytes):
                digest.update(hashlib.sha256(part).digest())
        return digest.digest()

    def argv(self, verb, *arguments):
        paths = {INPUT: self.folder / "input.jsonl", MADE: self.folder / "made" / verb}
        given = [str(paths.get(argument, argument)) for argument in arguments]
        return [self.program, verb, str(self.folder / "elm"), *given]

    def environment(self, device):
        return {"CASELOG_HOME": str(self.folder / device), "USER": "jw", "HOME": str(self.folder), "PATH": os.environ["PATH"]}

    def run(self, device, verb, *arguments):
        return subprocess.run(self.argv(verb, *arguments), env=self.environment(device), capture_output=True,
                              timeout=TIMEOUT)

    def succeed(self, device, verb, *arguments):
        done = self.run(device, verb, *arguments)
        if done.returncode != 0:
            raise SystemExit(f"'{verb}' failed before anything was injected:\n{done.stderr.decode()}")
        return done.stdout

    def add(self, device, text):
        return self.run(device, "add", "memo.written", f"text={text}", "--occurred", "2019-06-03")

    def write_lines(self, count, size=0, opens=False):
        """Makes the file to import."""
        path = self.folder / "input.jsonl"
        lines = [{"type": "memo.written", "occurred": "2019-06", "data": {"text": f"line {number} " + "x" * size}}
                 for number in range(count)]
        if opens:
            lines.insert(0, {"type": "case.opened", "occurred": "2019", "data": {"case": "elm", "title": "Elm"}})
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))

    def feed_files(self, ending):
        return sorted(self.case.glob(f"feeds/*/*{ending}"))


def checked(words):
    """A line of the files that stand beside keys."""
    return f"{words} {hashlib.sha256(words.encode()).hexdigest()[:16]}\n"


def moved(made, old, new):
    """The notes of files made from a case, after its folder has become another."""
    lines = []
    for line in made.splitlines():
        what, kind, time, path, _ = line.split(" ")
        path = base64.b64decode(path).decode().replace(str(old), str(new))
        lines.append(checked(f"{what} {kind} {time} {base64.b64encode(path.encode()).decode()}"))
    return "".join(lines)


class Scene:
    """A case, and the command that is disturbed on it.

    name:    as the table shows it; its first word is the verb.
    prepare: makes the case.
    command: what is run: (device, verb, arguments).
    count:   how many events it appends.
    judge:   what looks at what it leaves; `Outcome` where none is given.
    """

    def __init__(self, name, prepare, command, count, judge=None):
        self.name = name
        self.prepare = prepare
        self.command = command
        self.count = count
        self.judge = judge

    @property
    def makes_case(self):
        return self.prepare is nothing


def nothing(place):
    place.write_lines(4, opens=True)


def some_events(place):
    place.succeed("home", "new", "--title", "Elm", "--by", "jw")
    for number in range(5):
        place.add("home", f"before {number}")
    place.write_lines(5)


def signed_before(place):
    some_events(place)
    place.succeed("home", "sign")
    place.add("home", "after the checkpoint")


def full_segment(place):
    """The next event closes the segment, which is then sealed."""
    place.succeed("home", "new", "--title", "Elm", "--by", "jw")
    place.write_lines(4_095)
    place.succeed("home", "import", INPUT)


def torn_tail(place):
    """What a crash leaves that lost the end of a commit."""
    some_events(place)
    [segment] = place.feed_files(".open.jsonl.lz4")
    bytes = bytearray(segment.read_bytes())
    end = bytes.index(b"\x5b\x2a\x4d\x18")
    bytes[end:end + 60] = bytes[:60]
    segment.write_bytes(bytes)


def half_sealed(place):
    """What a crash leaves that came before the open segment was removed."""
    some_events(place)
    [segment] = place.feed_files(".open.jsonl.lz4")
    bytes = segment.read_bytes()
    place.succeed("home", "seal")
    segment.write_bytes(bytes)
    (segment.parent / ".tmp-left").write_bytes(b"left")


def large_input(place):
    some_events(place)
    place.write_lines(600, size=2_000)


ADD = ("add", ("memo.written", "text=disturbed", "--occurred", "2019-06-03"))
IMPORT = ("import", (INPUT,))

SCENES = [
    Scene("add", some_events, ("home", *ADD), 1),
    Scene("add, the device's first", some_events, ("other", *ADD), 1),
    Scene("add, after a torn tail", torn_tail, ("home", *ADD), 1),
    Scene("add, after half a seal", half_sealed, ("home", *ADD), 1),
    Scene("add, to a full segment", full_segment, ("home", *ADD), 1),
    Scene("import", some_events, ("home", *IMPORT), 5),
    Scene("import, over 1 MiB", large_input, ("home", *IMPORT), 600),
    Scene("import, a new case", nothing, ("home", *IMPORT), 5),
    Scene("new", nothing, ("home", "new", ("--title", "Elm")), 1),
    Scene("seal", signed_before, ("home", "seal", ()), 0),
    Scene("seal, a full segment", full_segment, ("home", "seal", ()), 0),
    Scene("sign", signed_before, ("home", "sign", ()), 0),
]
