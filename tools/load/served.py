"""A case that is served, as a process of its own, and what is asked of it."""

import collections
import http.client
import json
import os
import pathlib
import re
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HISTORY = ROOT / "events" / "stp" / "elm.jsonl"
Texts = collections.namedtuple("Texts", "total repeated found")


class Served:
    def __init__(self, caselog, work):
        self.environment = {**os.environ, "CASELOG_HOME": str(work / "home")}
        self.study = work / "study"
        self.study.mkdir()
        subprocess.run([caselog, "import", self.study / "elm", HISTORY], env=self.environment, check=True, stdout=subprocess.DEVNULL)
        self.log = open(work / "log", "w+b")
        self.process = subprocess.Popen([caselog, "serve", self.study, "--port", "0"], env=self.environment,
                                        stdout=subprocess.PIPE, stderr=self.log)
        self.address = self.process.stdout.readline().decode().strip()
        if not self.address:
            raise SystemExit(f"tools/serve-bench: the server does not start. It says: {self.said()}")
        self.port = int(self.address.rstrip("/").rpartition(":")[2])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.status = self.process.wait(60)

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, path):
        connection = self.connect()
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise SystemExit(f"tools/serve-bench: {path}: {answer.status} {body[:500]}")
            return body
        finally:
            connection.close()

    def figures(self):
        """What /metrics has without labels."""
        return {name: float(value) for name, value in re.findall(r"^(\w+) (\S+)$", self.ask("/metrics").decode(), re.MULTILINE)}

    def memory(self):
        """Resident memory in MB."""
        pages = int(pathlib.Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE") / 1e6

    def events(self):
        """All events of the case, from first to last page."""
        after = ""
        while True:
            answer = json.loads(self.ask(f"/api/cases/elm/events?limit=5000{after}"))
            yield from answer["events"]
            if not answer["more"]:
                return
            after = f"&after={answer['position']}"

    def texts(self, start):
        """Texts of observations that begin so, and the identifiers of these, in order."""
        for event in self.events():
            text = str(event["data"].get("text", ""))
            if text.startswith(start):
                yield text, event["id"]

    def count_texts(self, start):
        found = collections.Counter(text for text, _ in self.texts(start))
        return Texts(found.total(), sum(1 for count in found.values() if count > 1), found)

    def newcomers(self):
        """How many people became known by being named, and those of whom there are none or several."""
        named, known = set(), collections.Counter()
        for event in self.events():
            if event["type"] == "person.identified":
                known[event["data"]["title"]] += 1
            named.update(re.findall(r"@(newcomer-\d+)", str(event["data"].get("text", ""))))
        return len(named), [name for name in named if known[name] != 1]

    def said(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def log_summary(self):
        time.sleep(0.1)
        lines = [json.loads(line) for line in self.said().splitlines() if line.startswith("{")]
        wrong = [line for line in lines if line["level"] == "error" or line.get("status", 0) >= 500]
        if wrong or self.status:
            raise SystemExit(f"tools/serve-bench: exit status {self.status}; the log tells of failures: {wrong[:5]}")
        return f"{len(lines)} lines of log, none of an error; exit status 0"
