"""A meeting in which everything fails that can: who records, what breaks when, and what must be there in the end."""

import datetime
import random
import re

ZONES = ["Europe/London", "America/New_York", "Asia/Kolkata"]


def is_odd(event):
    """Whether an observation is none of those that were made here."""
    text = event["data"].get("text", "")
    return event["type"] == "observation.noted" and "entry" in text and not re.match(r"entry \d+", text)


class Meeting:
    def __init__(self, make_page, server, proxy, count, seed):
        self.make_page, self.server, self.proxy, self.count = make_page, server, proxy, count
        self.random = random.Random(seed)
        self.page = make_page()
        self.made = []
        self.done = []

    def run(self):
        """Records all entries and gives what the case then holds of them."""
        self.page.begin("anna", "elm")
        self.page.wait("the session to be safe", lambda: self.page.shown()["open"] == 0)
        self.proxy.chance = 0.3
        troubles = [self.kill_server, self.cut_network, self.reload, self.close_tab, self.second_tab, self.change_zone,
                    self.reload_without_server, self.kill_browser, self.draft]
        spans = {place * self.count // len(troubles): trouble for place, trouble in enumerate(troubles)}
        for number in range(self.count):
            if number in spans:
                trouble = spans[number]
                self.done.append(trouble.__name__)
                trouble(min(6, self.count - number))
            if len(self.made) <= number:
                self.record()
        self.proxy.chance = 0.0
        self.page.wait("everything to be safe", lambda: self.page.shown()["open"] == 0)

    def record(self):
        """One entry, by keys or by touch; remembers between which instants it was made."""
        number = len(self.made) + 1
        text = f"entry {number:03d}"
        before = datetime.datetime.now().astimezone()
        how = self.random.randrange(4)
        if how == 0:
            self.page.type(f"{text} says so")
        elif how == 1:
            self.page.one("#entry").send_keys(text)
            self.page.tap("actors", self.random.randrange(5))
            self.page.tap("codes", self.random.randrange(5))
            self.page.one("#record").click()
        elif how == 2:
            self.page.one("#entry").send_keys(text)
            self.page.hold("codes", self.random.randrange(5))
        else:
            self.page.type(f"{text} @newcomer-{number % 7} is heard")
        self.page.await_kept(text)
        self.made.append((before, datetime.datetime.now().astimezone()))

    def some(self, count):
        for _ in range(count):
            if len(self.made) < self.count:
                self.record()

    def kill_server(self, count):
        self.some(1)
        self.server.kill()
        self.some(count)
        self.server.start()

    def cut_network(self, count):
        self.page.cut(True)
        self.some(count)
        said = self.page.shown()["safety"]
        if not re.search(r"entr(y waits|ies wait) on this device; the server cannot be reached since \d\d:\d\d", said):
            raise SystemExit(f"tools/capture-check: with the network cut, the page says: {said}")
        self.page.cut(False)

    def reload(self, count):
        for _ in range(3):
            self.some(1)
            self.page.driver.refresh()
            self.page.wait("the field after a reload", self.page.is_ready)

    def close_tab(self, count):
        self.some(1)
        self.page.close_tab()
        self.page.reopen()

    def second_tab(self, count):
        """Two tabs take turns; entries go in the order in which they were made all the same."""
        first = self.page.driver.current_window_handle
        self.page.driver.switch_to.new_window("tab")
        second = self.page.driver.current_window_handle
        self.page.reopen()
        for place in range(count):
            self.page.driver.switch_to.window(first if place % 2 else second)
            self.some(1)
        self.page.driver.switch_to.window(first)
        self.page.driver.close()
        self.page.driver.switch_to.window(second)

    def change_zone(self, count):
        for zone in ZONES:
            self.page.time_zone(zone)
            self.some(1)
        self.page.time_zone("")

    def reload_without_server(self, count):
        """The page itself opens without the server, with what waits."""
        self.page.wait("everything to be safe", lambda: self.page.shown()["open"] == 0)
        self.server.kill()
        self.some(2)
        self.page.close_tab()
        self.page.reopen()
        waiting = self.page.shown()["open"]
        self.some(2)
        self.server.start()
        if waiting != 2:
            raise SystemExit(f"tools/capture-check: of 2 entries that waited, {waiting} were there when the page was opened again.")

    def kill_browser(self, count):
        self.some(2)
        self.page.kill()
        self.page = self.make_page()
        self.page.reopen()

    def draft(self, count):
        """What was not recorded yet is still in the field after a reload."""
        self.page.one("#entry").send_keys("half a sentence")
        self.page.driver.refresh()
        self.page.wait("the field after a reload", self.page.is_ready)
        if self.page.one("#entry").get_property("value") != "half a sentence":
            raise SystemExit("tools/capture-check: what was being written did not outlast a reload.")
        self.page.one("#entry").clear()

    def problems(self):
        """What is not there once, in order, at its time."""
        found = []
        events = self.server.events()
        for event in events:
            match = re.match(r"entry (\d+)", str(event["data"].get("text", "")))
            if match:
                found.append((int(match[1]), event["occurred"]))
        wanted = list(range(1, self.count + 1))
        if [number for number, _ in found] != wanted:
            there = [number for number, _ in found]
            yield f"Not every entry is there once and in order. Missing: {sorted(set(wanted) - set(there))}."
            yield f"The numbers that are there: {there}"
            yield f"Other texts: {[event['data']['text'] for event in events if is_odd(event)]}"
        for number, occurred in found:
            first, last = self.made[number - 1]
            moment = datetime.datetime.fromisoformat(occurred)
            if not first - datetime.timedelta(seconds=1) <= moment <= last:
                yield f"Entry {number} was made between {first} and {last}, and is said to have occurred {occurred}."
        offsets = {occurred[-6:] for _, occurred in found}
        if len(offsets) < len(ZONES):
            yield f"The offsets are those of fewer time zones than the device was in: {sorted(offsets)}"
