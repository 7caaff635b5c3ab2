"""The monthly sheet as it is shown, written to a file and printed: both layouts of domain §7, in words."""

from dataclasses import dataclass
from datetime import date

from app.domain.attendance import DayOutcome, SlotOutcome, SlotResult
from app.domain.attendance_month import OWN_COLUMN, SLOTS_A_DAY, MonthLine
from app.domain.dates import chinese_date
from app.domain.leave import LeaveKind
from app.domain.shifts import HALVES

FIGURE_HEADS = (
    "序号", "单位", "窗口", "姓名", "岗位", "应出勤\n天/次", "实出勤\n天/次", "迟到", "早退", "缺卡",
    "旷工\n半天", "公假", "事假", "病假", "年休", "其他假", "外出\n次/分", "延时\n分", "出勤率", "备注",
)  # fmt: skip
SIGNS = {
    SlotResult.NORMAL: "√",
    SlotResult.LATE: "▲",
    SlotResult.EARLY: "▼",
    SlotResult.MISSING: "缺",
    SlotResult.ABSENT: "×",
}
LEAVE_SIGNS = {
    LeaveKind.PERSONAL: "○",
    LeaveKind.SICK: "●",
    LeaveKind.OFFICIAL: "□",
    LeaveKind.ANNUAL: "☆",
}
LEGEND = "√ 出勤  ▲ 迟到  ▼ 早退  缺 缺卡  × 旷工  ○ 事假  ● 病假  □ 公假  ☆ 年休  假 其他假  外 临时外出"
SIGN_OFF = ("制表：", "审核：", "中心负责人：", "日期：")


@dataclass(frozen=True)
class MonthTable:
    """One layout of the sheet: heads, rows, and what stands around them.

    Attributes:
        title: with the month in it.
        unit: the hall, or the department the sheet is about.
        rules: the editions of the rules that held, printed below.
        legend: what the signs mean, empty for the layout of figures.
        demo: whether it is a demo hall's, which prints a mark across.
    """

    title: str
    unit: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rules: str
    legend: str
    demo: bool


def figures_table(
    first: date, unit: str, lines: tuple[MonthLine, ...], rules: tuple[str, ...], demo: bool
) -> MonthTable:
    """Return the layout with one column a figure."""
    rows = tuple(_figures(number, line) for number, line in enumerate(lines, 1))
    title = f"{first.year}年{first.month}月考勤汇总表"
    return MonthTable(title, unit, FIGURE_HEADS, rows, _rules(rules), "", demo)


def days_table(
    first: date, unit: str, lines: tuple[MonthLine, ...], rules: tuple[str, ...], demo: bool
) -> MonthTable:
    """Return the layout with one column a day; a day has a sign for each half that differs."""
    days = max((len(line.days) for line in lines), default=0)
    heads = ("序号", "单位", "姓名", *(str(day) for day in range(1, days + 1)))
    rows = tuple(
        (str(number), line.person.unit, line.person.name, *map(day_sign, line.days))
        for number, line in enumerate(lines, 1)
    )
    title = f"{first.year}年{first.month}月考勤登记表"
    return MonthTable(title, unit, heads, rows, _rules(rules), LEGEND, demo)


def day_sign(day: DayOutcome) -> str:
    """Return the sign of a day: one for both halves, or one for each, morning first; empty for a day off."""
    slots = {one.slot: one for one in day.slots}
    halves = [_half_sign(slots[into], slots[out]) for into, out in HALVES]
    return halves[0] if halves[0] == halves[1] else "".join(sign or "-" for sign in halves)


def days_words(slots: int) -> str:
    """Return slots as days: `21`, `20.5`, `0.25`; nothing is `0`."""
    whole, part = divmod(slots * 100 // SLOTS_A_DAY, 100)
    return f"{whole}.{part:02}".rstrip("0").rstrip(".") if part else str(whole)


def rate_words(rate: int | None) -> str:
    """Return 出勤率 as `98.75%`, or a dash where nothing was due."""
    return "—" if rate is None else f"{rate // 100}.{rate % 100:02}%"


def _half_sign(into: SlotOutcome, out: SlotOutcome) -> str:
    """Return the worst of a half day; leave counts where nothing worse is."""
    for result in (SlotResult.ABSENT, SlotResult.MISSING, SlotResult.LATE, SlotResult.EARLY):
        if result in (into.result, out.result):
            return SIGNS[result]
    for one in (into, out):
        if one.result is SlotResult.LEAVE and one.leave is not None:
            return "外" if one.leave is LeaveKind.ERRAND else LEAVE_SIGNS.get(one.leave, "假")
    return SIGNS[SlotResult.NORMAL] if SlotResult.NORMAL in (into.result, out.result) else ""


def _figures(number: int, line: MonthLine) -> tuple[str, ...]:
    person = line.person
    return (
        str(number), person.unit, person.counter, person.name, person.post,
        f"{days_words(line.due)}/{line.due}", f"{days_words(line.attended)}/{line.attended}",
        *map(_some, (line.late, line.early, line.missing, line.absent_halves)),
        *(_leave(line.leave_slots(kind)) for kind in (*OWN_COLUMN, None)),
        f"{line.errands}/{line.errand_minutes}" if line.errands else "",
        _some(line.overtime), rate_words(line.rate), _remarks(line),
    )  # fmt: skip


def _some(count: int) -> str:
    return str(count) if count else ""


def _leave(slots: int) -> str:
    return days_words(slots) if slots else ""


def _remarks(line: MonthLine) -> str:
    told = (
        ("不在岗", line.off_post), ("补登", line.slips), ("更正", line.corrected), ("时钟存疑", line.flagged),
    )  # fmt: skip
    return "，".join(f"{words}{count}次" for words, count in told if count)


def _rules(editions: tuple[str, ...]) -> str:
    return "依据：" + "；".join(editions)


def edition_words(edition: str, effective_from: date) -> str:
    """Return how an edition of the rules is named below a sheet."""
    return f"{edition}（自{chinese_date(effective_from)}起）"
