"""Cases with private words: what is there before something private is done, or undone."""

import json
import signal
import subprocess

from scenes import INPUT, TIMEOUT, checked

PERSON = "p07"
# Words that stand in no identifier, date or message: p07's, and those that have to stay.
OWN = ["gannet", "heron"]
OTHERS = ["curlew", "plover", "bittern"]
# What the words of another device are.
REMOTE = "dunlin"
# What is kept apart from the device on purpose, by somebody.
APART = "apart"

WITHDRAW_ALONE = (PERSON, "--occurred", "2021-06-30", "--yes")
WITHDRAW = (*WITHDRAW_ALONE, "--remove-files")

LINES = [
    ("participant.recruited", {"participant": "p07", "title": "heron", "sector": "other"}, {}),
    ("participant.recruited", {"participant": "p08", "title": "bittern", "sector": "other"}, {}),
    ("consent.given", {"participant": "p07", "scope": ["record", "quote", "archive"]}, {}),
    ("consent.given", {"participant": "p08", "scope": ["record", "quote", "archive"]}, {}),
    ("session.started", {"session": "talk", "kind": "interview"}, {}),
    ("dispute.raised", {"dispute": "moor", "title": "The moor", "issues": ["resources"], "parties": ["p07", "p08"]}, {}),
    ("excerpt.recorded", {"text": "A gannet dives.", "speaker": "p07"}, {"sources": ["talk"]}),
    ("excerpt.recorded", {"text": "A curlew calls.", "speaker": "p08"}, {"sources": ["talk"]}),
    ("memo.written", {"text": "A plover runs."}, {}),
]


def new_case(place):
    """The lines of a case that is not there yet."""
    opened = ("case.opened", {"case": "elm", "title": "Elm", "privacy": "people"}, {})
    lines = [{"type": type, "occurred": "2019-06", "data": data, **more} for type, data, more in [opened, *LINES]]
    (place.folder / "input.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def private_case(place):
    """Two persons, whose words this device alone can read, and the name of one."""
    new_case(place)
    place.succeed("home", "import", INPUT)
    (place.folder / "input.jsonl").unlink()
    place.succeed("home", "who", PERSON, "heron")


def first_private(place):
    """The next event makes the case's first key."""
    place.succeed("home", "new", "--title", "Elm", "--by", "jw", "--privacy", "people")


def known_person(place):
    """The next event is sealed with a key that is there."""
    place.succeed("home", "new", "--title", "Elm", "--by", "jw", "--privacy", "people")
    place.succeed("home", "add", "participant.recruited", "participant=p08", "title=Bittern", "sector=other")
    place.succeed("home", "add", "consent.given", "participant=p08", 'scope=["record","quote"]')
    place.succeed("home", "add", "session.started", "session=talk", "kind=interview")
    place.succeed("home", "add", "excerpt.recorded", "text=A curlew calls.", "speaker=p08", "--source", "talk")


def with_files(place):
    """A dossier, a deposit, what a crash left of another, something kept in the cache, a backup and a loan."""
    private_case(place)
    made = place.folder / "made"
    made.mkdir()
    place.succeed("home", "audit", "moor", "-o", str(made / "dossier"))
    place.succeed("home", "deposit", "-o", str(made / "deposit"), "--anyway")
    (made / ".tmp-deposit-1").mkdir()
    (made / ".tmp-deposit-1" / "events.csv").write_text(" ".join(OWN))
    (place.case / "cache").mkdir(exist_ok=True)
    (place.case / "cache" / "facts-left").write_text(" ".join(OWN))
    apart = place.folder / APART
    apart.mkdir()
    (apart / "passphrase").write_text("kept apart\n")
    keys(place, "home", "backup", "-o", str(apart / "backup"))
    reader = keys(place, "auditor", "identity", "--by", "ab").strip()
    keys(place, "home", "lend", str(place.folder / "elm"), "p07/talk", "--to", reader, "-o", str(apart / "loan"))


def keys(place, device, *arguments):
    environment = {**place.environment(device), "CASELOG_BACKUP_PASSPHRASE_FILE": str(place.folder / APART / "passphrase")}
    done = subprocess.run([place.program, "keys", *arguments], env=environment, check=True, capture_output=True,
                          timeout=TIMEOUT)
    return done.stdout.decode()


def only(paths):
    [path] = paths
    return path


def begun(place):
    """What is left where a withdrawal was killed as soon as it was begun."""
    with_files(place)
    file = only(place.folder.glob("home/private/cases/elm/*.keys"))
    file.with_suffix(".withdrawing").write_text(checked(f"withdraw {PERSON} all - 2021-06-30 files"))


def killed_at(call, number):
    """What is left where it was killed at one of its calls."""
    def prepare(place):
        with_files(place)
        command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
                   "-e", f"inject={call}:signal=KILL:when={number}", *place.argv("withdraw", *WITHDRAW)]
        done = subprocess.run(command, env=place.environment("home"), capture_output=True, timeout=TIMEOUT)
        if done.returncode not in (-signal.SIGKILL, 137):
            raise SystemExit(f"'withdraw' was not killed at its {call} {number}: {done.stderr.decode()}")
    return prepare


def seen_elsewhere(place):
    """Another device has words of the same person, under keys of its own, and sees that they were withdrawn."""
    private_case(place)
    place.succeed("other", "add", "excerpt.recorded", f"text=A {REMOTE} stirs.", f"speaker={PERSON}", "--occurred", "2019-07")
    place.succeed("home", "withdraw", PERSON, "--occurred", "2021-06-30", "--yes")


def open_case(place):
    """Nothing is private, so this device has no keys of the case."""
    place.succeed("home", "new", "--title", "Elm", "--by", "jw")
    place.succeed("home", "add", "participant.recruited", f"participant={PERSON}", "title=Heron", "sector=other")
