"""Opens pages in a browser and compares what they show with what caselog says; tools/page-check runs it."""

import argparse
import pathlib
import random
import shutil
import sys
import tempfile
import time

from browser import Browser
from hands import Hands
from odd import OddPages
from program import Program
from questions import difference, question

HISTORIES = pathlib.Path(__file__).resolve().parents[2] / "events"
STATES = ("open", "deadlocked", "suspended", "settled")
# Said by somebody who then withdrew them.
SECRET = "the quicksilver ledger"


class Check:
    def __init__(self, program, browser, work, rounds, seed):
        self.program, self.browser, self.work, self.rounds = program, browser, work, rounds
        self.random = random.Random(seed)
        self.complaints = 0
        self.compared = 0

    def complain(self, text):
        self.complaints += 1
        print(f"tools/page-check: {text}", file=sys.stderr)

    def page(self, place, name, *options):
        path = self.work / f"{name}.html"
        self.program.run("page", place, "-o", path, *options)
        return path

    def compare(self, page, folders, options=()):
        """Opens a page of some cases and compares every view at random dates."""
        self.browser.open(page)
        asked = []
        for folder in folders:
            events = self.program.events(folder)
            for number in range(self.rounds):
                when = {} if number == 0 else question(events, self.random)
                asked += [(folder, view, when) for view in self.program.views]
        told = self.program.shows(asked, options)
        names = {folder: self.program.case_name(folder) for folder in folders}
        shown = self.browser.show([(view, {**when, "case": names[folder]}) for folder, view, when in asked])
        for (folder, view, when), ours, theirs in zip(asked, shown, told, strict=True):
            self.compared += 1
            found = difference(theirs, ours)
            if found:
                axes = " ".join(f"--{axis} {date}" for axis, date in when.items())
                self.complain(f"{page.name}: {folder.name} {view} {axes}: {found}")
        self.count(page, folders[0], options)
        self.move(page, folders[0], options)
        self.look(page)

    def count(self, page, folder, options):
        """Beside the disputes stands how many are in each state, also before anything has moved."""
        disputes = self.program.show(folder, "disputes", {}, options)["disputes"]
        counts = {state: sum(one["state"] == state for one in disputes) for state in STATES}
        told = " · ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
        shown = self.browser.states()
        if shown != told:
            self.complain(f"{page.name}: Beside the disputes stands '{shown}', not '{told}'.")

    def move(self, page, folder, options):
        """The page follows its playhead, from the first event to the last."""
        steps = [(date, shown, self.program.shows([(folder, view, {"at": date}) for view in self.program.views], options))
                 for date, shown in self.browser.moves(self.program.views)]
        for date, shown, told in steps:
            for view, ours, theirs in zip(self.program.views, shown, told, strict=True):
                self.compared += 1
                found = difference(theirs, ours)
                if found:
                    self.complain(f"{page.name} moved to {date}: {view}: {found}")
        dates = {date for date, _, _ in steps}
        if len(dates) < 3 and len({event["occurred"][:10] for event in self.program.events(folder)}) > 3:
            self.complain(f"{page.name}: The playhead does not move with the keys.")

    def look(self, page):
        """What any page must stand: being looked at in dark and light, narrow and wide, by whoever cannot see it."""
        for width, is_dark in [(1280, False), (768, True)]:
            for problem in self.browser.accessibility(width, is_dark):
                self.complain(f"{page.name} at {width} px, {'dark' if is_dark else 'light'}: {problem}")
        for problem in self.browser.errors():
            self.complain(f"{page.name}: {problem}")

    def bundled(self):
        study = self.work / "study"
        for history in sorted(HISTORIES.glob("*/*.jsonl")):
            self.program.run("import", study / history.stem, history)
        cases = sorted(study.glob("*.caselog"))
        for case in cases:
            self.compare(self.page(case, case.stem), [case])
        some = self.work / "some"
        some.mkdir()
        for case in cases:
            if case.stem in ("elm", "willow", "shropshire"):
                shutil.copytree(case, some / case.name)
        self.compare(self.page(some, "study"), sorted(some.glob("*.caselog")))
        for problem in Hands(self.browser.driver).problems():
            self.complain(f"study.html: {problem}")
        decisions = [e["id"] for e in self.program.events(study / "elm.caselog") if e["type"] == "decision.made"]
        without = ["--without", *decisions[:2]]
        page = self.page(study / "elm.caselog", "hypothetical", *without)
        self.compare(page, [study / "elm.caselog"], without)

    def odd(self):
        for problem in OddPages(self).problems():
            self.complain(f"an odd page, {problem}")

    def withdrawn(self):
        """Words that were withdrawn are nowhere in a page; others of the same case are."""
        case = self.work / "private"
        run = self.program.run
        run("new", case, "--title", "Private")
        for person in ("p01", "p02"):
            run("add", case, "participant.recruited", f"participant={person}", "title=Nurse", "sector=acute-provider")
            run("add", case, "consent.given", f"participant={person}", "scope=observe,record,quote")
        run("add", case, "excerpt.recorded", f"text=They kept {SECRET}.", "speaker=p01", "verbatim=true")
        run("add", case, "excerpt.recorded", "text=Nothing was kept.", "speaker=p02", "verbatim=true")
        before = self.program.carried(self.page(case, "before"))
        run("withdraw", case, "p01", "--yes")
        page = self.page(case, "after")
        after = self.program.carried(page)
        if SECRET not in before or SECRET in after or "[withdrawn]" not in after or "Nothing was kept." not in after:
            self.complain("A page holds words that were withdrawn, or not those that were not.")
        self.compare(page, [pathlib.Path(f"{case}.caselog")])


def main():
    parser = argparse.ArgumentParser()
    for name in ("browser", "driver", "caselog"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as work:
        program = Program(options.caselog, pathlib.Path(work))
        with Browser(options.browser, options.driver) as browser:
            check = Check(program, browser, pathlib.Path(work), options.rounds, options.seed)
            check.withdrawn()
            check.odd()
            check.bundled()
    told = f"{check.compared} views compared, seed {options.seed}, {time.monotonic() - began:.0f} s"
    if check.complaints:
        sys.exit(f"tools/page-check: {check.complaints} complaint(s); see above. {told}.")
    print(f"tools/page-check: all is well: {told}.")


if __name__ == "__main__":
    main()
