"""The server that is tried, as a process that can be killed."""

import json
import os
import shlex
import subprocess
import time
import urllib.request

from proxy import free_port, is_healthy

HISTORY = "events/stp/elm.jsonl"
CASE = "elm"


class Server:
    def __init__(self, command, caselog, work, root):
        self.command = shlex.split(command)
        self.study = work / "study"
        self.study.mkdir()
        self.environment = {**os.environ, "CASELOG_HOME": str(work / "home")}
        self.log = open(work / "server.log", "ab")
        self.port = free_port()
        self.process = None
        self.sent = 0
        self.caselog = caselog
        if caselog:
            self.run("import", self.study / CASE, root / HISTORY)

    def start(self):
        self.process = subprocess.Popen(
            [*self.command, str(self.study), "--port", str(self.port)], env=self.environment, stdin=subprocess.DEVNULL,
            stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 30
        while not is_healthy(self.port):
            if self.process.poll() is not None or time.monotonic() > deadline:
                with open(self.log.name, encoding="utf-8", errors="replace") as log:
                    raise SystemExit(f"tools/capture-check: the server does not start. It says:\n{log.read()[-2000:]}")
            time.sleep(0.05)

    def run(self, *arguments):
        """Runs the program beside the server, on the same device."""
        subprocess.run([self.caselog, *arguments], env=self.environment, check=True, stdout=subprocess.DEVNULL,
                       stderr=self.log)

    def kill(self):
        """As a power cut would, for the process."""
        self.process.kill()
        self.process.wait()

    def ask(self, path, headers={}):
        return json.loads(self.text(path, headers))

    def text(self, path, headers={}):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read().decode()

    def send(self, observer, path, **body):
        """As the device of another observer would."""
        self.sent += 1
        body["occurred"] = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/cases/{CASE}/{path}", json.dumps(body).encode(), {
                "Content-Type": "application/json", "Caselog-Observer": observer,
                "Idempotency-Key": f"{observer}-{self.sent}"})
        urllib.request.urlopen(request, timeout=10).close()

    def events(self):
        """All events of the case, from the first."""
        found, after = [], ""
        while True:
            answer = self.ask(f"/api/cases/{CASE}/events?limit=500{after}")
            found += answer["events"]
            if not answer["more"]:
                return found
            after = f"&after={answer['position']}"
