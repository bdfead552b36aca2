"""What has to come of a withdrawal that is disturbed. Privacy.md says what is promised."""

import base64
import json
import re

from judge import DONE, Outcome
from private import (APART, OTHERS, OWN, PERSON, REMOTE, WITHDRAW, WITHDRAW_ALONE, begun, killed_at, open_case,
                     seen_elsewhere, with_files)
from scenes import Scene
from strace import KILL

QUESTIONS = (("show", "timeline"), ("events",), ("journal", "talk"), ("audit", "moor"))


class Withdrawn(Outcome):
    """Either the withdrawal was not begun, or the next command completes it."""

    # What somebody gives next: each completes what was begun.
    NEXT = [("show", ("timeline",)), ("verify", ()), ("events", ()), ("sign", ())]

    def check(self):
        self.check_exit()
        if not self.scene.may_not_begin:
            said = self.done.stdout.decode(errors="replace")
            for word in self.scene.own:
                self.expect(word not in said, f"'{word}' is shown though its withdrawal was begun")
        elif self.done.returncode == DONE:
            self.acknowledged = 1
            self.expect_noted("acknowledged")
        verb, arguments = self.NEXT[(self.fault.number + len(self.fault.call)) % len(self.NEXT)]
        done = self.place.run(self.device, verb, *arguments)
        self.expect(done.returncode == DONE, f"the next {verb} says {done.returncode}: {done.stderr.decode().strip()}")
        if self.events_of_withdrawal() < self.scene.count and self.scene.may_not_begin and not self.acknowledged:
            self.expect_untouched()
            done = self.place.run(self.device, "withdraw", *self.scene.withdrawal)
            self.expect(done.returncode == DONE, f"withdraw, again, says {done.returncode}: {done.stderr.decode().strip()}")
            self.expect_withdrawn("once more")
        else:
            self.expect_withdrawn("afterwards")
        return self

    def succeed(self, verb, *arguments):
        done = self.place.run(self.device, verb, *arguments)
        self.expect(done.returncode == DONE, f"{verb} says {done.returncode}: {done.stderr.decode().strip()}")
        return done.stdout.decode(errors="replace")

    def stored(self):
        return [json.loads(line) for line in self.succeed("events", "--json").splitlines()]

    def events_of_withdrawal(self):
        return sum(event["type"] == "consent.withdrawn" for event in self.stored())

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
        self.expect_sound(when)
        count = self.events_of_withdrawal()
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
        for number, question in enumerate(self.scene.questions):
            # All dates with all questions would take as long as everything else.
            date = dates[(self.fault.number + number) % len(dates)]
            for asked in (question, (*question, *date)):
                text = self.succeed(*asked)
                for word in self.scene.own:
                    self.expect(word not in text, f"{when}: '{word}' is to be read in {' '.join(asked)}")
        if self.scene.others:
            text = self.succeed("events") + self.succeed("show", "timeline")
            for word in self.scene.others:
                self.expect(word in text, f"{when}: '{word}', of somebody else, is not to be read")
        secrets = [word.encode() for word in self.scene.own] + self.scene.secrets(self.device)
        for path in self.place.folder.rglob("*"):
            relative = path.relative_to(self.place.folder)
            if path.is_file() and not {APART, "made", *self.scene.devices} & set(relative.parts[:1]) - {self.device}:
                found = [secret for secret in secrets if secret in path.read_bytes()]
                self.expect(not found, f"{when}: {found} in '{relative}'")
        self.expect(f"key {PERSON}" not in self.keys(), f"{when}: there are keys")

    def expect_sound(self, when):
        text = self.succeed("verify")
        self.expect("is sound" in text, f"{when}: verify says {text}")
        now = self.place.run(self.device, "events", "--json").stdout.splitlines()
        ids = {json.loads(line)["id"] for line in now}
        self.lost = len({json.loads(line)["id"] for line in self.before} - ids)
        self.expect(self.lost == 0, f"{when}: {self.lost} events are gone")

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
