"""Tries the capture page against a server; tools/capture-check runs it."""

import argparse
import pathlib
import re
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "pages"))

from conditions import Conditions
from handling import Handling
from looks import Looks
from meeting import Meeting
from page import Page
from proxy import Proxy
from server import Server
from telling import Telling

CLIENT = ROOT / "Sources" / "CaseServer" / "Client"
PAGE_STYLE = ROOT / "Sources" / "CasePages" / "Page" / "page.css"


def palette_problems():
    """The capture page has the colours of a case's page."""
    def colours(file):
        return dict(re.findall(r"^ +--([a-z-]+): (light-dark\(.*\));$", file.read_text(), re.MULTILINE))
    theirs = colours(PAGE_STYLE)
    for name, value in colours(CLIENT / "capture.css").items():
        if name in theirs and theirs[name] != value:
            yield f"--{name} is {value} in capture.css and {theirs[name]} in page.css."


def main():
    parser = argparse.ArgumentParser()
    for name in ("browser", "driver", "server"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--caselog")
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("--only", choices=["looks", "hands", "conditions", "capture"])
    parser.add_argument("--entries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    began = time.monotonic()
    problems = [*palette_problems()]
    told = []
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        server = Server(options.server, options.caselog, work, ROOT)
        server.start()
        try:
            address = f"http://127.0.0.1:{server.port}"
            if options.only in (None, "capture"):
                problems += capture(options, server, work, told)
            if options.only in (None, "hands"):
                with Page(options.browser, options.driver, work / "hands", address) as page:
                    problems += Handling(page, server).problems()
                with Page(options.browser, options.driver, work / "telling", address) as page:
                    problems += Telling(page, server).problems()
            if options.only in (None, "conditions"):
                proxy = Proxy(server.port, options.seed)
                with Page(options.browser, options.driver, work / "conditions", f"http://127.0.0.1:{proxy.port}") as page:
                    problems += Conditions(page, server, proxy).problems()
            if options.only in (None, "looks"):
                proxy = Proxy(server.port, options.seed)
                with Page(options.browser, options.driver, work / "looks", f"http://127.0.0.1:{proxy.port}") as page:
                    problems += Looks(page, server, proxy, options.pictures).problems()
        finally:
            server.kill()
    for problem in problems:
        print(f"tools/capture-check: {problem}", file=sys.stderr)
    told += [f"seed {options.seed}", f"{time.monotonic() - began:.0f} s"]
    if problems:
        sys.exit(f"tools/capture-check: {len(problems)} complaint(s); see above. {', '.join(told)}.")
    print(f"tools/capture-check: all is well: {', '.join(told)}.")


def capture(options, server, work, told):
    proxy = Proxy(server.port, options.seed)
    address = f"http://127.0.0.1:{proxy.port}"
    meeting = Meeting(lambda: Page(options.browser, options.driver, work / "profile", address), server, proxy,
                      options.entries, options.seed)
    try:
        meeting.run()
        problems = [*meeting.problems(), *meeting.page.complaints()]
    finally:
        meeting.page.driver.quit()
    told.append(f"{options.entries} entries, {proxy.broken} requests broken, {len(meeting.done)} kinds of trouble")
    return problems


if __name__ == "__main__":
    main()
