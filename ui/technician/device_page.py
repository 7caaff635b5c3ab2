"""The device page: the machine's devices, how each is, what its driver is told, and its test."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.device_records import DeviceKind, DeviceSettings, FoundPort
from app.errors import AppError
from ui.error_texts import explain_any
from ui.i18n import tr
from ui.technician.dependencies import TechnicianDependencies
from ui.technician.device_form import DeviceForm
from ui.technician.device_list import DeviceLine, DeviceList
from ui.technician.health_head import HealthHead
from ui.technician.trial_bench import TrialBench
from ui.technician.trial_card import TrialCard
from ui.theme import FOOT, LG, MD, XL
from ui.widgets.boxes import Card, column, fixed, holder, row, scrolled, surface, swap
from ui.widgets.keys import KeyButton
from ui.widgets.notices import NoticeLine
from ui.widgets.tab_order import order_tabs

LIST, LIST_WIDE, WIDE = 400, 500, 1500
CLOCK_MS = 1000


class DevicePage(QWidget):
    """Changes are tried out at once by the test, and kept in the machine's settings file by 保存."""

    def __init__(self, needs: TechnicianDependencies) -> None:
        super().__init__()
        self._needs = needs
        look = needs.look
        self._saved = needs.desk.settings
        self._drafts = list(self._saved)
        self._ports: Sequence[FoundPort] = ()
        self.form: DeviceForm | None = None
        self.list = DeviceList(look)
        self.head, self.trial = HealthHead(look), TrialCard(look)
        self.bench = TrialBench(needs, self.trial)
        self._form_card = Card(look, tr("设置"), gap=MD)
        self._form_place = QWidget()
        self._form_card.add(self._form_place, None)
        self.notice = NoticeLine(look)
        self.revert = KeyButton(look, tr("还原"), "Ctrl+R")
        self.save = KeyButton(look, tr("保存"), "Ctrl+S", "save")
        self._lay_out()
        self._connect()
        self._read_ports()
        self._show_list(0)
        self._show_chosen()

    def _lay_out(self) -> None:
        look = self._needs.look
        fixed(look, self.list, width=LIST)
        work = row(look, self._form_card, self.trial, gap=MD)
        work.setStretch(0, 1)
        work.setAlignment(self.trial, Qt.AlignmentFlag.AlignTop)
        self._work = holder(column(look, self.head, work, None, gap=MD, margins=(0, 0, MD, 0)))
        body = row(look, self.list, scrolled(self._work, tr("设备")), gap=LG, margins=(XL, LG, MD, LG))
        body.setStretch(1, 1)
        foot = surface("pane", row(look, self.notice, self.revert, self.save, gap=MD, margins=(XL, 0, XL, 0)))
        fixed(look, foot, height=FOOT)
        box = column(look, body, foot, gap=0)
        box.setStretch(0, 1)
        self.setLayout(box)

    def setFocus(  # noqa: N802
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the list. No focus proxy: with one, Tab leaves out what stands before."""
        self.list.table.setFocus(reason)

    def _connect(self) -> None:
        self.list.moved.connect(self._show_chosen)
        self.list.adding.connect(self.add)
        self.list.removing.connect(self.remove)
        self.trial.wanted.connect(self.test)
        self.bench.ended.connect(self._follow)
        self.revert.clicked.connect(self.revert_all)
        self.save.clicked.connect(self.save_all)
        self._needs.desk.changed.connect(self._follow)
        for key, act in (
            ("Ctrl+N", self.add),
            ("Ctrl+D", self.remove),
            ("Ctrl+R", self.revert_all),
            ("Ctrl+S", self.save_all),
            ("F4", self._open_ports),
            ("F5", self.test),
            ("Esc", self.bench.stop),
        ):
            self._key(key, act)
        self._clock = QTimer(self, interval=CLOCK_MS)
        self._clock.timeout.connect(lambda: self.head.tick(self._needs.now()))
        self._clock.start()

    def _key(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def add(self) -> None:
        """Add a device, the first kind there is, for the technician to describe."""
        first = self._needs.models[0]
        port = next((one.url for one in self._ports if one.url not in self._used()), "")
        self._drafts.append(DeviceSettings("", first.kind, first.model, port))
        self._show_list(len(self._drafts) - 1)
        self._show_chosen()
        if self.form is not None:
            self.form.name.setFocus()

    def remove(self) -> None:
        """Take the chosen device out; 还原 brings it back until it is saved."""
        place = self.list.chosen
        if 0 <= place < len(self._drafts):
            self.bench.stop()
            gone = self._drafts.pop(place)
            self._show_list(max(place - 1, 0))
            self._show_chosen()
            if gone in self._saved:
                self.notice.note(tr("{name} 已移除，保存后生效", name=gone.name), "info")

    def revert_all(self) -> None:
        """Go back to what stands in the settings file."""
        self.bench.stop()
        self._drafts = list(self._saved)
        self.bench.use(self._drafts, lambda: None)
        self._show_list(0)
        self._show_chosen()
        self.notice.clear()

    def save_all(self) -> None:
        """Write the devices into the settings file and use them."""
        if not self._complete():
            return
        self.bench.stop()
        wanted = tuple(self._drafts)
        self.notice.busy(tr("正在保存…"))
        self.bench.use(wanted, partial(self._write, wanted))

    def test(self) -> None:
        """Test the chosen device with the settings as they stand here."""
        if self.form is not None and self._complete():
            self.bench.test(self._drafts, self._drafts[self.list.chosen])
            self._follow()

    def _complete(self) -> bool:
        """Go to the first device that is not described in full, and tell whether there is none."""
        for place, one in enumerate(self._drafts):
            names = [other.name for other in self._drafts]
            if not (one.name and one.port) or names.count(one.name) > 1:
                self.list.table.choose(place)
                return self.form is not None and self.form.judge()
        return True

    def _write(self, wanted: tuple[DeviceSettings, ...]) -> None:
        self._show_list(self.list.chosen)
        self._needs.runner.run(
            "settings",
            lambda _: self._needs.save(wanted),
            name="save devices",
            done=lambda _: self._written(wanted),
            failed=self._not_written,
            owner=self,
        )

    def _written(self, wanted: tuple[DeviceSettings, ...]) -> None:
        self._saved = wanted
        self.notice.note(tr("已存入本机设置文件，并已启用"))
        self._follow()

    def _not_written(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        self.notice.problem(explain_any(error))

    def _read_ports(self) -> None:
        def found(ports: Sequence[FoundPort]) -> None:
            self._ports = ports

        self._needs.runner.run(
            "ports", lambda _: self._needs.ports(), name="list ports", done=found, owner=self
        )

    def _known_ports(self) -> Sequence[FoundPort]:
        self._read_ports()  # for the next time: listing them may take a second
        return self._ports

    def _open_ports(self) -> None:
        if self.form is not None:
            self.form.open_ports()

    def _used(self) -> set[str]:
        return {one.port for one in self._drafts}

    def _lines(self) -> list[DeviceLine]:
        desk = self._needs.desk
        used = {one.name: one for one in desk.settings}
        known = {one.name: one for one in desk.health()}
        return [
            DeviceLine(one, known.get(one.name) if used.get(one.name) == one else None)
            for one in self._drafts
        ]

    def _show_list(self, chosen: int) -> None:
        self.list.show_lines(self._lines(), chosen)
        changed = tuple(self._drafts) != self._saved
        self.revert.setEnabled(changed)
        self.save.setEnabled(changed)
        self.save.restyle("primary" if changed else "")
        self.trial.begin.restyle("" if changed else "primary")

    def _follow(self) -> None:
        """Show states anew; the chosen device and what is typed stay."""
        self._show_list(self.list.chosen)
        self._show_head()

    def _show_head(self) -> None:
        place = self.list.chosen
        if 0 <= place < len(self._drafts):
            self.head.show_line(self._lines()[place], self._needs.now())

    def _show_chosen(self) -> None:
        place = self.list.chosen
        there = 0 <= place < len(self._drafts)
        self._work.setVisible(there)
        if there:
            self.bench.stop()
            self.trial.show_kind(self._drafts[place].kind)
            self._show_form(self._drafts[place])
            self._show_head()

    def _show_form(self, settings: DeviceSettings) -> None:
        others = [one.name for place, one in enumerate(self._drafts) if place != self.list.chosen]
        form = DeviceForm(
            self._needs.look, self._needs.models, settings, frozenset(others), self._known_ports
        )
        form.edited.connect(self._edited)
        form.recast.connect(self._recast)
        self.form = self._form_place = swap(self._form_place, form)
        order_tabs(self)

    def _edited(self) -> None:
        if self.form is not None:
            self._drafts[self.list.chosen] = self.form.settings
            self._follow()

    def _recast(self, settings: DeviceSettings) -> None:
        kind: DeviceKind = self._drafts[self.list.chosen].kind
        self._drafts[self.list.chosen] = settings
        self._show_form(settings)
        if self.form is not None:
            (self.form.model if kind is settings.kind else self.form.kind).setFocus()
        self.trial.show_kind(settings.kind)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the list more room on a wide screen."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        fixed(self._needs.look, self.list, width=LIST_WIDE if wide else LIST)
        self.list.widen(wide)
