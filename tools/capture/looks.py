"""What the page looks like at the sizes that people have, and whether it can be read and pressed."""

import base64
import json

from conditions import with_keys
from proxy import problem
from selenium.webdriver.common.keys import Keys

SIZES = {"phone": (390, 844), "phone-typing": (390, 460), "tablet": (820, 1180), "tablet-across": (1180, 820), "laptop": (1440, 900)}
TALK = [
    "The chair opens and asks for patience with the figures.",
    "@{0} wants to see the savings before anything is signed #resources",
    "@{1} says nobody asked the wards #inclusion",
    "!oppose @{1} on {thing} : fears for jobs",
    "@newcomer joins by phone and is not introduced",
    "!nonsense at all",
]
# Whatever can be pressed and is too small for a thumb, or sticks out sideways of the window.
MEASURE = """
const found = [];
for (const node of document.querySelectorAll("button, a, input, select, textarea, [role=option]")) {
    if (!node.checkVisibility() || node.closest(".skip")) continue;
    const box = node.getBoundingClientRect();
    const said = (node.textContent || node.id).trim().slice(0, 40);
    if (node.matches("button") && node.scrollWidth > node.clientWidth + 1) found.push(`'${said}' does not fit`);
    if (box.height < 43.5 || box.width < 43.5) found.push(`'${said}' is ${box.width.toFixed()} by ${box.height.toFixed()}`);
}
if (document.documentElement.scrollWidth > innerWidth) found.push(`${document.documentElement.scrollWidth} px wide`);
for (const node of document.querySelectorAll("#dock, #boards, .top, #safety, dialog")) {
    if (!node.checkVisibility()) continue;
    const box = node.getBoundingClientRect();
    if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1) found.push(`${node.id || node.className} sticks out`);
}
return JSON.stringify(found);
"""


class Looks:
    def __init__(self, page, server, proxy, pictures):
        self.page, self.driver, self.pictures = page, page.driver, pictures
        self.server, self.proxy = server, proxy
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)

    def problems(self):
        page = self.page
        page.open()
        page.wait("the cases", lambda: page.all(".case-button"))
        yield from self.look("choose")
        page.one("#observer").send_keys("berta")
        next(node for node in page.all(".case-button") if "elm " in node.text).click()
        page.wait("the start of a session", lambda: page.all("#start-session"))
        yield from self.look("start")
        page.one("#session-name").send_keys("System Board, May")
        page.one("#start-session").click()
        page.wait("the field for entries", page.is_ready)
        yield from self.look("empty")
        self.talk()
        yield from self.look("meeting")
        yield from self.moments()
        yield from page.complaints()

    def talk(self):
        known = json.loads(self.driver.execute_async_script(
            "const done = arguments[0]; fetch('/api/cases/elm/capture').then((a) => a.text()).then(done)"))
        actors = [actor["id"] for actor in known["actors"]]
        thing = (known["proposals"] or known["disputes"])[0]["id"]
        for line in TALK:
            self.page.type(line.format(*actors, thing=thing))
            self.page.await_kept(line.split("{")[0][:12])
        self.page.wait("the entries to be safe", lambda: self.page.shown()["open"] == 1)

    def moments(self):
        """What is seen only now and then: completion, a question, a form, the network away, a pause."""
        field = self.page.one("#entry")
        field.send_keys("@jo-walker nods at @")
        yield from self.look("completion")
        field.send_keys(Keys.ESCAPE, Keys.BACKSPACE)
        yield from self.look("question")
        field.clear()
        field.send_keys(Keys.SPACE, Keys.BACKSPACE)
        for number, name in enumerate(["position", "loss"]):
            self.driver.execute_script("document.querySelectorAll('#forms button')[arguments[0]].click()", number)
            yield from self.look(f"form-{name}")
            self.page.one("dialog .sheet-head button").click()
        self.page.one("#menu").click()
        yield from self.look("menu")
        self.page.one("dialog .sheet-head button").click()
        self.page.cut(True)
        self.page.type("The line is gone; @newcomer is asked again.")
        self.page.type("And once more.")
        self.page.await_kept("And once more.")
        self.page.wait("the page to say so", lambda: "2 entries wait" in self.page.shown()["safety"])
        yield from self.look("away")
        self.page.cut(False)
        self.page.wait("the entries to be safe", lambda: self.page.shown()["open"] == 1)
        self.page.one("#pause").click()
        self.page.wait("the pause", lambda: self.page.one("#pause").text == "Resume")
        yield from self.look("paused")
        self.page.one("#pause").click()
        yield from self.states()

    def states(self):
        """What depends on the server: keys of the session, entries that are held up, somebody else's session."""
        self.proxy.stand_in = with_keys(self.server, "berta")
        self.driver.refresh()
        self.page.wait("the keys", lambda: self.page.all("#keys button"))
        self.page.all("#keys button")[0].click()
        self.page.wait("the entries to be safe", lambda: self.page.shown()["open"] == 1)
        yield from self.look("keys")
        held = problem(403, "other-observer", "This device is paired as ben.")
        self.proxy.stand_in = lambda request: held if request.startswith(b"POST") else None
        self.page.type("This one is held up.")
        self.page.wait("the page to say so", lambda: "is berta's" in self.page.shown()["safety"])
        self.driver.execute_script("[...document.querySelectorAll('.row-main')].at(-1).click()")
        yield from self.look("held")
        self.proxy.stand_in = lambda request: None
        self.page.wait("the entries to be safe", lambda: self.page.shown()["open"] == 1)
        self.page.type("!end")
        self.server.send("otto", "sessions", kind="meeting", title="A round of the wards")
        self.page.wait("the session to be offered", lambda: self.page.all("#start .join"))
        yield from self.look("join")

    def look(self, name):
        """At every size, light and dark."""
        for size, (width, height) in SIZES.items():
            self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
            for theme in ("light", "dark"):
                where = f"{name}, {size}, {theme}"
                for problem in self.page.found_by_axe(theme == "dark"):
                    yield f"{where}: {problem}"
                for problem in json.loads(self.driver.execute_script(MEASURE)):
                    yield f"{where}: {problem}"
                if self.pictures:
                    picture = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
                    (self.pictures / f"{name}-{size}-{theme}.png").write_bytes(base64.b64decode(picture["data"]))
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
