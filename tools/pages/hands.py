"""Uses a page of a study as people do: with keys, a pointer and typed dates."""

from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

REST = 500


class Hands:
    def __init__(self, driver):
        self.driver = driver

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def ask(self, expression):
        return self.driver.execute_script(f"return {expression}")

    def rest(self):
        """Long enough for the page to have drawn what it draws only when nothing moves."""
        self.driver.execute_async_script(f"setTimeout(arguments[0], {REST})")

    def press(self, node, *keys):
        node.send_keys(*keys)
        self.rest()

    def date(self):
        return self.ask("dayText(page.at)")

    def problems(self):
        """What does not do what it is for."""
        self.driver.set_window_size(1280, 900)
        self.rest()
        for said, is_so in (*self.dates(), *self.selections(), *self.axes(), *self.cases()):
            if not is_so:
                yield said

    def dates(self):
        field = self.one(".player .date")
        field.clear()
        self.press(field, "2020-02", Keys.ENTER)
        yield "A typed month does not lead to its last day.", self.date() == "2020-02-29"
        field.clear()
        self.press(field, "20x", Keys.ENTER)
        yield "What is no date is not marked so.", field.get_attribute("aria-invalid") == "true"
        yield "What is no date moves the playhead.", self.date() == "2020-02-29"
        playhead = self.one("#axis-playhead")
        self.press(playhead, Keys.PAGE_UP)
        yield "A month on from 29 February 2020 is not 29 March.", self.date() == "2020-03-29"
        yield "The slider does not say its date.", playhead.get_attribute("aria-valuetext") == "29 March 2020"
        yield "The address does not carry the date.", "at=2020-03-29" in self.ask("location.hash")
        said = self.ask("document.getElementById('live').textContent")
        yield "The change of date is not said aloud.", said.startswith("29 March 2020")
        self.press(playhead, Keys.HOME)
        first = self.date()
        strip = self.one(".axis-strip")
        ActionChains(self.driver).move_to_element(strip).click_and_hold().move_by_offset(90, 0).release().perform()
        self.rest()
        dragged = self.date()
        yield "Dragging does not move the playhead.", dragged > first
        self.one(".play").click()
        self.rest()
        self.rest()
        self.one(".play").click()
        yield "Playing does not move the playhead.", self.date() > dragged

    def selections(self):
        self.press(self.one("#axis-playhead"), Keys.END)
        lane = self.one(".lane-name")
        self.press(lane, Keys.ENTER)
        selected = self.ask("page.selection") or ""
        yield "A lane is not selected by Enter.", selected.startswith("dispute:")
        yield "The address does not carry the selection.", f"select={selected}" in self.ask("location.hash")
        listed = self.ask("list.indices.length")
        yield "The events are not those of the selection.", 0 < listed < self.ask("page.world.events.length")
        self.press(lane, Keys.ARROW_DOWN)
        yield "The arrow keys do not lead from lane to lane.", self.driver.switch_to.active_element != lane
        self.one("#details .link").click()
        self.rest()
        yield "A link in the details leads nowhere.", self.ask("page.selection") != selected
        ActionChains(self.driver).send_keys(Keys.ESCAPE).perform()
        self.rest()
        yield "Escape does not end a selection.", self.ask("page.selection") is None
        item = self.one('.item[data-is="there"]')
        self.driver.execute_script("arguments[0].focus()", item)
        self.rest()
        yield "What has the focus in the map is not tied to anything.", self.ask(
            "document.querySelectorAll('.item.is-tied').length > 0")

    def axes(self):
        for axis in ("known", "recorded"):
            self.one(f"[data-axis={axis}]").click()
            self.rest()
            whole = self.ask("page.world.events.length")
            self.press(self.one(".second-handle"), Keys.HOME)
            yield f"The handle of '{axis}' leaves out nothing.", self.ask("page.world.events.length") < whole
            yield f"The address does not carry '{axis}'.", f"axis={axis}&{axis}=" in self.ask("location.hash")
        self.one("[data-axis=was]").click()
        self.rest()

    def cases(self):
        before = self.ask("document.querySelector('h1').textContent")
        Select(self.one(".cases")).select_by_index(1)
        self.rest()
        yield "Another case does not show.", self.ask("document.querySelector('h1').textContent") != before
        name = self.ask("page.data.cases[0].name")
        self.driver.execute_script(f"location.hash = '#case={name}&at=2019-12-01'")
        self.rest()
        yield "An address does not lead to its case and date.", (
            self.date() == "2019-12-01" and self.ask("document.querySelector('h1').textContent") == before)
