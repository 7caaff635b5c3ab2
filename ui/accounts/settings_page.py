"""The page of settings: each with its bounds and basis; and what is old enough to go."""

from collections import Counter
from collections.abc import Iterator

from app.domain.dates import chinese_date, hall_date
from app.domain.retention import Leaving
from app.domain.text import NAME_LIMIT
from app.services.settings_book import PaperWords, SettingRow
from ui.accounts.dependencies import AccountDependencies
from ui.i18n import Words, tr
from ui.list_page import Act, ListPage
from ui.tasks import Task
from ui.theme import CAPTION, MD
from ui.widgets.boxes import Card
from ui.widgets.fields import Field
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label

_DRAFT, _LOG, _TICKET = "draft", "log", "ticket"


class SettingsPage(ListPage):
    """What the hall sets by itself."""

    def __init__(self, needs: AccountDependencies) -> None:
        self._needs = needs
        self._filled: SettingRow | None = None
        self._gone, self._tickets = Counter[str](), 0
        self._clearing: Task | None = None
        look = needs.look
        self.table: Table[SettingRow] = Table(
            look,
            tr("设置"),
            (
                Column(tr("项目"), lambda one: Cell(Words(one.setting.title, {}))),
                Column(tr("现值"), _value_cell),
                Column(tr("可设范围"), _range_cell, 130),
                Column(tr("依据"), lambda one: Cell(one.setting.basis, size=CAPTION, tone="text_2"), 210),
            ),
        )
        self.title = Label("", "strong", wrap=True)
        self.value = Field(look, tr("新值"))
        self.reason = Field(look, tr("改的理由"))
        change = Card(look, tr("改一项设置"), gap=MD)
        change.add(self.title, self.value, self.reason)
        self.going = tuple(Label("", wrap=True) for _ in range(3))
        keep = Card(look, tr("到期资料"), gap=MD)
        rule = tr(
            "办件和编号不在这里清理，按档案保管期限。日志只清内容，位置和校验值留着，链条仍可核对。"
            "号票按天清理，每天的合计留在日志里；中心还没有收到的不清。"
        )
        keep.add(*self.going, Label(rule, "caption", "text_3", wrap=True))
        acts = (
            Act(tr("清理到期资料"), "Ctrl+3", self.clear),
            Act(tr("保存设置"), "Ctrl+1", self.save, "primary"),
        )
        super().__init__(look, needs.runner, self.table, acts, side=(change, keep))
        self.table.moved.connect(self._show_chosen)
        needs.changes.subscribe(self, ("hall_rule", "hall_facts"), self.read)
        self.read()

    def read(self) -> None:
        """Read the settings and what would go."""
        needs = self._needs
        self.fetch("read settings", lambda: needs.settings.rows(needs.actor), self._show)
        self.fetch("preview retention", lambda: needs.retention.preview(needs.actor), self._show_going)

    def save(self) -> None:
        """Set what is chosen."""
        chosen = self.table.chosen()
        if chosen is None or not (isinstance(chosen.setting, PaperWords) or self.value.judge()):
            return
        name, typed, reason = chosen.setting.name, self.value.text, self.reason.text
        self.carry_out(
            "put setting",
            lambda: self._needs.settings.put(self._needs.actor, name, typed, reason),
            self._saved,
        )

    def clear(self) -> None:
        """Let go what is old enough."""
        needs, self._gone = self._needs, Counter()

        def pieces(_: Task) -> Iterator[tuple[str, int]]:
            for leaving in needs.retention.clear(needs.actor):
                yield leaving.kind, leaving.count
            while (day := needs.retention.clear_day(needs.actor)) is not None:
                yield _TICKET, day.figures.tickets

        self._clearing = needs.runner.run_in_pieces(
            "db",
            pieces,
            name="clear what is old",
            done=lambda _: self._cleared(),
            failed=self._not_cleared,
            progress=self._advance,
            owner=self,
        )
        self.buttons["Ctrl+3"].setEnabled(False)
        self.notice.busy(tr("正在清理…"), self._stop)

    def _saved(self, one: SettingRow) -> None:
        self.reason.put("")
        words = tr("{title}已改为 {value}", title=Words(one.setting.title, {}), value=one.value or tr("空"))
        self.notice.note(words)
        self.read()

    def _advance(self, piece: tuple[str, int]) -> None:
        kind, count = piece
        self._gone[kind] += count
        self.notice.advance(self._gone[_TICKET], max(self._tickets, 1))

    def _stop(self) -> None:
        """Leave the rest for another time; a day that has begun to go goes whole."""
        if self._clearing is not None:
            self._clearing.cancel()
        self._clearing = None
        self.notice.note(tr("已停止清理，没有清完的下次再清"))
        self.read()

    def _not_cleared(self, error: Exception) -> None:
        self._clearing = None
        self.read()
        self.tell(error)

    def _cleared(self) -> None:
        self._clearing = None
        drafts, log, tickets = (self._gone[kind] for kind in (_DRAFT, _LOG, _TICKET))
        words = tr(
            "已清理 {n} 份草稿、{log} 条日志的内容、{tickets} 张号票", n=drafts, log=log, tickets=tickets
        )
        self.notice.note(words)
        self.read()

    def _show(self, rows: tuple[SettingRow, ...]) -> None:
        self.table.show_rows(rows)
        self._show_chosen()

    def _show_going(self, going: tuple[Leaving, ...]) -> None:
        for label, one in zip(self.going, going, strict=True):
            label.say(_going_words(one))
        self._tickets = next(one.count for one in going if one.kind == _TICKET)
        self.buttons["Ctrl+3"].setEnabled(self._clearing is None and any(one.count for one in going))

    def _show_chosen(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None and chosen != self._filled:
            self._filled = chosen
            self.title.say(Words(chosen.setting.title, {}))
            self.value.put(chosen.value)


def _going_words(one: Leaving) -> Words:
    before = chinese_date(hall_date(one.before))
    if one.kind == _DRAFT:
        return tr("{before}以前没有提交的草稿 {n} 份", before=before, n=one.count)
    if one.kind == _LOG:
        return tr("{before}以前的审计日志 {n} 条", before=before, n=one.count)
    return tr("{before}以前的号票 {n} 张", before=before, n=one.count)


def _value_cell(one: SettingRow) -> Cell:
    if isinstance(one.setting, PaperWords):
        return Cell(one.value or Words(one.setting.empty, {}), tone="text" if one.value else "text_2")
    return Cell(f"{one.value} {Words(one.setting.unit, {})}")


def _range_cell(one: SettingRow) -> Cell:
    if isinstance(one.setting, PaperWords):
        return Cell(tr("不超过 {n} 字", n=NAME_LIMIT), tone="text_2")
    words = tr("{lowest} 到 {highest}", lowest=one.setting.lowest, highest=one.setting.highest)
    return Cell(words, tone="text_2")
