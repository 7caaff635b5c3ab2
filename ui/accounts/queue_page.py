"""The page of the queue: the hall's rules, its services and which of them each counter calls."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.queue_forms import NUMBERS, of_keys
from app.domain.queue_services import QueueCounter, QueueRules, QueueService
from app.errors import RuleError
from app.ports.queue import QueueSetup
from ui.accounts.dependencies import AccountDependencies
from ui.accounts.queue_cards import CounterCard, RulesCard, ServiceCard
from ui.i18n import Words, tr
from ui.list_page import Act, ListPage, judged
from ui.theme import CAPTION, MD, SM
from ui.widgets.boxes import Card, row
from ui.widgets.fields import Field
from ui.widgets.keys import Chip
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label

RULES, SERVICES, COUNTERS = "rules", "services", "counters"
_MARK, _QUOTA = 0, 3
_HIDDEN = {RULES: (_MARK, _QUOTA), SERVICES: (), COUNTERS: (_QUOTA,)}


@dataclass(frozen=True)
class QueueLine:
    """One line of the list: a service, a counter, or one of the rules (without a record)."""

    mark: str
    name: str
    told: str
    quota: str = ""
    record: QueueService | QueueCounter | None = None


@dataclass(frozen=True)
class _Wanted:
    """What is to be stored: what it is known by, what stores it, and what to say then."""

    key: str
    put: Callable[[], None]
    saved: Words


class QueuePage(ListPage):
    """Rules, services or counters at the left; what is chosen is changed at the right."""

    def __init__(self, needs: AccountDependencies) -> None:
        self._needs = needs
        self._setup = QueueSetup(QueueRules(), (), ())
        self._part, self._filled = SERVICES, ""
        look = needs.look
        self.table: Table[QueueLine] = Table(
            look,
            tr("排队"),
            (
                Column(tr("号"), lambda one: Cell(one.mark), 60),
                Column(tr("名称"), lambda one: Cell(one.name)),
                Column(tr("设定"), lambda one: Cell(one.told, tone="text_2")),
                Column(tr("每天限号"), lambda one: Cell(one.quota, size=CAPTION, tone="text_2"), 80),
            ),
        )
        self.rules = RulesCard(look)
        self.service, self.counter = ServiceCard(look, needs.departments), CounterCard(look)
        self.reason = Field(look, tr("改的理由"))
        basis = Label(tr("依据：中心自定。改动记入审计日志。"), "caption", "text_3", wrap=True)
        why = Card(look, gap=MD).add(self.reason, basis)
        self.cards: dict[str, RulesCard | ServiceCard | CounterCard] = {
            RULES: self.rules,
            SERVICES: self.service,
            COUNTERS: self.counter,
        }
        titles = {RULES: tr("全厅规则"), SERVICES: tr("业务"), COUNTERS: tr("窗口")}
        self.chips = {part: Chip(look, title) for part, title in titles.items()}
        for part, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, part=part: self.show_part(part))
        acts = (
            Act(tr("另加一个"), "Ctrl+3", self.begin),
            Act(tr("保存设置"), "Ctrl+1", self.save, "primary", "save"),
        )
        head = row(look, *self.chips.values(), None, gap=SM)
        super().__init__(look, needs.runner, self.table, acts, head, side=(*self.cards.values(), why))
        self.table.moved.connect(self._show_chosen)
        self.show_part(SERVICES)
        self.read()

    def read(self) -> None:
        """Read what is set; in a hall with several machines that is the hall's."""
        self.fetch("read queue settings", self._needs.queue.setup, self._show)

    def show_part(self, part: str) -> None:
        """Show the rules, the services or the counters."""
        self._part, self._filled = part, ""
        for name, chip in self.chips.items():
            chip.setChecked(name == part)
            self.cards[name].setVisible(name == part)
        self.buttons["Ctrl+3"].setEnabled(part != RULES)
        self.table.hide_columns(_HIDDEN[part])
        self._fill(0)

    def begin(self) -> None:
        """Clear the fields for a service or a counter that is not there yet."""
        self._filled = ""
        self.notice.clear()
        if self._part == SERVICES:
            self.service.begin()
        else:
            self.counter.begin()

    def save(self) -> None:
        """Store what stands in the fields."""
        card = self.cards[self._part]
        if not judged(*card.fields, self.reason):
            return
        try:
            wanted = self._wanted()
        except RuleError as wrong:
            self.tell(wrong)
            return
        self.carry_out("put queue settings", wanted.put, lambda _: self._saved(wanted))

    def _wanted(self) -> _Wanted:
        queue, actor, reason = self._needs.queue, self._needs.actor, self.reason.text
        if self._part == RULES:
            rules = self.rules.said()
            return _Wanted("", lambda: queue.put_rules(actor, rules, reason), tr("全厅规则已保存"))
        if self._part == SERVICES:
            service = self.service.said()
            if service.key != self._filled and service.key in map(_key, self._setup.services):
                raise RuleError("queue.service_there", key=service.key)
            words = tr("业务 {name} 已保存", name=service.name)
            return _Wanted(service.key, lambda: queue.put_service(actor, service, reason), words)
        counter = self.counter.said()
        if counter.number != self._filled and counter.number in map(_key, self._setup.counters):
            raise RuleError("queue.counter_there", counter=counter.number)
        words = tr("{number} 号窗口已保存", number=counter.number)
        return _Wanted(counter.number, lambda: queue.put_counter(actor, counter, reason), words)

    def _saved(self, wanted: _Wanted) -> None:
        self._filled = wanted.key
        self.reason.put("")
        self.notice.note(wanted.saved)
        self.read()

    def _show(self, setup: QueueSetup) -> None:
        self._setup = setup
        self.counter.learn(setup)
        self.rules.show_rules(setup.rules)
        keys = [_key(one.record) for one in _LINES[self._part](setup)]
        place = keys.index(self._filled) if self._filled in keys else 0
        self._fill(place)

    def _fill(self, chosen: int) -> None:
        self.table.show_rows(_LINES[self._part](self._setup), chosen)
        self._filled = ""
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.table.chosen()
        record = chosen.record if chosen is not None else None
        if _key(record) == self._filled:
            return
        self._filled = _key(record)
        if isinstance(record, QueueService):
            self.service.show_service(record)
        if isinstance(record, QueueCounter):
            self.counter.show_counter(record)


def _key(record: QueueService | QueueCounter | None) -> str:
    """Return what a record is known by."""
    if record is None:
        return ""
    return record.key if isinstance(record, QueueService) else record.number


def _rule_lines(setup: QueueSetup) -> list[QueueLine]:
    rules = setup.rules
    numbers = [
        QueueLine("", Words(bound.title, {}), str(getattr(rules, name))) for name, bound in NUMBERS.items()
    ]
    once, card = (tr("是") if one else tr("否") for one in (rules.one_ticket_a_person, rules.card_needed))
    return [
        *numbers,
        QueueLine("", tr("每人只能有一张没办完的号票"), once),
        QueueLine("", tr("取号必须刷身份证"), card),
        QueueLine("", tr("号票上的过号说明"), rules.passed_note),
        QueueLine("", tr("大屏下方的提示"), rules.notice or tr("办公时间")),
    ]


def _service_lines(setup: QueueSetup) -> list[QueueLine]:
    return [
        QueueLine(
            one.prefix,
            one.name,
            "、".join(map(str, one.hours)) or tr("随时"),
            tr("不限") if one.quota is None else str(one.quota),
            one,
        )
        for one in setup.services
    ]


def _counter_lines(setup: QueueSetup) -> list[QueueLine]:
    lines = []
    for one in setup.counters:
        services = of_keys(one.services, setup.services)
        names = "、".join(service.name for service in services) or tr("不叫号")
        lines.append(QueueLine(one.number, names, "、".join(service.prefix for service in services), "", one))
    return lines


_LINES: dict[str, Callable[[QueueSetup], list[QueueLine]]] = {
    RULES: _rule_lines,
    SERVICES: _service_lines,
    COUNTERS: _counter_lines,
}
