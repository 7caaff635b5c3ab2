"""What a slip says in Chinese, and the Tibetan words beside it from the translation office's file."""

import csv
from collections.abc import Mapping
from importlib import resources

NUMBER, TIME, PLACE, WAIT = "号码", "时间", "地点", "请稍等"
DEMO = "演示 样张 无效"


def tibetan() -> Mapping[str, str]:
    """Return the Tibetan words by the Chinese ones they translate; words of status `missing` are left out."""
    text = resources.files("printing.tickets").joinpath("tibetan.csv").read_text("utf-8-sig")
    rows = csv.DictReader(text.splitlines())
    return {row["zh"]: row["bo"] for row in rows if row["bo"] and row["status"] != "missing"}


def people_before(count: int) -> str:
    """Return how many people are called before."""
    return f"前面还有 {count} 人" if count else "前面没有人，请留意叫号"


def forecast(minutes: tuple[int, int]) -> str:
    """Return how long the wait will probably be."""
    return f"预计等候 {minutes[0]}–{minutes[1]} 分钟"


def reprinted(nth: int) -> str:
    """Return the mark of a slip that was printed before."""
    return f"补打 第 {nth} 次打印"
