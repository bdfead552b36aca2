"""The capture page, used as people use it: with keys, by touch, and by closing it when they should not."""

import json
import os
import pathlib
import signal
import time

from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import Browser

PATIENCE = 60
LONG = 0.7
KEPT = """
const [states, waiting] = [[...document.querySelectorAll("#entries .row")].map((row) => row.dataset.state), []];
return JSON.stringify({ last: states.at(-1), keeping: states.filter((one) => one === "keeping").length,
    open: states.filter((one) => one !== "safe").length, texts: [...document.querySelectorAll("#entries .row-text")]
        .map((node) => node.textContent), safety: document.getElementById("safety").textContent });
"""
# What is being written, what is in its place, what has the focus, and what is in sight.
FIELD = """
const field = document.getElementById("entry");
const seen = [...document.querySelectorAll("main > *, #cases .case-button")].filter((one) => one.checkVisibility());
return [field?.value, document.querySelector("dialog[open]")?.textContent, document.activeElement?.outerHTML.slice(0, 200),
    ...seen.map((one) => one.id || one.textContent)].join(" · ");
"""


class Page(Browser):
    def __init__(self, browser, driver, profile, address):
        super().__init__(browser, driver, [f"--user-data-dir={profile}"])
        self.address = address
        self.driver.set_window_size(1280, 900)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def wait(self, what, holds):
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                raise SystemExit(f"tools/capture-check: waited in vain: {what}. The page says: {self.shown()['safety']}"
                                 f" The field holds: {self.driver.execute_script(FIELD)}")
            time.sleep(0.05)

    def open(self, place=""):
        self.driver.get(f"{self.address}/capture{place}")

    def is_ready(self):
        return any(node.is_displayed() for node in self.all("#entry"))

    def shows_cases(self):
        """Whether the choice of a case is in sight; those that were shown before stay in the page, unseen."""
        return self.driver.execute_script(
            "return [...document.querySelectorAll('#cases .case-button')].some((one) => one.checkVisibility())")

    def begin(self, observer, case):
        """From nothing to a running session."""
        self.open()
        self.wait("the cases", self.shows_cases)
        self.one("#observer").send_keys(observer)
        next(node for node in self.all(".case-button") if f"{case} " in node.text).click()
        self.wait("the start of a session", lambda: self.all("#start-session"))
        self.one("#session-name").send_keys("System Board, May")
        self.one("#start-session").click()
        self.wait("the field for entries", self.is_ready)

    def reopen(self):
        self.open()
        self.wait("the field for entries after opening again", self.is_ready)

    def shown(self):
        return json.loads(self.driver.execute_script(KEPT))

    def await_kept(self, text):
        """Until the page shows the entry as kept on this device, at least; from then on it may not get lost."""
        def is_kept():
            shown = self.shown()
            return shown["keeping"] == 0 and any(text in one for one in shown["texts"])
        self.wait(f"'{text}' to be kept", is_kept)

    def type(self, text):
        self.one("#entry").send_keys(text, Keys.ENTER)

    def tap(self, board, place):
        """Taps a button, by name what it puts into the entry."""
        self.all(f"#{board} .key-button:not(.is-new)")[place].click()

    def hold(self, board, place):
        node = self.all(f"#{board} .key-button:not(.is-new)")[place]
        ActionChains(self.driver).click_and_hold(node).pause(LONG).release().perform()

    def cut(self, is_cut):
        """The network of this tab, as the DevTools cut it."""
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {
            "offline": is_cut, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})

    def time_zone(self, name):
        self.driver.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": name})

    def close_tab(self):
        """Closes this tab; another one is open by then, or the browser would go."""
        old = self.driver.current_window_handle
        self.driver.switch_to.new_window("tab")
        fresh = self.driver.current_window_handle
        self.driver.switch_to.window(old)
        self.driver.close()
        self.driver.switch_to.window(fresh)

    def kill(self):
        """Kills the browser that the driver started, and nothing else."""
        parent = self.driver.service.process.pid
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == parent:
                os.kill(int(folder.name), signal.SIGKILL)
        self.driver.service.stop()

    def complaints(self):
        """What the console says. That a request failed is what this check is about, and the browser notes it by itself."""
        return [error for error in self.errors() if "Failed to load resource" not in error and "net::ERR" not in error]
