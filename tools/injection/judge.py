"""Whether everything that was acknowledged is there after a command was disturbed."""

import json
import re

from strace import KILL

# The exit status of a command that the system failed, and of one that was told of damage it cannot go past.
DONE, NO, FAILED = 0, 1, 3


class Found:
    """What can be told of a case by looking at it and going on with it, without knowing what it went through.

    It is the same for the same files: after most faults these are as they were before.
    """

    _known = {}

    @classmethod
    def of(cls, scene, place):
        key = scene.name, place.digest()
        if key not in cls._known:
            cls._known[key] = cls(scene, place)
        return cls._known[key]

    def __init__(self, scene, place):
        self.scene = scene
        self.place = place
        self.device = scene.command[0]
        self.broken = []
        self.lines = []
        self.exists = place.case.exists()
        if self.exists:
            self.lines = self.read("afterwards")
            self.expect_sound("afterwards")
            self.expect_next()
        else:
            self.expect_again()

    def expect(self, is_so, sentence):
        if not is_so:
            self.broken.append(sentence)

    def read(self, when):
        done = self.place.run(self.device, "events", "--json")
        self.expect(done.returncode == DONE, f"events {when}: {done.stderr.decode().strip()}")
        return done.stdout.splitlines()

    def expect_sound(self, when, *options):
        done = self.place.run(self.device, "verify", *options)
        self.expect(done.returncode == DONE and b"is sound" in done.stdout,
                    f"verify {when} says {done.returncode}: {(done.stdout + done.stderr).decode().strip()}")

    def expect_next(self):
        done = self.place.add(self.device, "next")
        self.expect(done.returncode == DONE, f"the next add says {done.returncode}: {done.stderr.decode().strip()}")
        then = self.read("behind the next")
        self.expect(len(then) == len(self.lines) + 1 and set(self.lines) < set(then),
                    "the next add changed more than it added")
        self.expect_sound("behind the next")
        feed = done.stdout.decode().split("/")[0]
        left = [path.name for path in self.place.case.glob(f"feeds/{feed}/.tmp-*")]
        self.expect(not left, f"the next add has left {left}")

    def expect_again(self):
        """A case that was not made can be made."""
        device, verb, arguments = self.scene.command
        done = self.place.run(device, verb, *arguments)
        self.expect(done.returncode == DONE, f"once more says {done.returncode}: {done.stderr.decode().strip()}")
        self.expect_sound("once more")
        self.expect(len(self.read("once more")) == self.scene.count, "once more made another case")


class Outcome:
    """What a disturbed command left."""

    def __init__(self, scene, place, fault, done, before):
        self.scene = scene
        self.place = place
        self.fault = fault
        self.device = scene.command[0]
        self.done = done
        # The lines of the case before, as stored.
        self.before = before
        self.broken = []
        # What came of trying a broken promise once more.
        self.again = ""
        self.acknowledged = 0
        self.lost = 0
        self.is_met = True

    @property
    def told(self):
        return self.done.stderr.decode(errors="replace")

    def expect(self, is_so, sentence):
        if not is_so:
            self.broken.append(sentence)

    def check(self):
        self.check_exit()
        self.check_checkpoints()
        found = Found.of(self.scene, self.place)
        self.broken += found.broken
        if found.exists:
            self.check_lines(found.lines)
        else:
            self.expect(self.scene.makes_case, "the case is gone")
            self.expect(not self.ids(), "a case was acknowledged that is not there")
            self.lost += len(self.ids())
        return self

    # The command itself

    def check_exit(self):
        status = self.done.returncode
        if self.fault.error == KILL:
            return self.expect(status in (-9, 137, DONE), f"killed, and the status is {status}")
        self.expect(status in (DONE, NO, FAILED), f"the status is {status}")
        self.expect("Fatal error" not in self.told and "Crash" not in self.told, "it crashed")
        if self.fault.error == "EINTR":
            self.expect(status == DONE, f"an interrupted call was not made again: {self.told.strip()}")
        if status != DONE and self.fault.call != "write":
            self.expect(re.search(r"^caselog: .+\.$", self.told, re.M), f"no clear sentence: {self.told.strip()!r}")

    def ids(self):
        """What was printed of the ids of new events, as far as whole lines were."""
        printed = self.done.stdout.decode(errors="replace").split("\n")[:-1]
        return [text for text in printed if re.fullmatch(r"[a-z0-9]+-[0-9a-f]{8}/[0-9]+", text)]

    # The case

    def check_lines(self, after):
        """Nothing that was there has changed, and of what was new there is all, or nothing."""
        for line in self.before:
            count = after.count(line)
            self.expect(count == 1, f"a line that was there before is there {count} times: {line[:60]}")
            self.lost += count == 0
        new = [json.loads(line) for line in after if line not in set(self.before)]
        self.expect(len(new) in (0, self.scene.count), f"{len(new)} of {self.scene.count} new events are there")
        names = [event["id"] for event in new]
        self.expect(len(set(names)) == len(names), "an event is there twice")
        for name in self.ids():
            self.lost += name not in names
            self.expect(name in names, f"{name} was acknowledged and is not there")
        if self.done.returncode == DONE or self.ids():
            self.acknowledged = self.scene.count
            self.expect(len(new) == self.scene.count, f"acknowledged, and {len(new)} events are there")
            self.expect(self.scene.count == 0 or self.ids(), "stored, and no id was printed")
        if "othing was stored" in self.told or "not stored" in self.told:
            self.expect(not new, f"told that nothing was stored, and {len(new)} events were")
        if "is stored as" in self.told or "are stored as" in self.told:
            self.expect(new, "told that it was stored, and it was not")

    def check_checkpoints(self):
        if self.scene.name.startswith("sign") and self.done.returncode == DONE:
            path = self.place.folder.with_suffix(".checkpoints")
            path.write_bytes(self.done.stdout)
            done = self.place.run(self.device, "verify", "--against", str(path))
            self.expect(done.returncode == DONE, f"verify against what was signed: {done.stdout.decode().strip()}")
            path.unlink()


def stored_lines(place, device):
    return place.succeed(device, "events", "--json").splitlines() if place.case.exists() else []
