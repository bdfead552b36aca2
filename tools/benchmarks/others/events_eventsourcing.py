"""Stores events with the library eventsourcing, on its SQLite recorder, and asks it: for each dispute how often it was
raised, settled and re-ignited by a day, and how it was settled last.

    events_eventsourcing.py load DATABASE EVENTS
    events_eventsourcing.py ask DATABASE DAY
"""

import itertools
import json
import re
import sys
import uuid
from collections import defaultdict

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

COMMIT_SIZE = 5000
PAGE_SIZE = 5000
TURNS = ("dispute.raised", "dispute.settled", "dispute.reignited")
AMENDMENTS = ("event.corrected", "event.retracted")


def opened(path):
    recorder = SQLiteApplicationRecorder(SQLiteDatastore(path))
    recorder.create_table()
    return recorder


def stored(line):
    """A line as an event of the feed that it belongs to."""
    event = json.loads(line)
    feed, sequence = event["id"].split("/")
    return StoredEvent(uuid.uuid5(uuid.NAMESPACE_URL, feed), int(sequence), event["type"], line)


def load(path, events):
    recorder = opened(path)
    with open(events, "rb") as lines:
        while batch := [stored(line) for line in itertools.islice(lines, COMMIT_SIZE)]:
            recorder.insert_events(batch)


def read(recorder, topics):
    start = 1
    while page := recorder.select_notifications(start=start, limit=PAGE_SIZE, topics=topics):
        for notification in page:
            yield notification.id, json.loads(notification.state)
        start = page[-1].id + 1


def point(occurred):
    """A date of one of these events, as one that can be compared: a month begins on its first day."""
    text = re.sub(r"[~?%/].*$", "", occurred)
    return text + "-01" if len(text) == 7 else text


def ask(path, day):
    recorder = opened(path)
    corrected, retracted = {}, set()
    for _, event in read(recorder, AMENDMENTS):
        if event["type"] == "event.retracted":
            retracted.add(event["data"]["event"])
        else:
            corrected[event["data"]["event"]] = event["data"]
    turns = defaultdict(lambda: defaultdict(list))
    for number, event in read(recorder, TURNS):
        if event["id"] in retracted:
            continue
        change = corrected.get(event["id"], {})
        at = point(change.get("occurred", event["occurred"]))
        how = change.get("data", {}).get("how", event["data"].get("how"))
        if at[:10] <= day:
            turns[event["data"]["dispute"]][event["type"]].append((at, number, how))
    for dispute, told in turns.items():
        raised, settled, reignited = (told[turn] for turn in TURNS)
        if raised:
            how = max(settled)[2] if settled else ""
            print(dispute, len(raised), len(settled), len(reignited), how, sep="|")


{"load": load, "ask": ask}[sys.argv[1]](*sys.argv[2:])
