"""What has to come of a withdrawal that is disturbed. Privacy.md says what is promised."""

import base64
import json
import re

from judge import DONE, Outcome
from private import (APART, OTHERS, OWN, PERSON, REMOTE, WITHDRAW, WITHDRAW_ALONE, begun, killed_at, open_case,
                     seen_elsewhere, with_files)
from scenes import Scene
from strace import KILL

TIMELINE, EVENTS = ("show", "timeline"), ("events",)
QUESTIONS = (TIMELINE, EVENTS, ("journal", "talk"), ("audit", "moor"))


class Withdrawn(Outcome):
    """Either the withdrawal was not begun, or the next command completes it."""

    # What somebody gives next: it completes what was begun, or lets what comes behind it do so (`verify`).
    NEXT = [("show", ("timeline",)), ("verify", ()), ("events", ()), ("sign", ())]
    _known = {}

    def check(self):
        self.check_exit()
        if not self.scene.may_not_begin:
            said = self.done.stdout.decode(errors="replace")
            for word in self.scene.own:
                self.expect(word not in said, f"'{word}' is shown though its withdrawal was begun")
        elif self.done.returncode == DONE:
            self.acknowledged = 1
            self.expect_noted("acknowledged")
        found = self.found()
        self.broken += found.broken
        self.lost = found.lost
        return self

    @property
    def turn(self):
        """Everything that can be asked takes too long: this says what is asked."""
        return (self.fault.number + len(self.fault.call)) % 16

    def found(self):
        """What came of what was left. It is the same for the same files: many faults leave them as they were."""
        key = self.scene.name, self.place.digest(), self.turn, self.acknowledged
        if key not in self._known:
            looked = Withdrawn(self.scene, self.place, self.fault, self.done, self.before)
            looked.acknowledged = self.acknowledged
            looked.look(*self.NEXT[self.turn % len(self.NEXT)])
            self._known[key] = looked
        return self._known[key]

    def look(self, verb, arguments):
        """Gives the next command, and looks whether it has completed the withdrawal, or whether there is none."""
        done = self.place.run(self.device, verb, *arguments)
        self.expect(done.returncode == DONE, f"the next {verb} says {done.returncode}: {done.stderr.decode().strip()}")
        if self.events_of_withdrawal() < self.scene.count and self.scene.may_not_begin and not self.acknowledged:
            self.expect_untouched()
            done = self.place.run(self.device, "withdraw", *self.scene.withdrawal)
            self.expect(done.returncode == DONE, f"withdraw, again, says {done.returncode}: {done.stderr.decode().strip()}")
            self.expect_withdrawn("once more")
        else:
            self.expect_withdrawn("afterwards")

    def succeed(self, verb, *arguments):
        done = self.place.run(self.device, verb, *arguments)
        self.expect(done.returncode == DONE, f"{verb} says {done.returncode}: {done.stderr.decode().strip()}")
        return done.stdout.decode(errors="replace")

    def stored(self):
        return [json.loads(line) for line in self.succeed("events", "--json").splitlines()]

    def events_of_withdrawal(self):
        return self.count_withdrawals(self.stored())

    @staticmethod
    def count_withdrawals(events):
        return sum(event["type"] == "consent.withdrawn" for event in events)

    def keys(self):
        path = self.place.folder / self.device / "private" / "cases" / "elm"
        return "".join(file.read_text() for file in path.glob("*.keys"))

    def expect_untouched(self):
        text = self.succeed("events") + self.succeed("show", "timeline")
        for word in self.scene.own:
            self.expect(word in text, f"not begun, and '{word}' is not to be read")
        begun = [path.name for path in (self.place.folder / self.device).rglob("[!.]*.withdrawing")]
        self.expect(not begun, f"it was begun, and the next command has not completed it: {begun}")
        self.expect(self.keys() == self.scene.before_keys[self.device], "not begun, and the keys are others")
        self.expect(self.events_of_withdrawal() == self.scene.count - 1, "not begun, and an event was appended")

    def expect_withdrawn(self, when):
        self.expect_gone(when)
        count = self.expect_sound(when)
        self.expect(count == self.scene.count, f"{when}: {count} events tell of the withdrawal, not {self.scene.count}")
        self.expect_noted(when)

    def expect_noted(self, when):
        private = self.place.folder / self.device / "private"
        receipts = list(private.glob(f"cases/elm/*.receipt-{PERSON}-all"))
        self.expect(len(receipts) == 1, f"{when}: {len(receipts)} receipts")
        self.expect(not list(private.glob("cases/elm/*.withdrawing")), f"{when}: it is not completed")
        left = [path.name for path in private.rglob(".*") if path.name != ".lock"]
        self.expect(not left, f"{when}: left behind: {left}")
        self.expect_files(when, receipts)

    def expect_gone(self, when):
        recorded = max(json.loads(line)["recorded"] for line in self.before)
        dates = [("--known", "2099"), ("--recorded", recorded), ("--at", "2020-12"), ("--at", "2099", "--recorded", recorded)]
        asked = list(self.scene.questions)
        if asked:
            asked.append((*asked[self.turn % len(asked)], *dates[self.turn // len(dates)]))
        text = {question: self.succeed(*question) for question in asked}
        for question in asked:
            for word in self.scene.own:
                self.expect(word not in text[question], f"{when}: '{word}' is to be read in {' '.join(question)}")
        for word in self.scene.others:
            shown = text[TIMELINE] + text[EVENTS]
            self.expect(word in shown, f"{when}: '{word}', of somebody else, is not to be read")
        secrets = [word.encode() for word in self.scene.own] + self.scene.secrets(self.device)
        for path in self.place.folder.rglob("*"):
            relative = path.relative_to(self.place.folder)
            if path.is_file() and not {APART, "made", *self.scene.devices} & set(relative.parts[:1]) - {self.device}:
                found = [secret for secret in secrets if secret in path.read_bytes()]
                self.expect(not found, f"{when}: {found} in '{relative}'")
        self.expect(f"key {PERSON}" not in self.keys(), f"{when}: there are keys")

    def expect_sound(self, when):
        """Gives the number of events that tell of a withdrawal."""
        text = self.succeed("verify")
        self.expect("is sound" in text, f"{when}: verify says {text}")
        now = self.stored()
        # Looking at what was begun has completed it, on a copy: its event has another id here, and is counted.
        before = [event for event in map(json.loads, self.before) if event["type"] != "consent.withdrawn"]
        self.lost = len({event["id"] for event in before} - {event["id"] for event in now})
        self.expect(self.lost == 0, f"{when}: {self.lost} events are gone")
        return self.count_withdrawals(now)

    def expect_files(self, when, receipts):
        for path in (self.place.folder / "made").glob("*"):
            told = any(f"STILL THERE: {path}" in receipt.read_text() for receipt in receipts)
            self.expect(told, f"{when}: '{path.name}' is still there, and the receipt does not say so")
            self.expect(not self.scene.removes_files, f"{when}: '{path.name}' is still there")


class WithdrawalScene(Scene):
    """A withdrawal, or a command that completes or follows one.

    may_not_begin: whether it may be as if it had not been given.
    """

    devices = ("home", "other", "auditor")

    def __init__(self, name, prepare, command, count=1, may_not_begin=False, own=OWN, others=OTHERS, removes_files=False,
                 questions=None):
        super().__init__(name, self.note(prepare), command, count, Withdrawn)
        self.may_not_begin = may_not_begin
        self.own = own
        self.others = others
        self.removes_files = removes_files
        self.questions = QUESTIONS if questions is None else questions
        self.withdrawal = WITHDRAW if removes_files else WITHDRAW_ALONE
        self.before_keys = {}

    def note(self, prepare):
        def prepared(place):
            prepare(place)
            for device in self.devices:
                files = (place.folder / device / "private" / "cases" / "elm").glob("*.keys")
                self.before_keys[device] = "".join(file.read_text() for file in files)
        return prepared

    def secrets(self, device):
        """What opens the person's words, as the file of keys held it: the wrapping key, and the keys under it."""
        text = self.before_keys[device]
        keys = re.findall(rf"^key {PERSON}\S* \S+ \d+ (\S+)", text, re.M) + re.findall(rf"^name {PERSON} \d+ (\S+)", text, re.M)
        if keys:
            keys += re.findall(r"^caselog-keys/1 \S+ \S+ plain (\S+)", text, re.M)
        raw = [base64.b64decode(key) for key in keys]
        return [key.encode() for key in keys] + raw


WITHDRAWAL_SCENES = [
    WithdrawalScene("withdraw", with_files, ("home", "withdraw", WITHDRAW_ALONE), may_not_begin=True),
    WithdrawalScene("withdraw, with files", with_files, ("home", "withdraw", WITHDRAW), may_not_begin=True,
                    removes_files=True),
    WithdrawalScene("withdraw, nothing private", open_case, ("home", "withdraw", WITHDRAW_ALONE), may_not_begin=True,
                    own=[], others=[], questions=[]),
    WithdrawalScene("resume, begun", begun, ("home", "show", ("timeline",)), removes_files=True),
    WithdrawalScene("resume, listed", killed_at("rename", 4), ("home", "show", ("timeline",)), removes_files=True),
    WithdrawalScene("resume, keys replaced", killed_at("rename", 6), ("home", "show", ("timeline",)), removes_files=True),
    WithdrawalScene("follow, another device", seen_elsewhere, ("other", "show", ("timeline",)), count=2,
                    own=[*OWN, REMOTE], others=[]),
]
