"""Pages of odd cases: of which nothing can be read, whose dates lie far apart, whose texts turn around what follows."""

import json

# What turns around the order of text, hides itself, or ends a line; the page shows each as a picture.
HIDDEN = "\u202e\u200b\u2028\u2066"

OVERLAPS = """
const labels = [...document.querySelectorAll(".axis-picture text")].map((label) => label.getBoundingClientRect());
return [labels.length, labels.filter((one, at) => at > 0 && one.left < labels[at - 1].right).length,
    [...document.querySelectorAll(".axis-picture text")].map((label) => label.textContent)];
"""
SHOWN = """
const at = (selector) => document.querySelector(selector)?.getBoundingClientRect();
const middle = (box) => box.left + box.width / 2;
return [middle(at(".second-handle")), at(".axis-strip").left + xOf(readTime(page.until).latest)];
"""
SAID = """
return [document.body.innerText, ...[...document.querySelectorAll("*")].flatMap((node) =>
    ["title", "aria-label"].map((name) => node.getAttribute(name) ?? ""))].join(" ");
"""


class OddPages:
    def __init__(self, check):
        self.check, self.program, self.browser = check, check.program, check.browser
        self.driver = check.browser.driver
        self.work = check.work / "odd"
        self.work.mkdir()

    def problems(self):
        for problems in (self.far, self.sections, self.empty, self.study, self.hidden):
            for said, is_so in problems():
                if not is_so:
                    yield f"{problems.__name__}: {said}"
        yield from self.browser.errors()

    def case(self, name, events, folder=None):
        """A case of some events: each type, date and data."""
        file = self.work / "events.jsonl"
        opened = ("case.opened", "2019", {"case": name, "title": name, "privacy": "open"})
        lines = [{"type": kind, "occurred": date, "data": data} for kind, date, data in (opened, *events)]
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
        place = (folder or self.work) / f"{name}.caselog"
        self.program.run("import", place, file)
        return place

    def dispute(self, name, folder=None, title="Who pays?"):
        parties = [("organisation.registered", "2019-01", {"organisation": one, "name": one, "sector": "commissioner"})
                   for one in ("o1", "o2")]
        dispute = {"dispute": "pay", "title": title, "issues": ["resources"], "parties": ["o1", "o2"]}
        stake = {"stake": "s1", "actor": "o1", "on": "pay", "by": "researcher", "direction": "loss",
                 "dimension": "resources"}
        events = [*parties, ("dispute.raised", "2019-06-03", dispute), ("stake.perceived", "2019-07-01", stake)]
        return self.case(name, events, folder)

    def open(self, page, address=""):
        self.driver.get("about:blank")
        self.driver.set_window_size(1280, 900)
        self.driver.get(page.as_uri() + address)
        self.driver.execute_async_script("caselogPage.ready.finally(() => setTimeout(arguments[0], 700))")

    def text(self):
        return self.driver.execute_script("return document.body.innerText")

    def count(self):
        return self.driver.execute_script("return document.querySelector('#disputes .count').textContent")

    def is_shown(self, *sections):
        return all(self.driver.execute_script(
            "return document.getElementById(arguments[0]).checkVisibility()", section) for section in sections)

    def sections(self):
        """From a case without disputes and stakes to one with some, and back."""
        study = self.work / "two"
        study.mkdir()
        self.dispute("oak", study)
        self.case("ash", [], study)
        self.open(self.check.page(study, "two"), "#case=ash&at=2019-12-01")
        for name, is_there in (("ash", False), ("oak", True), ("ash", False), ("oak", True)):
            self.driver.execute_script(f"location.hash = '#case={name}&at=2019-12-01'")
            self.driver.execute_async_script("setTimeout(arguments[0], 900)")
            for section in ("disputes", "ledger"):
                is_shown = self.is_shown(section)
                yield f"The {section} of {name} are {'' if is_shown else 'not '}shown.", is_shown == is_there
        yield "The states of disputes are not counted in another case.", self.count() == "1 open"

    def empty(self):
        """A case whose only event is thought away."""
        place = self.case("alone", [])
        only = self.program.events(place)[0]["id"]
        page = self.check.page(place, "alone", "--without", only)
        self.open(page)
        yield "It does not say that nothing is left.", "Every event of ‘alone’ is thought away." in self.text()
        yield "It shows an axis of nothing.", not self.is_shown("axis")
        self.check.look(page)

    def study(self):
        """A study with a case that cannot be opened, one whose frames cannot be read, and one that is sound."""
        study = self.work / "study"
        study.mkdir()
        (study / "ash.caselog").mkdir()
        (study / "ash.caselog" / "case.json").write_text("{")
        elm = self.case("elm", [], study)
        self.program.run("seal", elm)
        segment = next((elm / "feeds").glob("*/*.lz4"))
        segment.write_bytes(segment.read_bytes()[:40] + bytes(40) + segment.read_bytes()[80:])
        self.dispute("oak", study)
        page = self.work / "study.html"
        told = self.program.ending(1, "page", study, "-o", page).stderr
        yield "It is not told which case is left out.", "'ash' is left out: " in told
        self.open(page)
        yield "A study does not open with what can be read.", self.driver.execute_script(
            "return document.querySelector('h1').textContent") == "oak"
        yield "The page does not say what could not be read.", "‘elm’, ‘ash’ could not be read" in self.text()
        yield "The states of disputes are not counted.", self.count() == "1 open"
        for name, why in (("ash", "does not describe a case"), ("elm", "checksums")):
            self.open(page, f"#case={name}")
            text = self.text()
            yield f"It is not said that {name} could not be read.", f"No event of ‘{name}’ could be read." in text
            yield f"It is not said why {name} could not be read.", why in text
        self.driver.execute_script("location.hash = '#case=oak'")
        self.driver.execute_async_script("setTimeout(arguments[0], 700)")
        yield "Behind a case that could not be read the next does not show.", self.is_shown("axis", "disputes", "ledger")

    def far(self):
        """Single events long before and after all others."""
        many = (f"{year}-{month:02}" for year in (2019, 2020) for month in (2, 4, 6, 9))
        dates = ("0001", "0001-02", *many, "9999")
        page = self.check.page(self.case("far", [("memo.written", date, {"text": "So."}) for date in dates]), "far")
        self.open(page, "#at=2019-06-01&axis=known&known=2019-06-01")
        count, overlapping, labels = self.driver.execute_script(OVERLAPS)
        yield f"The labels of the axis lie over each other: {labels}.", overlapping == 0
        yield f"The axis does not tell the years of the case: {labels}.", "2020" in labels and 3 < count < 40
        handle, above = self.driver.execute_script(SHOWN)
        yield f"The second handle stands at {handle} and its date in the axis at {above}.", abs(handle - above) < 1.5
        self.driver.execute_script("setAxis('known', untilText(second.first))")
        until = self.driver.execute_script("return page.until")
        yield f"The first date of the second handle is {until}.", until == "0001-01-01"

    def hidden(self):
        """Text that would show in another order than it stands, or not at all."""
        self.open(self.check.page(self.dispute("turned", title=f"Who {HIDDEN}pays?"), "turned"), "#select=dispute:pay")
        said = self.driver.execute_script(SAID)
        yield "What turns text around or hides stands in the page as it is.", not set(HIDDEN) & set(said)
        yield "What turns text around or hides is not shown.", "Who ����pays?" in said
