"""What the technician says about one device: name, kind, model, port, and what its driver asks."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from app.domain.device_records import DeviceKind, DeviceModel, DeviceOption, DeviceSettings, FoundPort
from app.errors import RuleError
from ui.device_words import kind_words
from ui.i18n import Words, tr
from ui.look import Look
from ui.technician.choice_field import ChoiceField
from ui.theme import MD, SM
from ui.widgets.boxes import column, row
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.tick import Tick

SHORT = 8
"""Captions up to so many characters share a row with another one."""


class DeviceForm(QWidget):
    """Says `edited` at every change, and `recast` with the settings when kind or model is another one.

    Args:
        look: theme and size.
        models: what there are drivers for.
        settings: the device as it is.
        taken: the names of the other devices.
        ports: the ports known so far; asked when the menu opens.
    """

    edited = Signal()
    recast = Signal(object)

    def __init__(
        self,
        look: Look,
        models: Sequence[DeviceModel],
        settings: DeviceSettings,
        taken: frozenset[str],
        ports: Callable[[], Sequence[FoundPort]],
    ) -> None:
        super().__init__()
        self._look, self._models, self._settings, self._ports = look, models, settings, ports
        self._taken = taken
        self.name = Field(look, tr("名称"), self._check_name)
        self.name.put(settings.name)
        self.kind = ChoiceField(look, tr("种类"), _kinds(models), settings.kind.value)
        self.model = ChoiceField(look, tr("型号"), _titles(models, settings.kind), settings.model)
        self.port = Field(look, tr("端口"), narrow=True)
        self.port.put(settings.port)
        self.port_list = KeyButton(look, tr("选择端口"), "F4", "down")
        self.port_list.clicked.connect(self.open_ports)
        self.trace = Tick(look, tr("把这个端口的收发写入跟踪文件"), settings.trace)
        self.options = {one.name: self._option(one) for one in self._asked()}
        self._lay_out()
        self._connect()

    @property
    def settings(self) -> DeviceSettings:
        """What is said now; what equals the driver's own default is left out."""
        defaults = {one.name: one.default for one in self._asked()}
        said = {name: _value(field) for name, field in self.options.items()}
        return replace(
            self._settings,
            name=self.name.text.strip(),
            port=self.port.text.strip(),
            options={name: value for name, value in said.items() if value != defaults[name]},
            trace=self.trace.isChecked(),
        )

    def judge(self) -> bool:
        """Show what is wrong, go there, and tell whether all is right."""
        wrong = [field for field in (self.name, self.port) if not field.judge()]
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def open_ports(self) -> None:
        """Open the menu of the ports this machine has now."""
        menu = QMenu(self)
        menu.setAccessibleName(tr("本机的端口"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for found in self._ports():
            action = menu.addAction(f"{found.url}　{found.description}")
            action.triggered.connect(lambda _=False, url=found.url: self._take_port(url))
        if menu.isEmpty():
            menu.addAction(tr("没有找到端口。请插好数据线")).setEnabled(False)
        menu.popup(self.port_list.mapToGlobal(QPoint(0, self.port_list.height())))

    def _take_port(self, url: str) -> None:
        self.port.put(url)
        self.edited.emit()

    def _asked(self) -> tuple[DeviceOption, ...]:
        for one in self._models:
            if (one.kind, one.model) == (self._settings.kind, self._settings.model):
                return one.options
        return ()

    def _option(self, asked: DeviceOption) -> Field | ChoiceField:
        value = self._settings.options.get(asked.name, asked.default)
        title = Words(asked.title, {})
        if asked.choices:
            return ChoiceField(self._look, title, [(c, _choice(c)) for c in asked.choices], value)
        field = Field(self._look, title)
        field.put(value)
        return field

    def _lay_out(self) -> None:
        look = self._look
        port = row(look, self.port, self.port_list, gap=SM)
        port.setStretch(0, 1)
        port.setAlignment(self.port_list, Qt.AlignmentFlag.AlignBottom)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(MD))
        grid.setVerticalSpacing(look.px(MD))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.kind, 0, 1)
        place = 2
        for asked in self._asked():
            wide = len(asked.title) > SHORT
            place += place % 2 if wide else 0
            span = 2 if wide else 1
            grid.addWidget(self.options[asked.name], place // 2 + 2, place % 2, 1, span)
            place += span
        grid.addWidget(self.model, 1, 0, 1, 2)
        grid.addLayout(port, 2, 0, 1, 2)
        self.setLayout(column(look, grid, self.trace, gap=MD))

    def _connect(self) -> None:
        for field in (self.name, self.port, *self.options.values()):
            (field.edited if isinstance(field, Field) else field.chosen).connect(lambda _: self.edited.emit())
        self.trace.toggled.connect(lambda _: self.edited.emit())
        self.kind.chosen.connect(self._recast_kind)
        self.model.chosen.connect(
            lambda model: self.recast.emit(replace(self.settings, model=model, options={}))
        )

    def _recast_kind(self, value: str) -> None:
        kind = DeviceKind(value)
        model = next(one.model for one in self._models if one.kind is kind)
        self.recast.emit(replace(self.settings, kind=kind, model=model, options={}))

    def _check_name(self, typed: str) -> None:
        if typed in self._taken:
            raise RuleError("device.name_taken", name=typed)


def _kinds(models: Sequence[DeviceModel]) -> list[tuple[str, str]]:
    return [(kind.value, kind_words(kind)) for kind in dict.fromkeys(one.kind for one in models)]


def _titles(models: Sequence[DeviceModel], kind: DeviceKind) -> list[tuple[str, str]]:
    return [(one.model, Words(one.title, {})) for one in models if one.kind is kind]


def _choice(value: str) -> str:
    return {"yes": tr("是"), "no": tr("否"), "auto": tr("自动"), "none": tr("无")}.get(value, value)


def _value(field: Field | ChoiceField) -> str:
    return field.text if isinstance(field, Field) else field.value
