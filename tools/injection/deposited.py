"""What has to come of private words, of deposits and of new cases that are disturbed."""

import hashlib

from judge import DONE, Outcome
from private import LINES, WITHDRAW, first_private, known_person, new_case, private_case
from scenes import INPUT, MADE, Scene
from strace import KILL

MEMO = ("memo.written", "text=A gannet dives.", "--private", "text", "--occurred", "2019-06-03")
SAID = ("excerpt.recorded", "text=A gannet dives.", "speaker=p08", "--source", "talk", "--occurred", "2019-06-03")


class PrivateAdd(Outcome):
    """What was acknowledged can be read, and stands nowhere in the clear."""

    def check(self):
        super().check()
        for path in self.place.folder.rglob("*"):
            if path.is_file() and b"gannet" in path.read_bytes():
                self.expect(False, f"private words stand in '{path.relative_to(self.place.folder)}'")
        if self.acknowledged:
            shown = self.place.run(self.device, "show", "timeline").stdout
            self.expect(b"gannet" in shown, "acknowledged, and not to be read")
        return self


class Deposited(Outcome):
    """The deposit is there, whole, or it is not; what is left of one that is not is told, and goes."""

    def check(self):
        self.check_exit()
        made = self.place.folder / "made"
        if (made / "deposit").exists():
            self.check_bag(made / "deposit")
        else:
            self.expect(self.done.returncode != DONE, "acknowledged, and not there")
        self.acknowledged = self.done.returncode == DONE
        left = self.left()
        if self.fault.error != KILL and "unlink" not in self.fault.call and self.fault.call not in ("rmdir", "openat", "getdents64"):
            self.expect(not left, f"left behind: {left}")
        # A withdrawal has to find what is left, too; the words of it are nobody's to keep.
        if self.fault.number % 2:
            done = self.place.run(self.device, "withdraw", *WITHDRAW)
            self.expect(done.returncode == DONE, f"withdraw says {done.returncode}: {done.stderr.decode().strip()}")
            found = [path.name for path in made.rglob("*") if path.is_file() and b"gannet" in path.read_bytes()]
            self.expect(not found, f"withdrawn, and words stand in {found}")
        else:
            done = self.place.run(self.device, "deposit", "-o", str(made / "again"), "--anyway")
            self.expect(done.returncode == DONE, f"once more says {done.returncode}: {done.stderr.decode().strip()}")
            self.check_bag(made / "again")
            for name in left:
                self.expect(name in done.stderr.decode(), f"{name} is not told")
        self.expect(not self.left(), f"left behind by the next command: {self.left()}")
        sound = self.place.run(self.device, "verify")
        self.expect(sound.returncode == DONE, f"verify says {sound.stdout.decode().strip()}")
        return self

    def left(self):
        return [path.name for path in (self.place.folder / "made").glob(".*")]

    def check_bag(self, bag):
        """As BagIt has it: every file of the payload is listed, and all that is listed is there as it was hashed."""
        listed = set()
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            path = bag / manifest
            self.expect(path.exists(), f"{bag.name} has no {manifest}")
            for line in path.read_text().splitlines() if path.exists() else []:
                digest, name = line.split("  ", 1)
                listed.add(name)
                file = bag / name
                same = file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == digest
                self.expect(same, f"{bag.name}: {name} is missing or another")
        there = {str(path.relative_to(bag)) for path in (bag / "data").rglob("*") if path.is_file()}
        self.expect(there <= listed, f"{bag.name}: {there - listed} are not listed")


class NewPrivate(Outcome):
    """A case is made whole, or not at all; once it is there, no keys of words are kept but its own."""

    def check(self):
        super().check()
        if self.place.case.exists():
            feeds = {path.name for path in self.place.case.glob("feeds/*") if path.is_dir()}
            for path in (self.place.folder / self.device / "private").rglob("*"):
                of = path.name.split(".")[0]
                if path.is_file() and "-" in of and not path.name.startswith("."):
                    self.expect(of in feeds, f"'{path.relative_to(self.place.folder)}' is of no feed of the case")
            left = [path.name for path in self.place.folder.glob(".*")]
            self.expect(not left, f"left behind: {left}")
        return self


def with_place(place):
    private_case(place)
    (place.folder / "made").mkdir()


class NewScene(Scene):
    makes_case = True


PRIVATE_SCENES = [
    Scene("add private, the first", first_private, ("home", "add", MEMO), 1, PrivateAdd),
    Scene("add private, a known person's", known_person, ("home", "add", SAID), 1, PrivateAdd),
    NewScene("import private, a new case", new_case, ("home", "import", (INPUT,)), len(LINES) + 1, NewPrivate),
    Scene("deposit", with_place, ("home", "deposit", ("-o", MADE, "--anyway")), 0, Deposited),
]
