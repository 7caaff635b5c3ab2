"""The applicant: a person or an organisation, an agent too, three fields a row."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QMenu, QWidget

from app.domain.applicants import CREDIT_CODE, ID_NUMBER, OTHER_CODES, checked_code
from app.domain.cases import ApplicantKind
from app.domain.codes import check_credit_code, check_id_number, check_phone
from app.domain.text import clean_line, clean_name
from ui.clerk.form_state import FormState
from ui.i18n import Words, tr
from ui.look import Look
from ui.theme import MD, SM
from ui.widgets.boxes import Card, holder, row
from ui.widgets.fields import Field
from ui.widgets.keys import Chip, KeyButton
from ui.widgets.tick import Tick

PERSON = ("name", "code", "phone", "address")
ORGANISATION = ("name", "code", "representative", "address", "contact", "phone")
AGENT = ("agent_name", "agent_code", "agent_phone")


@dataclass(frozen=True)
class _Place:
    """Where a field stands: row, column, how many of twelve columns it takes."""

    row: int
    column: int
    span: int


_PLACES: dict[ApplicantKind, dict[str, _Place]] = {
    ApplicantKind.PERSON: {
        "name": _Place(0, 0, 3),
        "code": _Place(0, 3, 5),
        "phone": _Place(0, 8, 4),
        "address": _Place(1, 0, 12),
    },
    ApplicantKind.ORGANISATION: {
        "name": _Place(0, 0, 4),
        "code": _Place(0, 4, 4),
        "representative": _Place(0, 8, 4),
        "address": _Place(1, 0, 4),
        "contact": _Place(1, 4, 4),
        "phone": _Place(1, 8, 4),
    },
}
_AGENT_PLACES = {"agent_name": _Place(2, 0, 3), "agent_code": _Place(2, 3, 5), "agent_phone": _Place(2, 8, 4)}


class ApplicantForm(Card):
    """Says `edited` with the new state whenever something is typed or chosen.

    Args:
        look: theme and size.
        today: the hall's date, against which dates of birth are checked.
    """

    edited = Signal(object)
    card_wanted = Signal()

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        self._person, self._organisation = Chip(look, tr("个人")), Chip(look, tr("单位 / 个体户"))
        self._code_kind = KeyButton(look, Words(ID_NUMBER, {}), "", "down", "quiet")
        self.agent = Tick(look, tr("有代理人"))
        self._card = KeyButton(look, tr("读身份证"), "Ctrl+I", "idcard", "quiet")
        self._card.hide()
        self._kinds = QButtonGroup()
        for chip in (self._person, self._organisation):
            self._kinds.addButton(chip)
        aside = holder(
            row(look, self._card, self._code_kind, self.agent, self._person, self._organisation, gap=SM)
        )
        super().__init__(look, tr("申请人"), aside, gap=SM)
        self._today = today
        self._state: FormState | None = None
        self.fields = self._make_fields(look)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(MD))
        self._grid.setVerticalSpacing(0)
        for number in range(12):
            self._grid.setColumnStretch(number, 1)
        inner = QWidget()
        inner.setLayout(self._grid)
        self.add(inner)
        self._person.clicked.connect(lambda: self._choose_kind(ApplicantKind.PERSON))
        self._organisation.clicked.connect(lambda: self._choose_kind(ApplicantKind.ORGANISATION))
        self.agent.toggled.connect(self._choose_agent)
        self._code_kind.clicked.connect(self._ask_code_kind)
        self._card.clicked.connect(self.card_wanted)
        for name, field in self.fields.items():
            field.edited.connect(lambda text, name=name: self._typed(name, text))

    def offer_card(self) -> None:
        """Show the key that reads a card; this counter has a reader."""
        self._card.show()

    def take(self, state: FormState) -> None:
        """Show what a card or a scan put into the form, judge it, and say so."""
        self.show_state(state)
        self.judge_filled()
        self.edited.emit(state)
        self.first().setFocus()

    def judge_filled(self) -> None:
        """Show what is wrong in fields that hold something."""
        for field in self._seen():
            if field.text:
                field.judge()

    def show_state(self, state: FormState) -> None:
        """Show what was typed before, from a new form or a draft."""
        self._state = state
        for name, field in self.fields.items():
            if field.text != state.text(name):
                field.put(state.text(name))
        person = state.kind is ApplicantKind.PERSON
        self._person.setChecked(person)
        self._organisation.setChecked(not person)
        self.agent.blockSignals(True)
        self.agent.setChecked(state.with_agent)
        self.agent.blockSignals(False)
        self._arrange(state)

    def mistakes(self) -> list[Field]:
        """Return the fields that are seen and wrong, in the order of Tab, without showing it."""
        return [field for field in self._seen() if field.problem() is not None]

    def judge(self) -> list[Field]:
        """Show what is wrong everywhere and return the fields."""
        return [field for field in self._seen() if not field.judge()]

    def first(self) -> Field:
        """Return the field to begin with: the first one still empty."""
        return next((field for field in self._seen() if not field.text), self.fields["name"])

    def _seen(self) -> list[Field]:
        if self._state is None:
            return []
        order = PERSON if self._state.kind is ApplicantKind.PERSON else ORGANISATION
        return [self.fields[name] for name in (*order, *(AGENT if self._state.with_agent else ()))]

    def _make_fields(self, look: Look) -> dict[str, Field]:
        today = self._today
        return {
            "name": Field(look, tr("姓名"), lambda text: clean_name(text, tr("姓名"))),
            "code": Field(look, Words(ID_NUMBER, {}), self._check_code, narrow=True),
            "representative": Field(look, tr("法定代表人"), lambda text: clean_name(text, tr("法定代表人"))),
            "address": Field(look, tr("住址"), lambda text: clean_line(text, tr("住址")), needed=False),
            "contact": Field(look, tr("联系人"), lambda text: clean_name(text, tr("联系人"))),
            "phone": Field(look, tr("联系电话"), check_phone, narrow=True),
            "agent_name": Field(look, tr("代理人姓名"), lambda text: clean_name(text, tr("代理人姓名"))),
            "agent_code": Field(
                look, tr("代理人身份证号"), lambda text: check_id_number(text, today()), narrow=True
            ),
            "agent_phone": Field(look, tr("代理人电话"), check_phone, narrow=True),
        }

    def _check_code(self, text: str) -> object:
        name = self._state.code_name if self._state else ID_NUMBER
        if name == ID_NUMBER:
            return check_id_number(text, self._today())
        if name == CREDIT_CODE:
            return check_credit_code(text)
        return checked_code(name, text, self._today())

    def _arrange(self, state: FormState) -> None:
        person = state.kind is ApplicantKind.PERSON
        places = dict(_PLACES[state.kind])
        if state.with_agent:
            places.update(_AGENT_PLACES)
        for field in self.fields.values():
            self._grid.removeWidget(field)
            field.setVisible(False)
        for name, place in places.items():
            field = self.fields[name]
            self._grid.addWidget(field, place.row, place.column, 1, place.span, Qt.AlignmentFlag.AlignTop)
            field.setVisible(True)
        self.fields["name"].recaption(tr("姓名") if person else tr("名称"))
        self.fields["address"].recaption(tr("住址") if person else tr("住所"))
        self.fields["code"].recaption(Words(state.code_name, {}))
        self._code_kind.rename(Words(state.code_name, {}))
        self._code_kind.setVisible(person)

    def _typed(self, name: str, text: str) -> None:
        if self._state is not None:
            self._change(self._state.with_text(name, text))

    def _choose_kind(self, kind: ApplicantKind) -> None:
        if self._state is not None and kind is not self._state.kind:
            code_name = ID_NUMBER if kind is ApplicantKind.PERSON else CREDIT_CODE
            self._change(replace(self._state, kind=kind, code_name=code_name), rearrange=True)
            self.first().setFocus()

    def _choose_agent(self, with_agent: bool) -> None:
        if self._state is not None:
            self._change(replace(self._state, with_agent=with_agent), rearrange=True)

    def _ask_code_kind(self) -> None:
        menu = QMenu(self)
        for name in (ID_NUMBER, *OTHER_CODES):
            action = QAction(str(Words(name, {})), menu)
            action.triggered.connect(lambda _=False, name=name: self._choose_code(name))
            menu.addAction(action)
        menu.popup(self._code_kind.mapToGlobal(self._code_kind.rect().bottomLeft()))

    def _choose_code(self, name: str) -> None:
        if self._state is not None:
            self._change(replace(self._state, code_name=name), rearrange=True)
            self.fields["code"].setFocus()

    def _change(self, state: FormState, rearrange: bool = False) -> None:
        self._state = state
        if rearrange:
            self._arrange(state)
        self.edited.emit(state)
