"""Compares the estimates of `caselog show CASE reignition --estimate` with those of lifelines.

    estimate.py CASELOG EVENTS

What lifelines is given is worked out here, from the lines of the cases alone.
"""

import datetime
import json
import pathlib
import random
import subprocess
import sys

from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times

HOWS = ["consensus", "compromise", "accommodation", "compensation", "decision", "authority", "attrition"]
RECORD = {
    "code.defined", "code.renamed", "code.merged", "coding.added", "coding.removed", "memo.written",
    "event.corrected", "event.retracted",
}
ORIGIN = datetime.date(2018, 1, 1)
# lifelines adds up logarithms, and caselog tells six decimals.
TOLERANCE = 2e-6


def day(text):
    """The day of a plain date, as views count it; None where it is none."""
    try:
        return datetime.date.fromisoformat(text[:10]) if len(text) == 10 or text[10] == "T" else None
    except (ValueError, IndexError):
        return None


def first_day(text):
    """The day on which a date takes effect."""
    text = text.removeprefix("../").split("/")[0].rstrip("~?%")
    year, month = int(text[:4]), int(text[5:7]) if len(text) > 6 else 1
    if month > 12:
        month = (month - 20) * 3
    return datetime.date(year, month, int(text[8:10]) if len(text) > 9 else 1)


def is_sourced(event):
    return day(event["occurred"]) is not None and not {"occurred", "type"} & set(event.get("reconstructed", []))


def random_case(name, generator):
    """The lines of a case with disputes that are settled and come back, by days."""

    def line(kind, date, data, **keys):
        return {"type": kind, "occurred": str(date), "data": data, **keys}

    lines = [
        line("case.opened", "2017", {"case": name, "title": name}),
        line("group.identified", "2017", {"group": "g", "name": "G"}),
    ]
    turns = []
    mean = generator.choice([3, 30, 300])
    for number in range(generator.choice([1, 5, 40, 150])):
        dispute = f"d{number}"
        lines.append(line("dispute.raised", "2017-06-01", {
            "dispute": dispute, "title": dispute, "issues": ["purpose"], "parties": ["g"]}))
        date = ORIGIN + datetime.timedelta(days=generator.randrange(400))
        for _ in range(generator.randint(1, 3)):
            how = generator.choice(HOWS[:3])
            marks = {"reconstructed": ["occurred"]} if generator.random() < 0.1 else {}
            turns.append((date, number, line("dispute.settled", date, {"dispute": dispute, "how": how}, **marks)))
            if generator.random() < 0.4:
                break
            # Two turns of one day stand in the order in which they are recorded, but for those of one dispute.
            date += datetime.timedelta(days=max(1, int(generator.expovariate(1 / mean))))
            about = str(date) + ("~" if generator.random() < 0.1 else "")
            turns.append((date, number, line("dispute.reignited", about, {"dispute": dispute})))
            date += datetime.timedelta(days=generator.randint(1, 40))
    return lines + [event for _, _, event in sorted(turns, key=lambda turn: turn[:2])]


def spans(events):
    """How many days each settlement held, whether it ended then, by what; and how many are left out, by what."""
    last = max(first_day(event["occurred"]) for event in events if event["type"] not in RECORD)
    settled, found, left_out = {}, [], []
    turns = [event for event in events if event["type"] in ("dispute.settled", "dispute.reignited")]
    for event in sorted(turns, key=lambda event: (first_day(event["occurred"]), event["recorded"], event["id"])):
        dispute = event["data"]["dispute"]
        if event["type"] == "dispute.settled":
            settled[dispute] = event
            continue
        begin = settled.pop(dispute)
        if is_sourced(begin) and is_sourced(event):
            found.append(((day(event["occurred"]) - day(begin["occurred"])).days, True, begin["data"]["how"]))
        else:
            left_out.append(begin["data"]["how"])
    for begin in settled.values():
        if is_sourced(begin):
            found.append(((last - day(begin["occurred"])).days, False, begin["data"]["how"]))
        else:
            left_out.append(begin["data"]["how"])
    return found, left_out


def near(one, other):
    return abs(one - other) <= TOLERANCE


def differences(told, found, left_out):
    """What an estimate has otherwise than lifelines."""
    ended = sum(1 for _, has_ended, _ in found if has_ended)
    counts = (len(found) + left_out, ended, len(found) - ended, left_out)
    if counts != (told["settlements"], told["reignited"], told["censored"], told["left_out"]):
        yield f"counts: {counts}"
    if (ended < 10) != ("warning" in told):
        yield "the warning"
    if ended == 0:
        if told["curve"] or "median" in told:
            yield "a curve without re-ignitions"
        return
    fitter = KaplanMeierFitter().fit([span[0] for span in found], [span[1] for span in found])
    table = fitter.event_table[fitter.event_table.observed > 0]
    if [step["days"] for step in told["curve"]] != [int(days) for days in table.index]:
        yield "the days"
        return
    for step in told["curve"]:
        days = step["days"]
        at_risk, observed = int(table.at_risk[days]), int(table.observed[days])
        if (at_risk, observed) != (step["at_risk"], step["reignited"]):
            yield f"{days} days: {at_risk} at risk, {observed} re-ignited"
        survival = float(fitter.survival_function_.loc[days].iloc[0])
        if not near(survival, step["survival"]):
            yield f"{days} days: survival {survival}"
        if step["survival"] == 0:
            # Nothing is left, and the variance has no bound.
            if "low" in step or "high" in step:
                yield f"{days} days: an interval around nothing"
            continue
        low, high = (float(value) for value in fitter.confidence_interval_.loc[days])
        if not near(low, step["low"]) or not near(high, step["high"]):
            yield f"{days} days: from {low} to {high}"
    # A product that comes to a half may miss it by its rounding, there or here.
    if all(abs(step["survival"] - 0.5) > 1e-6 for step in told["curve"]):
        median = median_survival_times(fitter)
        if told.get("median", float("inf")) != median:
            yield f"median: {median}"


def run(caselog, *arguments):
    return subprocess.run([caselog, *arguments], check=True, capture_output=True, text=True).stdout


def check(caselog, name):
    """Compares one case; gives how many curves had steps, and how many steps they had."""
    events = [json.loads(line) for line in run(caselog, "events", name, "--json").splitlines()]
    told = json.loads(run(caselog, "show", name, "reignition", "--estimate", "--json"))["estimate"]
    found, left_out = spans(events)
    used = [how for how in HOWS if how in left_out or any(span[2] == how for span in found)]
    problems = []
    if [estimate["how"] for estimate in told] != ["all"] + used:
        problems.append(f"estimates of {['all'] + used}")
    for estimate in told:
        how = estimate["how"]
        own = [span for span in found if how in ("all", span[2])]
        left = sum(1 for other in left_out if how in ("all", other))
        problems += [f"{how}: {problem}" for problem in differences(estimate, own, left)]
    for problem in problems:
        print(f"{name}: lifelines has otherwise: {problem}")
    curves = [estimate["curve"] for estimate in told if estimate["curve"]]
    return not problems, len(curves), sum(len(curve) for curve in curves)


def main():
    caselog, histories = sys.argv[1], pathlib.Path(sys.argv[2])
    names = []
    for seed in range(24):
        name = f"random-{seed}"
        lines = random_case(name, random.Random(seed))
        pathlib.Path(f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        run(caselog, "import", name, f"{name}.jsonl")
        names.append(name)
    for file in sorted([*histories.glob("public/*.jsonl"), *histories.glob("stp/*.jsonl")]):
        run(caselog, "import", file.stem, str(file))
        names.append(file.stem)
    results = [check(caselog, name) for name in names]
    if not all(fits for fits, _, _ in results):
        sys.exit(1)
    curves, steps = (sum(result[index] for result in results) for index in (1, 2))
    print(f"{curves} curves of {len(names)} cases, with {steps} steps, are those of lifelines.")


main()
