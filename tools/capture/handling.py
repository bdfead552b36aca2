"""Uses the page as people do, one thing after the other: completes, taps, answers, takes back, mends, drops."""

import json
import time
import urllib.request

from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys


class Handling(Rows):
    def __init__(self, page, server):
        self.page, self.server, self.driver = page, server, page.driver
        self.sent = 0

    def problems(self):
        """What does not do what it is for."""
        self.page.begin("hanna", "elm")
        for part in (self.names, self.buttons, self.corrections, self.offline, self.full, self.others, self.forms, self.end):
            for said, is_so in part():
                if not is_so:
                    yield f"{said} The last rows: {self.rows()[-3:]}"
        yield from self.page.complaints()

    def rows(self):
        return json.loads(self.driver.execute_script(ROWS))

    def row(self, text):
        """The last row with a text, once it is settled: safe, or in need of somebody."""
        def is_settled():
            found = [row for row in self.rows() if text in row["text"]]
            return found and found[-1]["state"] in ("safe", "refused")
        self.page.wait(f"the entry '{text}'", is_settled)
        return [row for row in self.rows() if text in row["text"]][-1]

    def press(self, text, label):
        """Presses a button of the last row with a text; opens the row first, where the button is not shown."""
        self.page.wait(f"the button '{label}' of '{text}'", lambda: self.driver.execute_script(PRESS, text, label))

    def value(self):
        return self.page.one("#entry").get_property("value")

    def names(self):
        field = self.page.one("#entry")
        first = self.page.one("#actors .key-button").get_attribute("title").split()[0][1:]
        field.send_keys(f"it is @{first[:2]}")
        yield "Completions are not announced.", field.get_attribute("aria-expanded") == "true" and "suggestion" in self.said()
        field.send_keys(Keys.ARROW_DOWN)
        yield "The chosen one is not announced.", "1 of" in self.said() and field.get_attribute("aria-activedescendant")
        field.send_keys(Keys.TAB)
        yield "A closed list is said to be open.", field.get_attribute("aria-expanded") == "false"
        yield "Tab does not complete a name.", self.value().startswith("it is @") and self.value().endswith(" ")
        yield "Tab completes with what does not begin so.", self.value()[7:].startswith(first[:2])
        field.clear()
        self.page.type("@Mira is here for the first time")
    def said(self):
        """What a screen reader was told last."""
        return self.page.one("#said").get_attribute("textContent")

        yield "A name that is new holds an entry up.", self.row("for the first time")["state"] == "safe"
        yield "What was made known is not told.", "new: " in self.row("for the first time")["about"]
        field.send_keys("@harbour-trust speaks")
        self.page.wait("the question", lambda: self.page.all("#questions button"))
        next(one for one in self.page.all("#questions button") if one.text == "Organisation").click()
        field.send_keys(Keys.ENTER)
        yield "An answer does not go with its entry.", "organisation" in self.row("@harbour-trust speaks")["about"]
        self.page.one("#actors .is-new").click()
        self.page.one("#new-name").send_keys("Åsa Berg, clerk")
        next(one for one in self.page.all("dialog .choice") if one.text == "Person").click()
        yield "Somebody new is not put into the entry.", self.value() == '@"Åsa Berg, clerk" '
        field.send_keys("takes notes", Keys.ENTER)
        yield "Somebody new is not made known.", "new: " in self.row("takes notes")["about"]

    def buttons(self):
        codes = self.page.all("#codes .key-button")
        codes[0].click()
        yield "A tap does not put a code into the entry.", self.value().startswith("#")
        self.page.all("#codes .key-button")[0].click()
        yield "A second tap does not take it out again.", self.value() == ""
        count = len(self.rows())
        ActionChains(self.driver).key_down(Keys.SHIFT).click(self.page.all("#codes .key-button")[1]).key_up(Keys.SHIFT).perform()
        self.page.wait("a code recorded with Shift", lambda: len(self.rows()) > count)
        yield "A tap with Shift leaves something in the field.", self.value() == ""

    def corrections(self):
        self.page.type("this is taken back")
        self.row("this is taken back")
        self.press("this is taken back", "Undo")
        self.page.wait("the entry to be taken back", lambda: any(
            "this is taken back" in row["text"] and "taken back" in row["about"] for row in self.rows()))
        self.page.type("!nonsense that nobody understands")
        row = self.row("!nonsense that")
        yield "What cannot be recorded is not told so.", row["state"] == "refused"
        made = row["about"][:8]
        self.press("!nonsense that", "Mend")
        field = self.page.one("#entry")
        field.clear()
        field.send_keys("sense after all", Keys.ENTER)
        row = self.row("sense after all")
        yield "A mended entry is not recorded.", row["state"] == "safe"
        yield "A mended entry loses its time.", row["about"].startswith(made)
        yield "What was mended is still there.", not any("!nonsense that" in row["text"] for row in self.rows())
        self.page.type("!nonsense to drop")
        self.row("!nonsense to drop")
        self.press("!nonsense to drop", "Drop")
        self.press("!nonsense to drop", "Drop it for good")
        self.page.wait("the entry to be dropped", lambda: not any("to drop" in row["text"] for row in self.rows()))

    def offline(self):
        self.page.cut(True)
        self.page.type("first without a network")
        self.page.await_kept("first without a network")
        self.page.type("second, never sent")
        self.page.await_kept("second, never sent")
        self.press("second, never sent", "Undo")
        self.page.wait("it to be gone", lambda: not any("never sent" in row["text"] for row in self.rows()))
        self.page.cut(False)
        yield "An entry does not go when the network is back.", self.row("first without")["state"] == "safe"
        texts = json.dumps(self.server.events())
        yield "An entry that was taken back before it was sent was sent.", "never sent" not in texts

    def full(self):
        """What the device cannot keep goes back into the field, and nobody is told that it waits."""
        self.driver.execute_script(
            "window.kept = IDBObjectStore.prototype.add;"
            "IDBObjectStore.prototype.add = () => { throw new DOMException('the disk is full', 'QuotaExceededError'); }")
        self.page.type("there is no room for this")
        self.page.wait("the page to say so", lambda: "could not keep" in self.page.shown()["safety"])
        yield "What could not be kept is not in the field again.", self.value() == "there is no room for this"
        yield "What could not be kept is shown among the entries.", not any("no room" in row["text"] for row in self.rows())
        self.driver.execute_script("IDBObjectStore.prototype.add = window.kept")
        self.page.one("#entry").send_keys(Keys.ENTER)
        yield "It is not recorded when there is room again.", self.row("there is no room")["state"] == "safe"
        yield "The page still says that it could not be kept.", "could not keep" not in self.page.shown()["safety"]

    def others(self):
        """What another observer records appears by itself."""
        self.send("sessions", kind="meeting")
        self.send("entries", text="somebody else sees this")
        self.page.wait("another observer's entry", lambda: any("somebody else" in row["text"] for row in self.rows()))
        yield "It is not told who recorded it.", "otto" in self.row("somebody else")["about"]
        self.send("entries", text="!end")

    def send(self, path, **body):
        """As another observer's device would."""
        self.sent += 1
        body["occurred"] = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.server.port}/api/cases/elm/{path}", json.dumps(body).encode(),
            {"Content-Type": "application/json", "Caselog-Observer": "otto", "Idempotency-Key": f"otto-{self.sent}"})
        urllib.request.urlopen(request, timeout=10).close()

    def forms(self):
        """The forms that can be filled in by taps make entries that the server takes."""
        for group, name in (("Position", "Oppose"), ("Gain, loss", "Loss"), ("Attendance", None), ("Dispute", "Dispute")):
            next(one for one in self.page.all("#forms button") if one.text == group).click()
            if name:
                next(one for one in self.page.all("dialog .forms button") if one.text == name).click()
            text = self.fill()
            next(one for one in self.page.all("dialog .primary") if one.text == "Record").click()
            yield f"{group}: '{text}' is not taken.", self.row(text)["state"] == "safe"

    def end(self):
        """After a session the device keeps none of its words."""
        self.page.one("#end").click()
        next(one for one in self.page.all("dialog .primary") if one.text == "End it").click()
        self.page.wait("the start of another session", lambda: self.driver.execute_script(
            "return document.getElementById('start-session')?.checkVisibility()"))
        kept = """
        const [done] = arguments;
        import("/capture/store.js").then((store) => Promise.all([store.acknowledged("elm", "hanna"), store.queued()]))
            .then(([safe, queue]) => done(safe.length + queue.length));
        """
        self.page.wait("the device to forget", lambda: self.driver.execute_async_script(kept) == 0)
        yield "The entries are no longer shown.", any("first without" in row["text"] for row in self.rows())

    def fill(self):
        """Fills what is required: the first choice of each field, or a few words."""
        for field in self.page.all("dialog .field"):
            if "if you like" in field.text:
                continue
            choices = [one for one in field.find_elements(By.CSS_SELECTOR, ".choice") if one.text]
            node = choices[0] if choices else field.find_element(By.TAG_NAME, "input")
            self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", node)
            if choices:
                node.click()
            else:
                node.send_keys("Words of the check")
        return self.page.one("dialog .preview").text
