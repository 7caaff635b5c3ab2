"""Finding a service item among 2,000: every question of the demo hall, typed in full and letter by letter.

Run `python -m tests.benchmarks.find_items [--items N] [--json]`; the bar is a p95 of 30 ms. The items are
those of the demo hall again and again, each time for another township, with their words and materials.
"""

import csv
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from app.domain.item_search import ItemSearch
from app.domain.item_spellings import Spelling, spellable
from app.domain.items import ServiceItem
from data.demo_hall import demo_catalogue
from data.pinyin import DictionaryPinyin
from tests.benchmarks.harness import Report, arguments, timed

BAR_MS = 30.0
WARM = 20
PLACES = (
    "大武", "拉加", "下大武", "雪山", "东倾沟", "昌麻河", "当洛", "优云",
    "江多", "窝赛", "特合土", "吉卡", "德昂", "满掌", "上红科",
)  # fmt: skip
FOLDER = Path(__file__).parents[1] / "data"


def many_items(count: int) -> list[ServiceItem]:
    """Return so many items with keys of their own, in names and synonyms like those of several townships."""
    found = []
    for number, item in zip(range(count), _again(), strict=False):
        round_ = number // len(demo_catalogue().items)
        place = PLACES[round_ % len(PLACES)] if round_ else ""
        words = tuple(place + word for word in item.synonyms)
        found.append(
            replace(item, key=f"{item.department}-{number:04}", name=place + item.name, synonyms=words)
        )
    return found


def _again() -> Iterator[ServiceItem]:
    items = demo_catalogue().items
    return chain.from_iterable(items for _ in range(1_000))


def questions() -> list[str]:
    """Return what visitors ask, in their words and the pinyin of a few."""
    asked: list[str] = []
    for name in ("queries.csv", "held_out_queries.csv"):
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            asked += [row["query"] for row in csv.DictReader(file)]
    pinyin = DictionaryPinyin()
    return asked + [pinyin.initials(text) for text in asked[::4]] + [text[:2] for text in asked]


def main() -> int:
    """Build the index, measure, print; return 0 when the bar holds."""
    parser = arguments(__doc__)
    parser.add_argument("--items", type=int, default=2_000)
    given = parser.parse_args()
    items, pinyin = many_items(given.items), DictionaryPinyin()
    began = time.perf_counter()
    spellings = {text: Spelling(pinyin.initials(text), pinyin.syllables(text)) for text in spellable(items)}
    search = ItemSearch(items, demo_catalogue().departments, spellings)
    report = Report("find_items", {"items": len(items), "built_s": round(time.perf_counter() - began, 2)})
    asked = questions()
    found = timed([partial(search.find, text) for text in asked[:WARM] + asked], WARM)
    report.figures["question"] = found
    report.hold("question_p95_ms", found.p95, BAR_MS)
    return report.end(as_json=given.json)


if __name__ == "__main__":
    sys.exit(main())
