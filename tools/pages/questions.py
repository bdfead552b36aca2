"""Random dates, and how two answers differ."""

import datetime
import json
import re


def date(events, random, *keys):
    """A date near an event: on boundaries of days mistakes show."""
    event = random.choice(events)
    text = event.get(random.choice(keys)) or event["recorded"]
    found = re.search(r"\d{4}-\d\d-\d\d", text)
    day = found.group(0) if found else re.search(r"\d{4}(-\d\d)?", text).group(0)
    kind = random.randrange(5)
    if kind == 0:
        return day[:7] if re.fullmatch(r"\d{4}-(0\d|1[0-2])", day[:7]) else day[:4]
    if kind == 1:
        return day[:4]
    if kind == 2 and found:
        return str(datetime.date.fromisoformat(day) + datetime.timedelta(days=random.choice((-1, 1))))
    return day if found or re.fullmatch(r"\d{4}-(0\d|1[0-2])", day) else day[:4]


def question(events, random):
    when = {}
    if random.randrange(8):
        when["at"] = date(events, random, "occurred")
    if random.randrange(2):
        when["known"] = date(events, random, "learnt", "learnt", "recorded", "occurred")
    if not random.randrange(3):
        when["recorded"] = date(events, random, "recorded")
    return when


def difference(theirs, ours, place=""):
    """Where two values first differ, in words; None where they do not. The order of keys does not matter."""
    if theirs == ours:
        return None
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in [*theirs, *(key for key in ours if key not in theirs)]:
            found = difference(theirs.get(key), ours.get(key), f"{place}/{key}")
            if found:
                return found
    if isinstance(theirs, list) and isinstance(ours, list):
        if len(theirs) != len(ours):
            return f"{place}: caselog has {len(theirs)}, the page {len(ours)}"
        for index, pair in enumerate(zip(theirs, ours)):
            found = difference(*pair, f"{place}/{index}")
            if found:
                return found
    return f"{place}: caselog says {json.dumps(theirs)[:300]}, the page {json.dumps(ours)[:300]}"
