"""The last entries on the page: what their rows say, and how their buttons are pressed."""

import json

ROWS = """
return JSON.stringify([...document.querySelectorAll("#entries .row")].map((row) => ({
    state: row.dataset.state, text: row.querySelector(".row-text").textContent,
    about: row.querySelector(".row-about").textContent })));
"""
# A row may be drawn anew at any moment: found and pressed in one go.
PRESS = """
const [text, label] = arguments;
const row = [...document.querySelectorAll("#entries .row")]
    .findLast((one) => one.querySelector(".row-text").textContent.includes(text));
const button = [...row?.querySelectorAll(".row-actions button") ?? []].find((one) => one.textContent === label);
if (!button && row?.querySelector('[aria-expanded="false"]')) row.querySelector(".row-main").click();
button?.click();
return Boolean(button);
"""

PRESS_CASE = """
const about = new RegExp(`^${arguments[0]}( |$)`);
const button = [...document.querySelectorAll("#cases .case-button")]
    .find((one) => about.test(one.querySelector("span").textContent));
button?.click();
return Boolean(button);
"""


class Rows:
    def __init__(self, page, server):
        self.page, self.server, self.driver = page, server, page.driver

    def said_by(self, *parts):
        """What is not so, of all that the parts say."""
        for part in parts:
            for said, is_so in part():
                if not is_so:
                    yield f"{said} ({part.__name__}) The last rows: {self.rows()[-3:]}"
        yield from self.page.complaints()

    def rows(self):
        return json.loads(self.driver.execute_script(ROWS))

    def state_of(self, text):
        """The state of the last row with a text; None where there is no such row."""
        return next((row["state"] for row in reversed(self.rows()) if text in row["text"]), None)

    def row(self, text):
        """The last row with a text, once it is settled: safe, or in need of somebody."""
        self.page.wait(f"the entry '{text}'", lambda: self.state_of(text) in ("safe", "refused"))
        return [row for row in self.rows() if text in row["text"]][-1]

    def press(self, text, label):
        """Presses a button of the last row with a text; opens the row first, where the button is not shown."""
        self.page.wait(f"the button '{label}' of '{text}'", lambda: self.driver.execute_script(PRESS, text, label))

    def press_at(self, selector):
        """Presses what may be drawn anew at any moment."""
        self.page.wait(f"something to press at '{selector}'", lambda: self.driver.execute_script(
            "const node = document.querySelector(arguments[0]); node?.click(); return Boolean(node);", selector))

    def leave_case(self):
        """Goes from the case to the choice of one."""
        self.page.one("#menu").click()
        self.press_at("dialog .choices:nth-of-type(2) button")

    def press_case(self, case):
        """Chooses a case among those that are shown; others may have been made meanwhile."""
        self.page.wait(f"the case '{case}' to choose", lambda: self.driver.execute_script(PRESS_CASE, case))

    def press_close(self):
        """Closes the dialog that is open."""
        self.page.one("dialog .sheet-head button").click()

    def value(self):
        return self.page.one("#entry").get_property("value")
