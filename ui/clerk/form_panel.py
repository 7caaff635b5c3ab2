"""The form of one application: item, applicant, materials; at the right consequences or the notice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from app.domain.items import ServiceItem
from app.domain.text import mask_id_number, mask_name, mask_phone
from app.domain.workdays import Calendar
from app.services.case_book import CaseView
from ui.clerk.applicant_form import ApplicantForm
from ui.clerk.form_state import FormState, MaterialLine
from ui.clerk.item_bar import ItemBar
from ui.clerk.line_editor import LineEditor
from ui.clerk.materials_card import MaterialsCard
from ui.clerk.notice_panel import NoticePanel
from ui.clerk.side_cards import ConditionsCard, DeadlinesCard, PapersCard
from ui.clerk.ticket_form import ticket_number
from ui.i18n import tr
from ui.look import Look
from ui.theme import LG, MD, XL
from ui.widgets.boxes import Card, column, fixed, row, scrolled
from ui.widgets.fields import Field
from ui.widgets.tab_order import order_tabs
from ui.widgets.words import Label

RIGHT, RIGHT_WIDE, NOTICE, NOTICE_WIDE, WIDE = 304, 360, 428, 560, 1600


class FormPanel(QWidget):
    """Shows one `FormState` and says `edited` with the next one.

    With a problem among the materials the applicant folds away and the notice stands at the right.
    """

    edited = Signal(object)

    def __init__(
        self,
        look: Look,
        notice: NoticePanel,
        calendar: Calendar,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._look, self._calendar, self._today, self.notice = look, calendar, today, notice
        self._state: FormState | None = None
        self._item: ServiceItem | None = None
        self.bar = ItemBar(look)
        self.applicant = ApplicantForm(look, today)
        self._folded = Label("", "body", "text_2", wrap=True)
        self._folded_card = Card(look).add(self._folded)
        self.materials = MaterialsCard(look)
        self.editor = LineEditor(look)
        self.papers = PapersCard(look)
        self._deadlines, self._conditions = DeadlinesCard(look), ConditionsCard(look)
        self._sides = QStackedWidget()
        self._lay_out(look)
        self.applicant.edited.connect(self._applicant_edited)
        self.materials.edited.connect(self._materials_edited)
        self.materials.details_wanted.connect(self._edit_line)
        self.editor.edited.connect(self._line_edited)
        self.editor.closed.connect(self._close_editor)

    def show_form(self, state: FormState, item: ServiceItem, view: CaseView | None) -> None:
        """Show a form from its beginning, from a draft, or over a case."""
        self._item, self._state = item, None
        self.editor.hide()
        if view is None:
            self.bar.show_item(item, ticket_number(state))
        else:
            self.bar.show_case(view, ticket_number(state))
        self._deadlines.show_item(item, self._calendar, self._today())
        self._conditions.show_item(item)
        self._fold_words(state, view)
        self.applicant.show_state(state)
        self._show(state)
        order_tabs(self)

    def begin(self) -> None:
        """Give the keyboard to what comes next."""
        if self._state is not None and self._state.case_id is not None:
            self.materials.table.setFocus()
        else:
            self.applicant.first().setFocus()

    def noticing(self) -> bool:
        """Whether a material has a problem, so that a notice is being written."""
        return self._state is not None and any(line.wrong for line in self._state.lines)

    def mistakes(self) -> list[Field]:
        """Return the fields that show a mistake now."""
        fields = [*self.applicant.fields.values(), self.editor.problem, self.editor.remedy]
        return [field for field in fields if field.wrong and field.isVisibleTo(self)]

    def unfold(self) -> None:
        """Show the applicant's fields, where a mistake is."""
        self._fold(False)

    def _fold(self, folded: bool) -> None:
        """Show the applicant in one line while a material is written about, and of a case that is here."""
        open_ = self._is_new() and not folded
        self.applicant.setVisible(open_)
        self._folded_card.setVisible(not open_)
        if self._state is not None and self._is_new() and folded:
            self._fold_words(self._state, None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the right column what the window has room for."""
        super().resizeEvent(event)
        self._resize_side()

    def _is_new(self) -> bool:
        return self._state is not None and self._state.case_id is None

    def _lay_out(self, look: Look) -> None:
        centre = QWidget()
        box = column(
            look,
            self.bar,
            self.applicant,
            self._folded_card,
            self.materials,
            gap=MD,
            margins=(XL, LG, LG, LG),
        )
        box.setStretch(3, 1)
        centre.setLayout(box)
        self.materials.add(self.editor)
        self.materials.table.setMinimumHeight(look.px(150))
        side = QWidget()
        side.setLayout(
            column(
                look, self._deadlines, self.papers, self._conditions, None, gap=MD, margins=(0, LG, XL, LG)
            )
        )
        self._sides.addWidget(scrolled(side, tr("时限与文书")))
        self._sides.addWidget(self.notice)
        area: QScrollArea = scrolled(centre, tr("申请表"))
        self.setLayout(row(look, area, self._sides, gap=0))
        self._resize_side()

    def _resize_side(self) -> None:
        wide = self.width() / self._look.scale >= WIDE / 1.15
        noticing = self._sides.currentWidget() is self.notice
        width = (NOTICE_WIDE if wide else NOTICE) if noticing else (RIGHT_WIDE if wide else RIGHT)
        fixed(self._look, self._sides, width=width)

    def _show(self, state: FormState) -> None:
        before, self._state = self._state, state
        assert self._item is not None
        if before is None or (before.lines, before.row) != (state.lines, state.row):
            self.materials.show_state(state, self._item.materials)
        noticing = self.noticing()
        if noticing != bool(self._sides.currentIndex()):
            self._sides.setCurrentIndex(int(noticing))
            self._resize_side()
        self._fold(noticing or self.editor.isVisibleTo(self))
        if self.editor.isVisibleTo(self) and state.row < len(state.lines):
            self.editor.show_line(state.row + 1, state.lines[state.row])

    def _fold_words(self, state: FormState, view: CaseView | None) -> None:
        if view is not None:
            who = view.header.applicant
            name, code, phone = who.name, who.code, view.header.contact_phone
        else:
            name, code, phone = state.text("name"), state.text("code"), state.text("phone")
        told = tr(
            "申请人 {name}·{code}·{phone}",
            name=mask_name(name.strip()) or "—",
            code=mask_id_number(code.strip()) or "—",
            phone=mask_phone(phone.strip()) or "—",
        )
        self._folded.say(told)

    def _applicant_edited(self, state: FormState) -> None:
        if self._state is not None:
            self._take(
                replace(
                    self._state,
                    kind=state.kind,
                    code_name=state.code_name,
                    with_agent=state.with_agent,
                    texts=state.texts,
                )
            )
            order_tabs(self.applicant)

    def _materials_edited(self, state: FormState) -> None:
        if self._state is not None:
            self._take(replace(self._state, lines=state.lines, row=state.row))

    def _take(self, state: FormState) -> None:
        self._show(state)
        self.edited.emit(state)

    def _edit_line(self) -> None:
        if self._state is None or not self._state.lines:
            return
        self.editor.show()
        self._fold(True)
        self.editor.show_line(self._state.row + 1, self._state.lines[self._state.row])
        self.editor.begin()

    def _line_edited(self, line: MaterialLine) -> None:
        if self._state is not None:
            self._take(self._state.with_line(self._state.row, line))

    def _close_editor(self) -> None:
        self.editor.hide()
        self._fold(self.noticing())
        self.materials.table.setFocus(Qt.FocusReason.OtherFocusReason)
