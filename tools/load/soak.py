"""Everything at once, for a while: lines and entries of several observers, some sent twice, reads of all kinds, streams."""

import json
import random
import threading
import time
import uuid

# Every other one appends lines, and those between type entries; some of them are one observer.
WRITERS = 8
OBSERVERS = 5
READERS = 2
FOLLOWERS = 3
VIEWS = ["disputes", "timeline", "ledger", "timeline"]


class Soak:
    def __init__(self, served, minutes):
        self.served, self.minutes = served, minutes
        self.ends = time.monotonic() + 60 * minutes
        self.acknowledged = [{} for _ in range(WRITERS)]
        self.problems = []
        self.reads = self.followed = self.repeated = 0

    def run(self):
        print(f"\nsoak of {self.minutes:g} min: {WRITERS} who append, {READERS} who read, {FOLLOWERS} who follow\n")
        print("| minute | resident MB | events | appended so far |\n|---:|---:|---:|---:|")
        works = [(self.write, number) for number in range(WRITERS)] + [(self.read, number) for number in range(READERS)]
        works += [(self.follow, number) for number in range(FOLLOWERS)]
        threads = [threading.Thread(target=self.guarded, args=work, daemon=True) for work in works]
        for thread in threads:
            thread.start()
        minute = 0
        while minute <= self.minutes:
            self.tell(minute)
            minute += 1
            time.sleep(max(0, min(60, self.ends - time.monotonic())))
        for thread in threads:
            thread.join(30)
        self.judge()

    def tell(self, minute):
        events = json.loads(self.served.ask("/api/cases/elm"))["events"]
        print(f"| {minute} | {self.served.memory():.1f} | {events} | {sum(map(len, self.acknowledged))} |", flush=True)

    def guarded(self, work, number):
        try:
            work(number)
        except Exception as error:
            self.problems.append(f"{work.__name__} {number}: {error!r}")

    def write(self, number):
        """One line or one entry after the other, a tenth of them sent a second time, as after a lost answer."""
        connection, chance, count = self.served.connect(), random.Random(number), 0
        while time.monotonic() < self.ends:
            count += 1
            text = f"soak {number}-{count}."
            if number % 2:
                # All who type name somebody new at about the same moment.
                text += f" @newcomer-{count // 20} asks #governance"
                path, body = "entries", {"text": text}
            else:
                path, body = "events", {"type": "observation.noted", "data": {"text": text}}
            body = json.dumps({**body, "occurred": "2019-06-03T14:05:10+01:00"})
            headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4()),
                       "Caselog-Observer": f"o{number % OBSERVERS}"}
            ids = self.send(connection, path, body, headers, 201)
            self.acknowledged[number][text] = ids
            if chance.random() < 0.1:
                self.repeated += 1
                if self.send(connection, path, body, headers, 200) != ids:
                    self.problems.append(f"{text} was told other ids when it was sent again")
            # Faster than people are, and not so fast that what is measured is how the case grows.
            time.sleep(0.4)

    def send(self, connection, path, body, headers, expected):
        connection.request("POST", f"/api/cases/elm/{path}", body, headers)
        answer = connection.getresponse()
        told = json.load(answer)
        if answer.status != expected:
            raise RuntimeError(f"{answer.status} {told}")
        return told["ids"]

    def read(self, number):
        connection, chance = self.served.connect(), random.Random(100 + number)
        while time.monotonic() < self.ends:
            date = f"{chance.randint(2013, 2025)}-{chance.randint(1, 12):02d}"
            axis = chance.choice(["at", "at", "at", "known"])
            path = chance.choice([f"views/{chance.choice(VIEWS)}?{axis}={date}", "events?limit=100", "capture"])
            connection.request("GET", f"/api/cases/elm/{path}")
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path}: {answer.status} {body[:300]}")
            self.reads += 1
            time.sleep(0.05)

    def follow(self, number):
        """Every event comes once, in order, as it is recorded."""
        connection = self.served.connect()
        position = json.loads(self.served.ask("/api/cases/elm"))["position"]
        connection.request("GET", f"/api/cases/elm/stream?after={position}")
        answer, seen = connection.getresponse(), set()
        while time.monotonic() < self.ends:
            line = answer.fp.readline()
            if line.startswith(b"data: {"):
                event = json.loads(line[6:])
                if event["id"] in seen:
                    raise RuntimeError(f"{event['id']} came twice")
                seen.add(event["id"])
                self.followed += 1
        connection.close()

    def judge(self):
        wanted = {text: ids for one in self.acknowledged for text, ids in one.items()}
        there = list(self.served.texts("soak "))
        found = dict(there)
        self.problems += [f"'{text}' is not there as one of {ids}" for text, ids in wanted.items() if found.get(text) not in ids]
        if len(there) != len(found) or len(found) != len(wanted):
            self.problems.append(f"{len(wanted)} were acknowledged, and {len(there)} are there")
        newcomers, odd = self.served.newcomers()
        if odd:
            self.problems.append(f"of the newcomers {odd[:10]} there are none or several each")
        if self.problems:
            raise SystemExit("tools/serve-bench: " + "\n".join(self.problems[:20]))
        print(f"\n{len(wanted)} acknowledged, all there once, with the ids that were told ({self.repeated} were sent twice); "
              f"{self.reads} reads, {self.followed} events followed; {newcomers} newcomers, one person each; no error")
