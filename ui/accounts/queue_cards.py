"""What is typed about the hall's queue: its rules, a service, or which services a counter calls."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.items import Department
from app.domain.queue_forms import (
    NUMBERS,
    QUOTA,
    of_keys,
    opening_words,
    parse_letters,
    parse_openings,
)
from app.domain.queue_services import QueueCounter, QueueRules, QueueService
from app.domain.text import clean_line
from app.errors import RuleError
from app.ports.queue import QueueSetup
from ui.accounts.hours_cards import in_pairs
from ui.i18n import tr
from ui.look import Look
from ui.theme import MD
from ui.widgets.boxes import Card
from ui.widgets.fields import Field
from ui.widgets.tick import Tick
from ui.widgets.words import Label


class RulesCard(Card):
    """What holds for the whole hall."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("全厅规则"), gap=MD)
        captions = {
            "head_start_minutes": tr("优先提前（分钟）"),
            "recalls": tr("重呼几次可过号"),
            "no_show_seconds": tr("等几秒可过号"),
            "recall_pause_seconds": tr("两次重呼间隔（秒）"),
        }
        self.numbers = {
            name: Field(look, caption, NUMBERS[name].read, narrow=True) for name, caption in captions.items()
        }
        self.one_ticket = Tick(look, tr("每人只能有一张没办完的号票"))
        self.card = Tick(look, tr("取号必须刷身份证"))
        self.passed_note = Field(look, tr("号票上的过号说明"), needed=False)
        self.notice = Field(look, tr("大屏下方的提示"), needed=False, hint=tr("空着就显示办公时间"))
        told = tr("优先的有老年人、残疾人、孕妇、军人、远道牧民，提前的分钟一样。已取的号不变。")
        self.add(in_pairs(look, tuple(self.numbers.values())), Label(told, "caption", "text_3", wrap=True))
        card = tr("没带证的到咨询台取号。只算当天的标记，不保存姓名和号码。")
        self.add(self.one_ticket, self.card, Label(card, "caption", "text_3", wrap=True))
        self.add(self.passed_note, self.notice)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is typed, in order."""
        return (*self.numbers.values(), self.passed_note, self.notice)

    def said(self) -> QueueRules:
        """Return the rules as they stand in the fields.

        Raises:
            RuleError: `setting.form`, `setting.range`, or of words that cannot be kept.
        """
        typed = {name: NUMBERS[name].read(field.text) for name, field in self.numbers.items()}
        return replace(
            QueueRules(),
            one_ticket_a_person=self.one_ticket.isChecked(),
            card_needed=self.card.isChecked(),
            passed_note=clean_line(self.passed_note.text, tr("号票上的过号说明")),
            notice=clean_line(self.notice.text, tr("大屏下方的提示")),
            **typed,
        )

    def show_rules(self, rules: QueueRules) -> None:
        """Fill the fields with what holds."""
        for name, field in self.numbers.items():
            field.put(str(getattr(rules, name)))
        self.one_ticket.setChecked(rules.one_ticket_a_person)
        self.card.setChecked(rules.card_needed)
        self.passed_note.put(rules.passed_note)
        self.notice.put(rules.notice)


class ServiceCard(Card):
    """One service people take tickets for."""

    def __init__(self, look: Look, departments: Sequence[Department]) -> None:
        super().__init__(look, tr("一项业务"), gap=MD)
        self._codes = frozenset(one.code for one in departments)
        self.key = Field(look, tr("业务编码"), narrow=True)
        self.prefix = Field(look, tr("号票字母"), narrow=True)
        self.name = Field(look, tr("业务名称"))
        self.department = Field(look, tr("部门编码"), self._check_department, narrow=True)
        self.quota = Field(look, tr("每天限号"), QUOTA.read, needed=False, narrow=True)
        self.area = Field(look, tr("办理地点"), needed=False)
        self.workdays = Field(
            look,
            tr("工作日取号时间"),
            lambda typed: parse_openings(typed, workdays=True),
            needed=False,
            hint=tr("例如 9:00-12:00、14:30-17:30；两样都空着为随时"),
        )
        self.days_off = Field(
            look,
            tr("休息日取号时间"),
            lambda typed: parse_openings(typed, workdays=False),
            needed=False,
        )
        self.add(in_pairs(look, (self.key, self.prefix)), self.name)
        self.add(in_pairs(look, (self.department, self.quota)), self.area, self.workdays, self.days_off)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is typed, in order."""
        return (
            self.key, self.prefix, self.name, self.department,
            self.quota, self.area, self.workdays, self.days_off,
        )  # fmt: skip

    def said(self) -> QueueService:
        """Return the service as it stands in the fields.

        Raises:
            RuleError: `queue.hours_form`, `setting.form`, `setting.range`, or of words that cannot be kept.
        """
        hours = (
            *parse_openings(self.workdays.text, workdays=True),
            *parse_openings(self.days_off.text, workdays=False),
        )
        return QueueService(
            key=self.key.text.strip().upper(),
            name=clean_line(self.name.text, tr("业务名称")),
            prefix=self.prefix.text.strip().upper(),
            department=self.department.text.strip(),
            area=clean_line(self.area.text, tr("办理地点")),
            hours=hours,
            quota=QUOTA.read(self.quota.text) if self.quota.text.strip() else None,
        )

    def show_service(self, chosen: QueueService) -> None:
        """Fill the fields with a service; what it is known by stays."""
        self.key.put(chosen.key)
        self.key.edit.setEnabled(False)
        self.prefix.put(chosen.prefix)
        self.name.put(chosen.name)
        self.department.put(chosen.department)
        self.area.put(chosen.area)
        self.quota.put("" if chosen.quota is None else str(chosen.quota))
        self.workdays.put(opening_words(chosen.hours, workdays=True))
        self.days_off.put(opening_words(chosen.hours, workdays=False))

    def begin(self) -> None:
        """Clear the fields for a new one; hours and department are often the same and stay."""
        for field in (self.key, self.prefix, self.name, self.quota, self.area):
            field.put("")
        self.key.edit.setEnabled(True)
        self.key.setFocus()

    def _check_department(self, typed: str) -> None:
        if typed not in self._codes:
            raise RuleError("department.unknown", department=typed)


class CounterCard(Card):
    """Which services one counter calls."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("一个窗口"), gap=MD)
        self._setup = QueueSetup(QueueRules(), (), ())
        self.number = Field(look, tr("窗口号"), narrow=True)
        self.letters = Field(
            look,
            tr("叫哪些业务（号票字母）"),
            self._keys,
            needed=False,
            narrow=True,
            hint=tr("例如 A、B；几个业务的票按先后叫"),
        )
        self.add(self.number, self.letters)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is typed, in order."""
        return (self.number, self.letters)

    def learn(self, setup: QueueSetup) -> None:
        """Take in which services there are."""
        self._setup = setup

    def said(self) -> QueueCounter:
        """Return the counter as it stands in the fields.

        Raises:
            RuleError: `queue.letter_unknown`.
        """
        return QueueCounter(self.number.text.strip(), self._keys(self.letters.text))

    def show_counter(self, chosen: QueueCounter) -> None:
        """Fill the fields with a counter; its number stays."""
        self.number.put(chosen.number)
        self.number.edit.setEnabled(False)
        self.letters.put("、".join(one.prefix for one in of_keys(chosen.services, self._setup.services)))

    def begin(self) -> None:
        """Clear the fields for a new one."""
        for field in self.fields:
            field.put("")
        self.number.edit.setEnabled(True)
        self.number.setFocus()

    def _keys(self, typed: str) -> tuple[str, ...]:
        return parse_letters(typed, self._setup.services)
