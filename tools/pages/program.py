"""caselog as a program."""

import base64
import concurrent.futures
import json
import os
import re
import subprocess
import zlib


class Program:
    def __init__(self, path, work):
        self.path = path
        self.environment = {**os.environ, "CASELOG_HOME": str(work / "home")}
        self.processors = concurrent.futures.ThreadPoolExecutor(os.cpu_count())
        help_text = self.run("show", "--help")
        self.views = re.findall(r"^  ([a-z]+)  ", help_text.split("VIEWS")[1].split("EXAMPLES")[0], re.MULTILINE)

    def run(self, *words):
        return self.ending(0, *words).stdout

    def ending(self, status, *words):
        """A run that ends so."""
        words = [str(word) for word in words]
        done = subprocess.run(
            [self.path, *words], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != status:
            raise SystemExit(f"caselog {' '.join(words)}: status {done.returncode}, not {status}: {done.stderr}")
        return done

    def events(self, case):
        return [json.loads(line) for line in self.run("events", case, "--json").splitlines()]

    def case_name(self, case):
        return json.loads((case / "case.json").read_text())["case"]

    def show(self, case, view, when, options=()):
        """The keys of a view, without those that repeat the question."""
        times = [word for axis, date in when.items() for word in (f"--{axis}", date)]
        answer = json.loads(self.run("show", case, view, *times, "--json", *options))
        for key in ("case", "view", "at", "known", "recorded", "without", "left_out", "incomplete"):
            answer.pop(key, None)
        return answer

    def shows(self, asked, options=()):
        """The same for many at once, each a case, a view and dates: begun now, and given in that order when they are asked for."""
        return self.processors.map(lambda one: self.show(*one, options), asked)

    @staticmethod
    def carried(page):
        """All text of a page: what it says itself, and what its data unpacks to."""
        text = page.read_text()
        data = re.search(r'id="data">([^<]*)<', text).group(1)
        return text + zlib.decompress(base64.b64decode(data)).decode()
