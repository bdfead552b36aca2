"""Uses the page as people do, one thing after the other: completes, taps, answers, takes back, mends, drops."""

import json
import threading
import time

from rows import Rows
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

# As long as a long press, as the page counts, in milliseconds.
LONG_PRESS = 450
HOLDING = """
let since = 0;
document.addEventListener("pointerdown", () => { since = performance.now(); }, true);
document.addEventListener("pointerup", () => { window.heldFor = performance.now() - since; }, true);
"""
# All in one go, as where a page is busy while a button is held: its timers get no turn meanwhile.
HOLD_WHILE_BUSY = """
const [node] = arguments;
const send = (name) => node.dispatchEvent(
    new PointerEvent(name, { bubbles: true, isPrimary: true, pointerId: 1, button: 0 }));
send("pointerdown");
const end = performance.now() + 600;
while (performance.now() < end);
send("pointerup");
node.click();
"""


class Handling(Rows):
    def problems(self):
        """What does not do what it is for."""
        self.page.begin("hanna", "elm")
        yield from self.said_by(self.names, self.buttons, self.corrections, self.mending, self.offline, self.sessions,
                                self.drafts, self.full, self.others, self.forms, self.end, self.joining,
                                self.leave, self.forget)

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
        yield "A name that is new holds an entry up.", self.row("for the first time")["state"] == "safe"
        yield "What was made known is not told.", "new: " in self.row("for the first time")["about"]
        field.send_keys("@harbour-trust speaks")
        self.page.wait("the question", lambda: self.page.all("#questions button"))
        next(one for one in self.page.all("#questions button") if one.text == "Organisation").click()
        field.send_keys(Keys.ENTER)
        yield "An answer does not go with its entry.", "organisation" in self.row("@harbour-trust speaks")["about"]
        field.send_keys("@QUAY Yard asks")
        self.page.wait("the question", lambda: self.page.all("#questions button"))
        next(one for one in self.page.all("#questions button") if one.text == "Organisation").click()
        field.clear()
        field.send_keys("@Quay asks for the minutes", Keys.ENTER)
        yield "An answer is lost when the name is spelt otherwise.", "organisation" in self.row("@Quay asks")["about"]
        self.page.one("#actors .is-new").click()
        self.page.one("#new-name").send_keys("Åsa Berg, clerk")
        next(one for one in self.page.all("dialog .choice") if one.text == "Person").click()
        yield "Somebody new is not put into the entry.", self.value() == '@"Åsa Berg, clerk" '
        field.send_keys("takes notes", Keys.ENTER)
        yield "Somebody new is not made known.", "new: " in self.row("takes notes")["about"]

        self.page.type("!propose : One shared ledger")
        yield "What an entry began is not told.", "begins proposal one-shared-ledger" in self.row("!propose")["about"]
        field.send_keys("!oppose @harbour-trust on one-shared-legder ")
        self.page.wait("the question", lambda: self.page.all("#questions button"))
        yield "The nearest name is not offered first.", self.page.all("#questions button")[0].text == "No: one-shared-ledger"
        self.press_at("#questions button")
        yield "The name that was meant is not put into the form.", self.value() == "!oppose @harbour-trust on one-shared-ledger "
        field.send_keys(Keys.ENTER)
        yield "The form is not taken.", self.row("!oppose @harbour-trust on one-shared-ledger")["state"] == "safe"
        field.send_keys("!support @harbour-trust on ledger-for-all", Keys.ENTER)
        self.page.wait("the question behind the entry", lambda: any(
            one.text == "A dispute" for one in self.page.all("#questions button")))
        next(one for one in self.page.all("#questions button") if one.text == "A dispute").click()
        yield "An answer does not go with its form.", "(dispute)" in self.row("on ledger-for-all")["about"]

    def said(self):
        """What a screen reader was told last."""
        return self.page.one("#said").get_attribute("textContent")

    def buttons(self):
        self.driver.execute_script(HOLDING)
        for _ in range(9):
            self.page.all("#codes .key-button")[0].click()
            lasted = [self.driver.execute_script("return window.heldFor")]
            is_in = self.value().startswith("#")
            self.page.all("#codes .key-button")[0].click()
            lasted.append(self.driver.execute_script("return window.heldFor"))
            # A machine that is busy makes presses of taps.
            if max(lasted) < LONG_PRESS:
                break
            self.page.one("#entry").clear()
        yield "A tap does not put a code into the entry.", is_in
        yield "A second tap does not take it out again.", self.value() == ""
        ActionChains(self.driver).key_down(Keys.SHIFT).click(self.page.all("#codes .key-button")[1]).key_up(Keys.SHIFT).perform()
        self.page.wait("a code recorded with Shift", lambda: self.rows()[-1]["text"].startswith("#"))
        yield "A tap with Shift leaves something in the field.", self.value() == ""
        yield from self.held()

    def held(self):
        """A press lands where it began, though people become known meanwhile and the buttons move."""
        for number, seconds in enumerate((1, 0.2, 1, 0.2)):
            text, code, lasted = self.hold_while_all_moves(f"held {number}", seconds)
            # On a busy machine what was meant for a tap may last as long as a press: then it has to be one.
            if lasted < LONG_PRESS:
                yield "A tap does not put a code into the entry while all moves.", self.value() == f"{text} {code} "
                self.page.one("#entry").send_keys(Keys.ENTER)
            row = self.row(text)
            yield "A press does not record what it was on.", row["text"].strip() == f"{text} {code}"
            yield "What was held for a second is none.", seconds < 1 or lasted >= LONG_PRESS
        yield from self.held_while_busy()
        yield from self.touched()

    def held_while_busy(self):
        """A press is as long as it was held, also where the page was too busy to count."""
        self.page.one("#entry").send_keys("held while busy")
        node = self.page.all("#codes .key-button")[2]
        code = node.get_attribute("title").split()[0]
        self.driver.execute_script(HOLD_WHILE_BUSY, node)
        yield f"It is taken for a tap: {self.value()}.", self.value() == ""
        yield "It does not record.", self.row("held while busy")["text"].strip() == f"held while busy {code}"

    def hold_while_all_moves(self, text, seconds):
        """Holds a button behind a text while somebody becomes known and what stands above the button grows: the text, the code
        that the button stands for, and for how many milliseconds the page had it held."""
        self.page.one("#entry").send_keys(text)
        node = self.page.all("#codes .key-button")[2]
        code = node.get_attribute("title").split()[0]
        name = f"!new organisation {' '.join([f'A long name {text}'] * 3)}"
        sending = threading.Thread(target=self.server.send, args=("otto", "entries"), kwargs={"text": name})
        ActionChains(self.driver).click_and_hold(node).perform()
        sending.start()
        self.driver.execute_script(
            "const above = document.createElement('div'); above.id = 'above'; above.style.height = '90px';"
            "document.getElementById('boards').prepend(above);")
        time.sleep(seconds)
        ActionChains(self.driver).release().perform()
        sending.join()
        self.driver.execute_script("document.getElementById('above').remove()")
        return text, code, self.driver.execute_script("return window.heldFor")

    def touched(self):
        """A finger taps and presses as a mouse does; one that scrolls does neither, and leaves nothing behind."""
        for text, seconds, slip in (("tapped", 0.1, 0), ("pressed", 1, 0), ("scrolled", 0.1, 200)):
            self.page.one("#entry").send_keys(text)
            node = self.page.all("#codes .key-button")[2]
            code = node.get_attribute("title").split()[0]
            self.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", node)
            place = node.rect
            top = self.driver.execute_script("return arguments[0].getBoundingClientRect().top", node)
            at = {"x": place["x"] + place["width"] / 2, "y": top + place["height"] / 2}
            self.touch("touchStart", [at])
            time.sleep(seconds)
            if slip:
                for part in range(10):
                    self.touch("touchMove", [{**at, "y": at["y"] - slip * part / 10}])
            self.touch("touchEnd", [])
            # On a busy machine a tap, or a finger that is about to scroll, may stay for as long as a press.
            held_for = self.driver.execute_script("return window.heldFor")
            is_long = self.value() == "" if slip else held_for >= LONG_PRESS
            yield "What was pressed for a second is no press.", is_long or text != "pressed"
            if is_long:
                yield "A long press by touch does not record.", self.row(text)["text"].strip() == f"{text} {code}"
                continue
            time.sleep(0.5)
            wanted = f"{text} {code}" if text == "tapped" else text
            yield f"By touch the field has not what was {text}: {self.value()}.", self.value().strip() == wanted
            self.page.one("#entry").send_keys(Keys.ENTER)
            self.row(text)
        self.driver.execute_script("arguments[0].focus()", self.page.all("#codes .key-button")[2])
        self.driver.switch_to.active_element.send_keys(Keys.ENTER)
        yield "The keyboard does not tap after a scroll.", self.value().strip() == code
        self.page.one("#entry").clear()
        self.page.one("#entry").send_keys(" ", Keys.BACKSPACE)

    def touch(self, kind, points):
        self.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

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

    def mending(self):
        """Mending concerns the entry that is mended, and nothing else that is recorded meanwhile."""
        self.page.type("!nonsense to be mended later")
        self.row("!nonsense to be mended")
        self.press("!nonsense to be mended", "Mend")
        self.page.one("#pause").click()
        self.page.wait("the pause", lambda: self.page.one("#pause").text == "Resume")
        yield "A pause takes the place of the entry that is being mended.", self.state_of("!nonsense to be") == "refused"
        self.page.one("#pause").click()
        self.page.wait("the session to go on", lambda: self.page.one("#pause").text == "Pause")
        self.press("!nonsense to be mended", "Send again")
        self.page.wait("the mending to end", lambda: "Mending" not in self.page.one("#questions").text)
        yield "What was sent again is still in the field, to be recorded twice.", self.value() == ""
        self.row("!nonsense to be mended")
        self.press("!nonsense to be mended", "Mend")
        self.page.wait("the mending to begin", lambda: "Mending" in self.page.one("#questions").text)
        count = len(self.rows())
        # Another tab may drop it while it is being mended here.
        self.driver.execute_async_script(
            "const [done] = arguments; import('/capture/store.js').then(async (store) => {"
            "const refused = (await store.queued()).find((item) => item.refused); await store.drop(refused.number);"
            "done(); })")
        self.page.type(" (mended)")
        self.page.wait("the page to say so", lambda: "sent again or dropped" in self.page.shown()["safety"])
        yield "What was mended too late is recorded.", len(self.rows()) <= count
        yield "What was mended too late is lost.", "(mended)" in self.value()
        self.page.one("#entry").clear()
        self.page.type("the field works on")
        self.row("the field works on")

    def sessions(self):
        """What is recorded in a session of which the server knows nothing yet belongs to that one."""
        self.page.cut(True)
        self.end_session()
        self.page.one("#session-name").send_keys("The one after it")
        self.page.one("#start-session").click()
        self.page.wait("the field in the next session", self.page.is_ready)
        self.page.type("said in the next session")
        self.page.await_kept("said in the next session")
        self.page.cut(False)
        self.row("said in the next session")
        self.page.type("said there with the server")
        self.row("said there with the server")
        events = self.server.events()
        begun = [event["data"]["session"] for event in events if event["data"].get("title") == "The one after it"]
        said = [event for event in events if str(event["data"].get("text", "")).startswith("said ")]
        yield "Entries are filed under another session than theirs.", begun and all(
            begun[0] in event.get("sources", []) for event in said) and len(said) == 2

    def end_session(self):
        self.page.one("#end").click()
        next(one for one in self.page.all("dialog .primary") if one.text == "End it").click()
        self.page.wait("the start of another session", lambda: self.driver.execute_script(
            "return document.getElementById('start-session')?.checkVisibility()"))

    def drafts(self):
        """What is being written outlasts a reload, though it begins like an entry; and any address opens the page."""
        self.page.type("Yes, we agree")
        self.row("Yes, we agree")
        self.page.one("#entry").send_keys("Yes")
        self.driver.refresh()
        self.page.wait("the field after a reload", self.page.is_ready)
        yield "A draft that begins like an entry is gone.", self.value() == "Yes"
        self.page.one("#entry").clear()
        self.page.one("#entry").send_keys(" ", Keys.BACKSPACE)
        self.page.open("#%")
        self.driver.refresh()
        self.page.wait("the page at an address that is none", self.page.is_ready)
        yield "Another observer finds the draft.", all("hanna" in key for key in json.loads(self.driver.execute_script(
            "return JSON.stringify(Object.keys(localStorage).filter((key) => key.includes('draft')))")))

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
        self.server.send("otto", "sessions", kind="meeting")
        self.server.send("otto", "entries", text="somebody else sees this")
        self.page.wait("another observer's entry", lambda: any("somebody else" in row["text"] for row in self.rows()))
        yield "It is not told who recorded it.", "otto" in self.row("somebody else")["about"]
        yield "A newer session of somebody else's is shown for one's own.", (
            self.page.one("#session-title").text == "The one after it")
        self.server.send("otto", "entries", text="!end")

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
        self.end_session()
        kept = """
        const [done] = arguments;
        import("/capture/store.js").then((store) => Promise.all([store.acknowledged("elm", "hanna"), store.queued()]))
            .then(([safe, queue]) => done(safe.length + queue.length));
        """
        self.page.wait("the device to forget", lambda: self.driver.execute_async_script(kept) == 0)
        yield "The entries are no longer shown.", any("first without" in row["text"] for row in self.rows())

    def joining(self):
        """A session that somebody else has begun is gone on with by whoever joins it, and by nobody else."""
        self.server.send("otto", "sessions", kind="meeting", title="Another's round")
        # Where a meeting was captured before, its session is offered, too.
        offered = lambda: [one for one in self.page.all("#start .join") if "Another's round" in one.text]
        self.page.wait("the session to be offered", offered)
        yield "It is gone on with unasked.", not self.page.is_ready()
        yield "No session of one's own is offered beside it.", self.page.one("#start-session").is_displayed()
        yield "It is not told who observes it.", "otto" in offered()[0].text
        offered()[0].click()
        self.page.wait("the field in the joined session", self.page.is_ready)
        yield "It is not shown by its title.", self.page.one("#session-title").text == "Another's round"
        self.page.type("seen by two")
        self.row("seen by two")
        events = self.server.events()
        session = next(event["data"]["session"] for event in events if event["data"].get("title") == "Another's round")
        seen = next(event for event in events if event["data"].get("text") == "seen by two")
        yield "An entry is filed under another session than the joined one.", session in seen.get("sources", [])
        yield "It is recorded in another feed than the observer's own.", seen["id"].startswith("hanna-")
        self.end_session()

    def leave(self):
        """A case that is left keeps its names here until another one is opened, and its words not at all."""
        self.page.one("#menu").click()
        next(one for one in self.page.all("dialog button") if one.text == "Another case or observer").click()
        self.page.wait("the cases", self.page.shows_cases)
        self.page.one("#observer").send_keys(Keys.BACKSPACE)
        self.press_case("elm")
        self.page.wait("the case again", lambda: self.page.all("#start-session"))
        stores = """
        const [done] = arguments;
        indexedDB.open("caselog-capture").onsuccess = ({ target }) => {
            const asked = target.result.transaction("known").objectStore("known").getAll();
            asked.onsuccess = () => { target.result.close(); done(JSON.stringify(asked.result)); };
        };
        """
        self.page.wait("the case to be kept", lambda: self.driver.execute_async_script(stores) != "[]")
        known = json.loads(self.driver.execute_async_script(stores))
        yield "What another observer knew is still kept.", [one["observer"] for one in known] == ["hann"]
        yield "Words of the case are kept.", known[0]["entries"] == []
        kept = json.loads(self.driver.execute_async_script(
            "const [given, done] = arguments; import('/capture/known.js').then((known) =>"
            "done(JSON.stringify(known.withoutPrivate(given))))", {
                "privacy": "all", "actors": [{"id": "p01", "name": "Private Person", "kind": "person"},
                                             {"id": "ccg", "name": "The CCG", "kind": "organisation"}],
                "disputes": [{"id": "budget", "title": "A private title", "state": "open"}],
                "session": {"id": "meeting-1", "title": "A private meeting", "kind": "meeting"}}))
        yield "A private case's private words are kept.", "rivate" not in json.dumps({**kept, "privacy": ""})
        yield "What a private case leaves open is not kept.", kept["actors"][1]["name"] == "The CCG"

    def forget(self):
        """The device forgets all that it holds, and says first if the server cannot be told."""
        self.page.one("#menu").click()
        self.page.cut(True)
        next(one for one in self.page.all("dialog button") if one.text == "Forget all of it").click()
        self.page.wait("the warning", lambda: "still takes this device for paired" in self.page.one("dialog").text)
        yield "It forgets before anybody was warned.", self.driver.execute_script("return location.hash") != ""
        self.page.cut(False)
        next(one for one in self.page.all("dialog button") if one.text == "Forget it here all the same").click()
        shown = """
        const field = document.getElementById("observer");
        return location.hash === "" && field?.checkVisibility() ? [field.value] : null;
        """
        self.page.wait("the choice of a case", lambda: self.driver.execute_script(shown) is not None)
        yield "It remembers who observed.", self.driver.execute_script(shown) == [""]

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
