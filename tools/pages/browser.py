"""A page in Chromium, without a window."""

import json
import re

from axe_core_python.base import AXE_FILE_PATH
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

SHOW = """
const [asked, done] = arguments;
Promise.resolve(window.caselogPage?.ready).then(() => {
    if (!window.caselogPage) throw new Error("there is no window.caselogPage");
    return asked.map(([view, when]) => window.caselogPage.show(view, when));
}).then((shown) => done(JSON.stringify({ shown })), (error) => done(JSON.stringify({ failure: String(error) })));
"""
NOW = """
return JSON.stringify([location.hash, arguments[0].map((view) => viewNow(view))]);
"""
AXE = """
const done = arguments[0];
axe.run(document, { resultTypes: ["violations"] }).then((found) => done(JSON.stringify(found.violations)), (error) =>
    done(JSON.stringify([{ id: String(error), impact: "critical", help: "axe-core failed", nodes: [] }])));
"""


class Browser:
    def __init__(self, browser, driver, switches=()):
        options = Options()
        options.binary_location = browser
        # In a container Chromium cannot make a sandbox of its own; what it opens is ours. No name leads anywhere.
        for switch in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage",
                       "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", *switches):
            options.add_argument(switch)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service(driver), options=options)
        self.driver.set_script_timeout(120)
        with open(AXE_FILE_PATH, encoding="utf-8") as file:
            self.axe = file.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def open(self, page):
        self.driver.set_window_size(1280, 900)
        self.driver.get(page.as_uri())

    def show(self, asked):
        """What the page shows for each view and dates."""
        answer = json.loads(self.driver.execute_async_script(SHOW, asked))
        if "failure" in answer:
            raise SystemExit(f"tools/page-check: {self.driver.current_url}: {answer['failure']}\n{self.errors()}")
        return answer["shown"]

    def states(self):
        """What stands beside the heading of the disputes."""
        self.driver.execute_async_script("setTimeout(arguments[0], 400)")
        return self.driver.find_element(By.CSS_SELECTOR, "#disputes .count").get_attribute("textContent")

    def moves(self, views):
        """Moves the playhead with the keys.

        Gives the date in the address after each step, and what the page shows for each view then."""
        playhead = self.driver.find_element(By.CSS_SELECTOR, "#axis-playhead")
        for key in (Keys.HOME, Keys.ARROW_RIGHT, Keys.PAGE_DOWN, Keys.END, Keys.ARROW_LEFT):
            playhead.send_keys(key)
            self.driver.execute_async_script("setTimeout(arguments[0], 400)")
            place, shown = json.loads(self.driver.execute_script(NOW, views))
            yield re.search(r"at=([0-9-]+)", place).group(1), shown

    def accessibility(self, width, is_dark):
        """What axe-core finds serious or critical at a width."""
        self.driver.set_window_size(width, 1000)
        return self.found_by_axe(is_dark)

    def found_by_axe(self, is_dark):
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        # By way of the driver, for the page itself lets no other script run.
        self.driver.execute_async_script("setTimeout(arguments[0], 400)")
        self.driver.execute_script(self.axe)
        for violation in json.loads(self.driver.execute_async_script(AXE)):
            if violation["impact"] in ("serious", "critical"):
                nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
                yield f"{violation['impact']}: {violation['help']} ({violation['id']}): {nodes}"

    def errors(self):
        return [f"the console says: {entry['message']}" for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING")]
