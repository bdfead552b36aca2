"""What the page makes of a server that is there and does not take what is sent, and of a device that fails."""

import json
import re
import threading
import time

from page import PATIENCE
from rows import Rows
from proxy import answer, problem, script


OFF, ON = (f'#keys [aria-pressed="{is_on}"]' for is_on in ("false", "true"))


def is_entry(request, *texts):
    """Whether a request sends an entry, one of these texts if any are given."""
    return request.startswith(b"POST /api/cases/") and (not texts or any(text.encode() in request for text in texts))


def with_keys(server, observer):
    """Stands in for the state of a case whose session has two keys."""
    keys = [{"key": "q", "code": "governance", "state": True, "on": False},
            {"key": "w", "code": "resources", "state": False, "on": False}]

    def stand_in(request):
        if not re.match(rb"GET /api/cases/[^/]+/capture ", request):
            return None
        path = request.split(b" ")[1].decode()
        return answer(200, {**server.ask(path, {"Caselog-Observer": observer}), "keys": keys})
    return stand_in

# Looks at each frame whether there is a case to choose, until 'isLookedAt' is taken back; whether there was is kept.
LOOK_FOR_CASES = """
[window.isLookedAt, window.hasSeenCases] = [true, false];
const look = () => {
    if (!window.isLookedAt) return;
    window.hasSeenCases ||= [...document.querySelectorAll("#cases .case-button")].some((one) => one.checkVisibility());
    requestAnimationFrame(look);
};
look();
"""

# Presses what drops the first refused entry, which takes a second press; how many there were.
DROP_REFUSED = """
const rows = [...document.querySelectorAll('#entries [data-state="refused"]')];
[...rows[0]?.querySelectorAll(".row-actions button") ?? []].find((one) => one.textContent.startsWith("Drop"))?.click();
return rows.length;
"""


class Conditions(Rows):
    """Each part is one condition: it begins, an entry is recorded, it ends, and the entry must be safe once."""

    def __init__(self, page, server, proxy):
        super().__init__(page, server)
        self.proxy = proxy

    def problems(self):
        self.page.begin("clara", "elm")
        yield from self.said_by(self.held, self.foreign, self.others_device, self.poison, self.dropped_while_held,
                                self.lost_answer, self.meant_was_refused, self.fixes_that_wait, self.mended_later,
                                self.device_fails)
        if self.server.caselog:
            yield from self.said_by(self.other_case)
        yield from self.said_by(self.keys, self.revoked, self.newer_files, self.newer_store)

    def standing_in(self, reply, *texts):
        self.proxy.stand_in = lambda request: reply if is_entry(request, *texts) else None

    def passing(self):
        self.proxy.stand_in = lambda request: None

    def safety(self):
        return self.page.shown()["safety"]

    def held(self):
        """What lies in how things stand with the server is none of the entry's: it waits, and the page says why."""
        for status, kind in ((403, "cross-site"), (404, "missing"), (421, "misdirected"), (429, "too-many"),
                             (503, "not-stored"), (415, "media-type")):
            self.standing_in(problem(status, kind, f"Because of {kind}."))
            text = f"while it answers {status}"
            self.page.type(text)
            self.page.wait(f"the page to say that {kind} holds entries up", lambda: f"Because of {kind}" in self.safety())
            yield f"{kind} is taken for a refusal.", self.state_of(text) in ("waiting", "sending")
            yield f"With {kind} the server is said to be away.", "cannot be reached" not in self.safety()
            self.passing()
            self.page.wait(f"the entry to go after {kind}", lambda: self.state_of(text) == "safe")
            yield f"The page still tells of {kind}.", "Because of" not in self.safety()

    def foreign(self):
        """An answer that is not caselog's says nothing of the entry."""
        self.standing_in(answer(400, {"detail": "No such route"}))
        self.page.type("something else answers")
        self.page.wait("the page to say so", lambda: "something else answers in its place" in self.safety())
        yield "A foreign 400 is taken for a refusal.", self.state_of("something else answers") in ("waiting", "sending")
        self.passing()
        yield "It does not go afterwards.", self.row("something else answers")["state"] == "safe"

    def others_device(self):
        """A device that is paired as somebody else holds what it has, says whose that is, and can be paired again."""
        self.standing_in(problem(403, "other-observer", "This device is paired as ben."))
        self.page.type("clara made this")
        self.page.wait("the page to say whose it is", lambda: "is clara's" in self.safety())
        self.press_at("#safety button:last-child")
        self.page.wait("the pairing", lambda: self.page.all("#pair-code"))
        name = self.page.one("#pair-name")
        yield "The name that the entries have is not offered.", name.get_property("value") == "clara"
        warning = self.page.one("#pair-warning")
        yield "There is a warning where there need be none.", warning.text == ""
        name.clear()
        name.send_keys("ben")
        yield "Another name is not warned of.", "of clara will wait" in warning.text
        self.press_close()
        self.passing()
        yield "It does not go when the device is clara's again.", self.row("clara made this")["state"] == "safe"

    def poison(self):
        """An entry at which the server fails again and again makes room for those after it."""
        self.standing_in(problem(500, "failed", "The request could not be answered."), "poison for")
        self.page.type("poison for the server")
        self.page.type("after the poison")
        yield "It holds up what comes after it for good.", self.row("after the poison")["state"] == "safe"
        row = self.row("poison for")
        yield "It is not said that it may be stored.", row["state"] == "refused" and "may have stored" in row["about"]
        self.press("poison for", "Drop")
        self.press("poison for", "Drop it, though it may be stored")
        self.page.wait("it to be gone", lambda: self.state_of("poison for") is None)
        self.passing()

    def dropped_while_held(self):
        """What the server will never take can be dropped by hand, though it was sent."""
        self.standing_in(problem(404, "missing", "There is no such case."))
        self.page.type("for a case that is gone")
        self.page.wait("the page to say so", lambda: "There is no such case" in self.safety())
        self.press("for a case that is gone", "Drop")
        self.press("for a case that is gone", "Drop it, though it may be stored")
        self.page.wait("it to be gone", lambda: self.state_of("for a case that is gone") is None)
        self.passing()
        yield "The queue still says that it is held up.", "does not take" not in self.safety()

    def lost_answer(self):
        """Taking back an entry whose answer was lost takes back that one, whatever was recorded after it."""
        self.proxy.alter = lambda request, data: b"" if is_entry(request) else data
        self.page.type("its answer is lost")
        self.page.wait("it to be stored", lambda: "its answer is lost" in json.dumps(self.server.events()))
        self.page.type("recorded after it")
        self.page.await_kept("recorded after it")
        self.press("its answer is lost", "Undo")
        self.page.await_kept("!undo")
        self.proxy.alter = lambda request, data: data
        self.page.wait("all to be safe", lambda: self.page.shown()["open"] == 0)
        events = self.server.events()
        lost = [event for event in events if event["data"].get("text") == "its answer is lost"]
        taken = [event["data"]["event"] for event in events if event["type"] == "event.retracted"]
        yield "An entry is stored twice.", len(lost) == 1
        yield "Another entry than the one that was meant is taken back.", taken[-1:] == [lost[0]["id"]]

    def meant_was_refused(self):
        """Taking back an entry that waits, and is refused later, takes back no other one."""
        self.page.type("stands before it")
        self.page.wait("it to be safe", lambda: self.state_of("stands before it") == "safe")
        self.standing_in(problem(503, "not-stored", "The disk is full."))
        for text in ("!nonsense to be refused", "!undo", "recorded at last", "to be taken back", "!undo"):
            self.page.type(text)
        self.passing()
        self.page.wait("all to be sent", lambda: self.state_of("to be taken back") == "safe")
        self.page.wait("what was to be refused", lambda: len(self.page.all('#entries [data-state="refused"]')) == 2)
        events = self.server.events()
        taken = {event["data"]["event"] for event in events if event["type"] == "event.retracted"}
        words = {event["data"].get("text"): event["id"] for event in events}
        yield "The entry before the refused one is taken back.", words["stands before it"] not in taken
        yield "An entry is taken back that nobody meant.", words["recorded at last"] not in taken
        yield "What was meant is not taken back.", words["to be taken back"] in taken
        self.page.wait("the refused ones to be gone", lambda: self.driver.execute_script(DROP_REFUSED) == 0)

    def corrections(self):
        """What events were put right to, by identifier: the texts, in order."""
        found = {}
        for event in self.server.events():
            if event["type"] == "event.corrected":
                found.setdefault(event["data"]["event"], []).append(event["data"].get("data", {}).get("text"))
        return found

    def id_of(self, text):
        return next(event["id"] for event in self.server.events() if event["data"].get("text") == text)

    def fixes_that_wait(self):
        """Entries that put right what itself still waits are about the same entry, and not about one before it."""
        self.page.type("stands before the fixes")
        self.row("stands before the fixes")
        self.standing_in(problem(503, "not-stored", "The disk is full."))
        for text in ("first wording", "!fix second wording", "!fix third wording"):
            self.page.type(text)
        self.passing()
        yield "A fix of a fix is not taken.", self.row("!fix third wording")["state"] == "safe"
        corrections = self.corrections()
        yield "It is not the entry that was meant that is put right.", (
            corrections.get(self.id_of("first wording")) == ["second wording", "third wording"])
        yield "Another entry is put right.", self.id_of("stands before the fixes") not in corrections

    def mended_later(self):
        """An undo or a fix that was refused, with what it is about, is about the same entry when it is sent again."""
        self.page.type("stands before the mended ones")
        stands = "stands before the mended ones"
        self.row(stands)
        self.standing_in(problem(503, "not-stored", "The disk is full."))
        for text in ("!nonsense that is mended", "!fix sense to begin with", "!undo"):
            self.page.type(text)
        self.passing()
        for text, addition in (("!fix sense to begin with", " and more"), ("!undo", " ")):
            self.row(text)
            self.press(text, "Mend")
            self.page.wait("the mending to begin", lambda: "Mending" in self.page.one("#questions").text)
            self.page.type(addition)
            self.page.wait("the mending to end", lambda: "Mending" not in self.page.one("#questions").text)
            yield f"'{text}' is taken though what it is about is not.", self.row(f"{text}{addition.rstrip()}")["state"] == "refused"
        stood = self.id_of(stands)
        yield "An entry is put right that nobody meant.", stood not in self.corrections()
        yield "An entry is taken back that nobody meant.", not any(
            event["type"] == "event.retracted" and event["data"]["event"] == stood for event in self.server.events())
        self.page.wait("the refused ones to be gone", lambda: self.driver.execute_script(DROP_REFUSED) == 0)

    def device_fails(self):
        """A store that fails while an answer is noted down ends nothing: it is tried again."""
        self.driver.execute_script(
            "window.put = IDBObjectStore.prototype.put;"
            "IDBObjectStore.prototype.put = () => { throw new DOMException('the disk is gone', 'UnknownError'); }")
        self.page.type("!nonsense while the disk fails")
        self.page.wait("the page to say so", lambda: "the disk is gone" in self.safety())
        self.driver.execute_script("IDBObjectStore.prototype.put = window.put")
        yield "Nothing is sent any more.", self.row("!nonsense while the disk")["state"] == "refused"
        self.press("!nonsense while the disk", "Drop")
        self.press("!nonsense while the disk", "Drop it for good")

    def choose(self, case):
        self.leave_case()
        self.page.wait("the cases", self.page.shows_cases)
        self.press_case(case)

    def other_case(self):
        """What was asked about a case, and is answered late, is told of no other one, and none stays to choose from."""
        self.server.run("new", self.server.study / "fir", "--title", "Fir", "--by", "J W")
        self.choose("elm")
        self.page.wait("the field again", self.page.is_ready)
        asked, may_answer = threading.Event(), threading.Event()

        def late(request, path, reply):
            if not re.match(rb"GET %s[ ?]" % path, request):
                return None
            asked.set()
            may_answer.wait(PATIENCE)
            return reply
        gone = problem(404, "missing", "There is no such case.")
        self.proxy.stand_in = lambda request: late(request, b"/api/cases/elm/capture", gone)
        self.server.send("otto", "entries", text="what makes the page ask again")
        self.page.wait("the page to ask", asked.is_set)
        self.choose("fir")
        # A page at fault would take elm's late answer for fir's.
        time.sleep(0.5)
        may_answer.set()
        self.page.wait("the case to be open, or the choice of one", lambda: self.driver.execute_script(
            "return location.hash") == "#fir" or self.page.shows_cases())
        yield "What was said of a case is told of another one.", not self.page.shows_cases()
        asked.clear()
        may_answer.clear()
        self.proxy.stand_in = lambda request: late(request, b"/api/cases", None)
        self.driver.execute_script(LOOK_FOR_CASES)
        self.leave_case()
        self.page.wait("the page to ask for the cases", asked.is_set)
        yield "What there was to choose from before comes in sight.", self.driver.execute_script(
            "window.isLookedAt = false; return !window.hasSeenCases")
        may_answer.set()
        self.passing()
        self.page.wait("the cases", self.page.shows_cases)
        self.press_case("elm")
        self.page.wait("the field again", self.page.is_ready)

    def keys(self):
        """Keys that the session has are buttons; that of a state is a switch, and turns when it is pressed."""
        self.proxy.stand_in = with_keys(self.server, "clara")
        self.driver.refresh()
        self.page.wait("the keys", lambda: len(self.page.all("#keys button")) == 2)
        yield "A state that does not go on is shown as one that does.", self.page.all(OFF)
        yield "The key of a moment is shown as a switch.", len(self.page.all("#keys [aria-pressed]")) == 1
        self.page.cut(True)
        self.press_at(OFF)
        self.page.wait("the switch to turn", lambda: self.page.all(ON))
        self.press_at(ON)
        self.page.wait("it to turn back", lambda: self.page.all(OFF))
        self.passing()
        self.page.cut(False)
        self.page.wait("all to be safe", lambda: self.page.shown()["open"] == 0)

    def revoked(self):
        """A device that the server does not know any more offers to be paired, and does not ask on and on."""
        asked = []

        def stand_in(request):
            asked.append(request.split(b"\r\n")[0])
            is_open = asked[-1].startswith((b"GET /capture", b"GET /health"))
            return None if is_open else problem(401, "unpaired", "Pair this device first.")
        self.proxy.stand_in = stand_in
        self.driver.refresh()
        self.page.wait("the pairing", lambda: self.page.all("#pair-code"))
        self.press_close()
        self.page.type("while it is not paired")
        self.page.await_kept("while it is not paired")
        self.page.wait("the page to offer it", lambda: "Pair this device" in self.safety())
        time.sleep(2)
        asked.clear()
        time.sleep(4)
        yield f"It asks on and on: {asked}.", len(asked) <= 1
        pair = answer(201, {"id": "1", "name": "clara", "token": "none"})
        self.proxy.stand_in = lambda request: pair if request.startswith(b"POST /api/pair ") else None
        self.press_at("#safety button:last-child")
        self.page.wait("the pairing", lambda: self.page.all("#pair-code"))
        self.page.one("#pair-code").send_keys("K7QM-3XWD")
        self.press_at("dialog .primary")
        yield "It does not go when the device is paired.", self.row("while it is not")["state"] == "safe"
        self.leave_case()
        self.page.wait("the cases", self.page.shows_cases)
        yield "Who observes is asked though the device is paired.", not self.page.one("#observer").is_displayed()
        yield "It is not said as whom it is paired.", self.page.one("#paired-as").text == "clara"
        self.press_case("elm")
        self.page.wait("the field again", self.page.is_ready)

    def newer_files(self):
        """A newer version of the files waits aside until it is asked for, and then takes the older one's place."""
        names = "const [done] = arguments; caches.keys().then((names) => done(JSON.stringify(names)))"
        self.page.wait("the files to be kept", lambda: len(json.loads(self.driver.execute_async_script(names))) == 1)
        old = json.loads(self.driver.execute_async_script(names))[0]
        version = old.removeprefix("caselog-capture-")
        newer = version[::-1]
        worker = self.server.text("/capture/sw.js").replace(version, newer)
        self.proxy.stand_in = lambda request: script(worker) if request.startswith(b"GET /capture/sw.js") else None
        self.driver.refresh()
        self.page.wait("the page to offer it", lambda: self.page.one("#newer").is_displayed())
        stores = json.loads(self.driver.execute_async_script(names))
        yield "The older files go before anybody has asked for the newer ones.", old in stores and len(stores) == 2
        self.page.one("#newer").click()
        self.page.wait("the newer files alone to be kept", lambda: json.loads(
            self.driver.execute_async_script(names)) == [f"caselog-capture-{newer}"])
        self.page.wait("the field after opening the newer page", self.page.is_ready)
        yield "The newer page still offers a newer one.", not self.page.one("#newer").is_displayed()

    def newer_store(self):
        """A newer page has changed the form of what is kept: this one says so and gives back what it cannot keep."""
        self.driver.execute_async_script(
            "const done = arguments[0]; const asked = indexedDB.open('caselog-capture', 2);"
            "asked.onsuccess = () => { asked.result.close(); done(); }")
        self.page.wait("the page to say that there is a newer one", lambda: self.page.one("#newer").is_displayed())
        self.page.type("for the newer page")
        self.page.wait("the page to say so", lambda: "could not keep" in self.safety())
        yield "What could not be kept is not in the field again.", self.value() == "for the newer page"
