"""What the page tells of what is recorded: who was meant, what was put right, taken back or withdrawn, in what order."""

import json
import time

from rows import Rows
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

KEPT = """
const [done] = arguments;
indexedDB.open("caselog-capture").onsuccess = async ({ target: { result: database } }) => {
    const all = (name) => new Promise((resolve) => {
        database.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => resolve(target.result);
    });
    const kept = await Promise.all([...database.objectStoreNames].map(all));
    database.close();
    done(JSON.stringify([kept, { ...localStorage }]));
};
"""
PASTE = """
const [text] = arguments;
const field = document.getElementById("entry");
field.focus();
document.execCommand("insertText", false, text);
"""
SLOW_CLOCK = """
const RealDate = Date;
globalThis.Date = class extends RealDate {
    constructor(...given) { super(...given.length ? given : [RealDate.now() - 3 * 3600_000]); }
    static now() { return RealDate.now() - 3 * 3600_000; }
};
"""


class Telling(Rows):
    def problems(self):
        if self.server.caselog:
            yield from self.said_by(self.withdrawn, self.waiting)
        # The name of whoever observed last is still in the field.
        self.page.begin("a" if self.server.caselog else "tessa", "elm")
        yield from self.said_by(self.asked, self.lines, self.too_long, self.old_draft, self.put_right, self.keys_alone,
                                self.labels, self.clock, self.ended_elsewhere)

    def withdrawn(self):
        """Whoever withdraws is on the page of whoever wrote their words no more, nor on the device."""
        self.server.run("new", self.server.study / "yew", "--title", "Yew", "--by", "J W")
        self.page.begin("tess", "yew")
        self.page.type("@Wilhelmina: the figures make me weep")
        row = self.row("make me weep")
        self.page.wait("her to be known", lambda: "Wilhelmina" in self.page.one("#actors").text)
        person = row["about"].split("new: ")[1].split(" is ")[1].split()[0]
        self.server.run("withdraw", self.server.study / "yew", person, "--yes")
        self.page.wait("her words to go", lambda: not any(one in self.shown() for one in ("Wilhelmina", "weep")))
        yield "What is left of her words is not shown.", any("withdrawn" in row["text"] for row in self.rows())
        kept = self.driver.execute_async_script(KEPT)
        yield "Her words are kept on the device.", "Wilhelmina" not in kept and "weep" not in kept
        self.driver.refresh()
        self.page.wait("the field after a reload", self.page.is_ready)
        yield "A reload brings her back.", "Wilhelmina" not in self.shown()
        self.page.type("after the withdrawal")
        yield "The page does not go on.", self.row("after the withdrawal")["state"] == "safe"
        self.leave_case()
        self.page.wait("the cases", self.page.shows_cases)

    def waiting(self):
        """What waits here while somebody withdraws needs somebody then, and makes nobody of the same name."""
        self.server.run("new", self.server.study / "ash", "--title", "Ash", "--by", "J W")
        self.page.begin("", "ash")  # the name is still in the field
        self.page.type("@Ottilie: hello")
        row = self.row("@Ottilie: hello")
        self.page.wait("her to be known", lambda: "Ottilie" in self.page.one("#actors").text)
        person = row["about"].split("new: ")[1].split(" is ")[1].split()[0]
        self.page.cut(True)
        self.page.type("@Ottilie: said without the server")
        self.page.await_kept("said without the server")
        self.server.run("withdraw", self.server.study / "ash", person, "--yes")
        self.page.cut(False)
        self.page.wait("the entry to be refused", lambda: self.state_of("said without the server") == "refused")
        yield "Who has withdrawn is offered.", person not in self.page.one("#actors").text
        self.press("said without the server", "Drop")
        self.press("said without the server", "Drop it for good")
        self.leave_case()
        self.page.wait("the cases", self.page.shows_cases)

    def shown(self):
        return self.driver.find_element("tag name", "body").get_attribute("innerText")

    def asked(self):
        """A name that is new is asked about also behind the entry; one tap answers, and nothing goes before that."""
        known = self.page.one("#actors .key-button").get_attribute("title").split()[0]
        self.page.type(f"{known[:-2]}{known[-1]} nods at that")
        self.page.wait("the question", lambda: self.page.all("#questions button"))
        yield "It is not told in which entry.", "nods at that" in self.page.one("#questions").text
        self.press_question(f"No: {known}")
        row = self.row("nods at that")
        yield "The one who was meant is not put in.", row["text"] == f"{known} nods at that"
        yield "Somebody is made known all the same.", "new: " not in row["about"]
        self.page.type(f"@quay-side and {known}")
        self.page.wait("the question", lambda: self.page.all("#questions button"))
        self.press_question("Organisation")
        yield "An answer is not taken behind the entry.", "(organisation)" in self.row("@quay-side and")["about"]
        self.page.type("@nobody-yet comes late")
        self.page.wait("the question", lambda: self.page.all("#questions button"))
        self.page.type("and the next one follows")
        self.row("and the next one follows")
        yield "Who goes on recording is held up.", "new: " in self.row("@nobody-yet comes")["about"]

    def press_question(self, label):
        next(one for one in self.page.all("#questions button") if one.text == label).click()

    def lines(self):
        """Pasted lines are entries, as they are in the terminal."""
        self.driver.execute_script(PASTE, "first line\n\nsecond line\n!memo the third line")
        self.page.wait("the page to say so", lambda: "3 entries" in self.page.one("#questions").text)
        yield "The button does not say how many.", self.page.one("#record").text == "Record 3"
        self.page.one("#record").click()
        self.row("third line")
        events = self.server.events()
        texts = [event["data"].get("text") for event in events if "line" in str(event["data"].get("text"))]
        yield f"They are recorded as {texts}.", texts == ["first line", "second line", "the third line"]

    def too_long(self):
        """What the server will not take for one entry stays in the field, whole."""
        text = "ä" * 30_005
        self.driver.execute_script(PASTE, text)
        self.page.wait("the page to say so", lambda: "too long by 10 bytes" in self.page.one("#questions").text)
        self.page.one("#record").click()
        yield "It is cut.", self.value() == text
        yield "It is recorded.", not any("ää" in row["text"] for row in self.rows())
        self.driver.execute_script("const field = document.getElementById('entry'); field.value = '';"
                                   "field.dispatchEvent(new Event('input'))")

    def old_draft(self):
        """A draft that a browser gives back after a crash is left out if it is the beginning of what was recorded."""
        self.page.one("#entry").send_keys("An older be")
        drafts = "return Object.entries(localStorage).find(([key]) => key.includes('draft'))"
        key, old = self.driver.execute_script(drafts)
        self.page.one("#entry").send_keys("ginning", Keys.ENTER)
        self.row("An older beginning")
        self.driver.execute_script("localStorage.setItem(...arguments)", key, old)
        self.driver.refresh()
        self.page.wait("the field after a reload", self.page.is_ready)
        yield "It is in the field again, to be recorded twice.", self.value() == ""

    def put_right(self):
        """A row says what the record says of it."""
        self.page.type("typed rong")
        self.row("typed rong")
        self.page.type("!fix typed right")
        self.page.wait("the row to be put right", lambda: any(
            row["text"] == "typed right" and "put right" in row["about"] for row in self.rows()))
        yield "The mistake is still shown.", not any(row["text"] == "typed rong" for row in self.rows())
        self.driver.refresh()
        self.page.wait("the field after a reload", self.page.is_ready)
        self.page.wait("the row as it was", lambda: any(row["text"] == "typed right" for row in self.rows()))
        self.press("!fix typed right", "Undo")
        self.page.wait("the row as it was typed", lambda: any(row["text"] == "typed rong" for row in self.rows()))
        self.page.wait("the fix to be taken back", lambda: "taken back" in self.row("!fix typed right")["about"])
        self.page.type("!fix !memo another kind")
        self.page.wait("the entry to make room", lambda: "taken back" in self.row("typed rong")["about"])
        self.press("!fix !memo another kind", "Undo")
        self.page.wait("the memo to be taken back", lambda: "taken back" in self.row("!fix !memo another")["about"])
        self.page.type("!fix once more")
        self.row("!fix once more")

    def keys_alone(self):
        """By keys alone, from the case to the entry, and to the last entries in one stop."""
        self.driver.refresh()
        self.page.wait("the field after a reload", self.page.is_ready)
        self.page.wait("the focus in the entry", lambda: self.focused() == "entry")
        self.tab_back()
        stops = 0
        while self.driver.execute_script("return Boolean(document.activeElement.closest('#entries'))"):
            stops += 1
            self.tab_back()
        yield f"The last entries are {stops} stops.", 1 <= stops <= 3
        row = "return [...document.querySelectorAll('#entries li')].indexOf(document.activeElement.closest('li'))"
        self.driver.execute_script("[...document.querySelectorAll('.row-main')].at(-1).focus()")
        last = self.driver.execute_script(row)
        ActionChains(self.driver).send_keys(Keys.ARROW_UP).perform()
        yield "The arrows do not lead from one to the next.", self.driver.execute_script(row) == last - 1

    def tab_back(self):
        """To the stop before, wherever the focus is."""
        ActionChains(self.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()

    def focused(self):
        return self.driver.execute_script("return document.activeElement.id")

    def labels(self):
        """The fields of a form can be told apart."""
        for group in self.page.all("#forms button"):
            name = group.text
            group.click()
            for number in range(max(1, len(self.page.all("dialog .forms button")))):
                if switch := self.page.all("dialog .forms button"):
                    switch[number].click()
                found = [one.text for one in self.page.all("dialog .field .label")]
                yield f"{name}: fields are called alike: {found}.", len(found) == len(set(found))
            self.press_close()

    def clock(self):
        """With a clock that is hours slow, what is recorded stands last all the same, and the page says so."""
        self.server.send("otto", "sessions", kind="meeting")
        self.server.send("otto", "entries", text="said by a right clock")
        script = self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": SLOW_CLOCK})
        self.driver.refresh()
        self.page.wait("the field after a reload", self.page.is_ready)
        self.page.wait("the page to say so", lambda: "3 h behind the server's" in self.page.shown()["safety"])
        self.page.type("made by a slow clock")
        self.row("made by a slow clock")
        texts = [row["text"] for row in self.rows()]
        yield f"It does not stand last: {texts[-3:]}.", texts[-1] == "made by a slow clock"
        yield "It is said up to when, by a clock that is wrong.", "up to the last entry" in self.page.shown()["safety"]
        self.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
        self.server.send("otto", "entries", text="!end")

    def ended_elsewhere(self):
        """What is recorded here, where nobody knows yet that the session was ended on another device, is marked."""
        # By a clock that is right again.
        self.driver.refresh()
        self.page.wait("the field after a reload", self.page.is_ready)
        self.page.type("said before the end")
        self.row("said before the end")
        self.page.cut(True)
        self.server.send("tessa", "entries", text="!end")
        time.sleep(1)
        self.page.type("said behind the end")
        self.page.await_kept("said behind the end")
        self.page.cut(False)
        self.page.wait("the page to say so", lambda: "you, on another device" in self.page.shown()["safety"])
        self.page.wait("the entry to be marked", lambda: "made after the end" in self.row("said behind the end")["about"])
        yield "It is not told how many there are.", "1 entry made after that" in self.page.shown()["safety"]
        yield "What was said before is marked, too.", "after the end" not in self.row("said before the end")["about"]
