"""Disturbs the built program at each of its calls to the file system, and looks at what it leaves. See tools/faults."""

import argparse
import re
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import strace
from deposited import PRIVATE_SCENES
from judge import Outcome, stored_lines
from scenes import SCENES, TIMEOUT, Place
from withdrawn import WITHDRAWAL_SCENES


class Disturbed:
    """One scene: its case, and every fault that its command meets."""

    def __init__(self, scene, program, work):
        self.scene = scene
        self.work = work / re.sub(r"[^a-z0-9]+", "-", scene.name.lower())
        shutil.rmtree(self.work, ignore_errors=True)
        (self.work / "made").mkdir(parents=True)
        self.made = Place(self.work / "made", program)
        scene.prepare(self.made)
        # On a copy, because whatever looks at a case completes what was begun in it.
        self.before = stored_lines(self.made.copy_to(self.work / "looked at"), scene.command[0])

    def start(self, place):
        device, verb, arguments = self.scene.command
        return place.argv(verb, *arguments), place.environment(device)

    def faults(self):
        place = self.made.copy_to(self.work / "recorded")
        return strace.faults_of(place, self.work / "calls", *self.start(place), TIMEOUT)

    def meet(self, fault):
        """Runs the command with a fault, on a case as it was before; where a promise is broken, once more.

        A promise that is broken once and not again is broken all the same: which call a number means, and how long things
        take, differ from run to run.
        """
        outcome = self.meet_once(fault, "")
        if outcome.broken:
            again = self.meet_once(fault, " again")
            outcome.again = "; ".join(again.broken) or "no promise broken"
        return outcome

    def meet_once(self, fault, which):
        name = re.sub(r"[^A-Za-z0-9]+", "-", str(fault)) + which
        place = self.made.copy_to(self.work / name)
        log = self.work / f"{name}.calls"
        try:
            done = strace.run_with(fault, log, *self.start(place), TIMEOUT)
            outcome = (self.scene.judge or Outcome)(self.scene, place, fault, done, self.before).check()
            outcome.is_met = strace.was_met(place, fault, log, done.returncode)
            if not outcome.is_met:
                outcome.broken = []
        except subprocess.TimeoutExpired as error:
            outcome = Outcome(self.scene, place, fault, None, self.before)
            outcome.broken.append(f"it hung: {error.cmd}")
        if not outcome.broken:
            shutil.rmtree(place.folder)
            log.unlink(missing_ok=True)
        return outcome


class Table:
    """What was counted, and what was broken."""

    def __init__(self):
        self.rows = defaultdict(Counter)
        self.told = Counter()
        self.broken = []

    def take(self, outcome):
        row = self.rows[outcome.scene.name, outcome.fault.call, outcome.fault.error]
        row["runs"] += 1
        if not outcome.is_met:
            return
        row["met"] += 1
        row["acknowledged"] += outcome.acknowledged
        row["lost"] += outcome.lost
        row["broken"] += bool(outcome.broken)
        if outcome.done:
            row[f"exit {outcome.done.returncode}"] += 1
            self.note_told(outcome)
        for sentence in outcome.broken:
            self.broken.append(f"{outcome.scene.name}: {outcome.fault}: {sentence}\n    once more: {outcome.again}\n"
                               f"    kept in {outcome.place.folder}")

    def note_told(self, outcome):
        for line in outcome.told.splitlines():
            line = line.replace(str(outcome.place.folder), "…")
            line = re.sub(r"[a-z0-9]+-[0-9a-f]{8}\b", "FEED", re.sub(r"\d{13,20}", "N", line))
            self.told[f"{outcome.scene.name}: {outcome.fault.call} {outcome.fault.error}: {outcome.done.returncode}: {line}"] += 1

    def text(self):
        head = f"{'command':<26}{'call':<12}{'error':<12}{'runs':>6}{'met':>6}{'acknowledged':>14}{'lost':>6}{'broken':>8}  exit"
        lines = [head, "-" * len(head)]
        total = Counter()
        for (scene, call, error), row in self.rows.items():
            total.update(row)
            lines.append(f"{scene:<26}{call:<12}{error:<12}{self.columns(row)}")
        lines += ["-" * len(head), f"{'all':<50}{self.columns(total)}"]
        return "\n".join(lines)

    @staticmethod
    def columns(row):
        exits = ", ".join(f"{key[5:]}: {row[key]}" for key in sorted(row) if key.startswith("exit "))
        return f"{row['runs']:>6}{row['met']:>6}{row['acknowledged']:>14}{row['lost']:>6}{row['broken']:>8}  {exits}"


def parse_arguments():
    parser = argparse.ArgumentParser(prog="tools/faults", add_help=False)
    parser.add_argument("--program", required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--call", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def disturb(scene, arguments, table):
    """Meets every fault of a scene, and says in a line what came of it."""
    disturbed = Disturbed(scene, arguments.program, arguments.work)
    faults = [fault for fault in disturbed.faults() if not arguments.call or fault.call in arguments.call]
    print(f"{scene.name}: {len(faults)} faults … ", end="", flush=True)
    began, broken = time.monotonic(), len(table.broken)
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for outcome in pool.map(disturbed.meet, faults):
            table.take(outcome)
    print(f"{len(table.broken) - broken} promises broken, in {time.monotonic() - began:.0f} s", flush=True)


def main():
    arguments = parse_arguments()
    # Whatever is built meanwhile must not change what is run.
    arguments.program = shutil.copy2(arguments.program, arguments.work / "caselog")
    table = Table()
    for scene in SCENES + PRIVATE_SCENES + WITHDRAWAL_SCENES:
        if not arguments.only or {scene.name, scene.name.split(",")[0]} & set(arguments.only):
            disturb(scene, arguments, table)
    print("", table.text(), "", sep="\n")
    (arguments.work / "told").write_text("".join(f"{count}\t{line}\n" for line, count in sorted(table.told.items())))
    for sentence in table.broken:
        print(sentence)
    print(f"{len(table.broken)} promises broken. What was told is in {arguments.work}/told.")
    sys.exit(1 if table.broken else 0)


if __name__ == "__main__":
    main()
