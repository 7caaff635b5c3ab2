"""The first usable counter page against a bare window with the same fonts, SQLAlchemy and the same store.

Run `python -m tests.benchmarks.start [--rounds N] [--json]`; the bar is one and a half times the bare window.
Each round is a process of its own; the programs take turns, and the figures are from the interpreter's
start to the painted page with the demo hall's items in it. Both programs put off the search for garbage, as
the counter does (`ui.startup`); beside the bar stands what comes of it when neither does, and when the queue
and the list of what is due stand beside the form as well: they come after the page can be typed into.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from data.demo_hall import load_demo_hall
from data.store import create_store
from tests.benchmarks.harness import Report, arguments, timing
from tests.fakes import PlainHash, StillClock

BAR = 1.5
ROUNDS = 9
LATE = ("alembic", "psycopg", "openpyxl", "pypinyin", "escpos", "keyring", "msgspec")
"""What the first page must not wait for."""


def run_once(
    program: str, folder: Path, bytecode: Path, way: str = ""
) -> tuple[float, float, frozenset[str]]:
    """Return the seconds to the first page and to all of it, and the top modules before the first.

    `way` is `plain` or nothing.
    """
    command = [sys.executable, "-m", "tests.benchmarks.first_page", program, str(folder), way]
    # An installed program has its bytecode; both get it in a place of their own.
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(bytecode)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    modules = frozenset(name.partition(".")[0] for name in told[0]["modules"])
    return told[0]["seconds"], told[-1]["seconds"], modules


def demo_store(folder: Path) -> None:
    """Make a store with the demo hall."""
    with create_store(folder, 1, changed=lambda _: None) as store:
        load_demo_hall(store, PlainHash(), StillClock())


def main() -> int:
    """Race both programs and print; return 0 when the bar holds."""
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    report = Report("start")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "store"
        demo_store(folder)
        starts = [(program, way) for program in ("bare", "counter") for way in ("", "plain")]
        lengths: dict[tuple[str, str], list[float]] = {start: [] for start in starts}
        to_all_of_it = []
        for _ in range(given.rounds + 1):  # the first round fills the caches
            for (program, way), found in lengths.items():
                first, whole, _ = run_once(program, folder, Path(temporary) / "bytecode", way)
                found.append(first * 1000)
                if (program, way) == ("counter", ""):
                    to_all_of_it.append(whole * 1000)
    bare, plain_bare, counter, plain_counter = (timing(found[1:]) for found in lengths.values())
    whole_counter = timing(to_all_of_it[1:])
    report.figures |= {"bare_ms": bare, "counter_ms": counter}
    report.figures |= {"plain_bare_ms": plain_bare, "plain_counter_ms": plain_counter}
    report.figures["times_when_neither_puts_garbage_off"] = round(plain_counter.median / plain_bare.median, 3)
    report.figures["times_with_queue_and_due_list"] = round(whole_counter.median / bare.median, 3)
    report.hold("times_a_bare_window", counter.median / bare.median, BAR)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
