"""What a box is: what it states, where, how large, how it is fitted in; all by keyboard."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.certificate_templates import Align, Family, Fitting, Template, TextBox, with_box
from app.domain.template_edits import QR, millimetres, place_of, placed, stated, values_to_state
from app.errors import RuleError
from ui.i18n import Words, tr
from ui.look import Look
from ui.technician.choice_field import ChoiceField
from ui.theme import MD, SM
from ui.widgets.boxes import column, swap
from ui.widgets.fields import Field
from ui.widgets.tick import Tick
from ui.widgets.words import Label

SMALLEST, LARGEST = 4, 100
_OWN = "own"
_SIDES = ("left", "top", "width", "height")


class BoxForm(QWidget):
    """Says `edited` with the template as the form makes it, `rebuilt` when it has other fields."""

    edited = Signal(object)
    rebuilt = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._template: Template | None = None
        self._name = ""
        self.numbers: dict[str, Field] = {}
        self.text: Field | None = None
        self.value: ChoiceField | None = None
        self.choices: dict[str, ChoiceField] = {}
        self.bold: Tick | None = None
        self._title = Label("", "heading", wrap=True)
        self._body = QWidget()
        self.setLayout(column(look, self._body))

    def show_box(self, template: Template, name: str) -> None:
        """Show a box; the same box keeps its fields, so that what is being typed stays."""
        fresh = self._template is None or (template.key, name) != (self._template.key, self._name)
        self._template, self._name = template, name
        if fresh:
            self._build(template, name)
        self._fill(template, name)

    def _build(self, template: Template, name: str) -> None:
        self.numbers, self.choices, self.text, self.value, self.bold = {}, {}, None, None, None
        body, look = QWidget(), self._look
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(SM))
        grid.setVerticalSpacing(look.px(SM))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        parts: list[QWidget] = []
        if name != QR:
            parts = self._stating(template)
        for place, side in enumerate(_SIDES if name != QR else _SIDES[:3]):
            grid.addWidget(self._number(side, _side_words()[side], millimetres), place // 2, place % 2)
        if name != QR:
            self._looks(grid, template.box(name))
        self._title = Label("", "heading", wrap=True)
        body.setLayout(column(look, self._title, *parts, grid, gap=MD))
        self._body = swap(self._body, body)
        self.rebuilt.emit()

    def _stating(self, template: Template) -> list[QWidget]:
        known = values_to_state(template)
        choices: list[tuple[str, str]] = list(known)
        self.value = ChoiceField(self._look, tr("取值"), [*choices, (_OWN, tr("自己写"))], _OWN)
        self.value.chosen.connect(self._state)
        self.text = Field(self._look, tr("文字"), hint=tr("花括号里是栏目，可与文字同写"))
        self.text.edited.connect(lambda text: self._change(text=text))
        return [self.value, self.text]

    def _looks(self, grid: QGridLayout, box: TextBox) -> None:
        grid.addWidget(self._number("size", tr("字号（磅）"), _points), 2, 0)
        grid.addWidget(self._number("least", tr("最小字号"), _points), 2, 1)
        for place, (key, (words, offered)) in enumerate(_offered().items()):
            field = ChoiceField(self._look, words, offered, str(getattr(box, key)))
            field.chosen.connect(lambda value, key=key: self._choose(key, value))
            self.choices[key] = field
            grid.addWidget(field, 3 + place // 2, place % 2)
        grid.addWidget(self._number("cells", tr("格数"), _count), 4, 1)
        grid.addWidget(self._number("leading", tr("行距（倍）"), _leading), 5, 0)
        self.bold = Tick(self._look, tr("粗体"), box.bold)
        self.bold.toggled.connect(lambda on: self._change(bold=on))
        grid.addWidget(self.bold, 5, 1)

    def _number(self, key: str, words: str, read: Callable[[str], object]) -> Field:
        field = Field(self._look, words, read, narrow=True)
        field.edited.connect(lambda _, key=key: self._typed(key, read))
        self.numbers[key] = field
        return field

    def _fill(self, template: Template, name: str) -> None:
        """Put in what stands, except where it is being typed."""
        at = place_of(template, name)
        assert at is not None
        self._title.say(tr("二维码") if name == QR else stated(template, template.box(name).text))
        shown = dict(zip(_SIDES, (f"{side:.1f}" for side in at), strict=True))
        if name != QR:
            box = template.box(name)
            shown |= {key: f"{getattr(box, key):g}" for key in ("size", "least", "cells", "leading")}
            self._fill_words(template, box)
        for key, field in self.numbers.items():
            if not field.edit.hasFocus() and field.text != shown[key]:
                field.put(shown[key])

    def _fill_words(self, template: Template, box: TextBox) -> None:
        assert self.text is not None
        assert self.value is not None
        assert self.bold is not None
        if self.text.text != box.text:
            self.text.put(box.text)
        known = {pattern for pattern, _ in values_to_state(template)}
        self.value.blockSignals(True)
        self.value.choose(box.text if box.text in known else _OWN)
        self.value.blockSignals(False)
        for key, field in self.choices.items():
            field.blockSignals(True)
            field.choose(str(getattr(box, key)))
            field.blockSignals(False)
        self.bold.blockSignals(True)
        self.bold.setChecked(box.bold)
        self.bold.blockSignals(False)

    def _state(self, pattern: str) -> None:
        if pattern != _OWN:
            self._change(text=pattern)
        elif self.text is not None:
            self.text.setFocus()

    def _choose(self, key: str, value: str) -> None:
        self._change(**{key: Fitting(value) if key == "fitting" else value})

    def _typed(self, key: str, read: Callable[[str], object]) -> None:
        field, template = self.numbers[key], self._template
        if template is None or field.problem() is not None:
            return
        value = read(field.text)
        if key in _SIDES:
            at = place_of(template, self._name)
            assert at is not None
            said = dict(zip(_SIDES, at, strict=True)) | {key: value}
            if self._name == QR and key == "width":
                said["height"] = value
            left, top, width, height = (float(str(said[side])) for side in _SIDES)
            self.edited.emit(placed(template, self._name, (left, top, width, height)))
        else:
            self._change(**{key: value})

    def _change(self, **changed: object) -> None:
        if self._template is not None and self._name != QR:
            box = self._template.box(self._name)
            self.edited.emit(with_box(self._template, replace(box, **changed)))  # type: ignore[arg-type]  # by name


def _side_words() -> dict[str, Words]:
    return {
        "left": tr("左（毫米）"),
        "top": tr("上（毫米）"),
        "width": tr("宽（毫米）"),
        "height": tr("高（毫米）"),
    }


def _offered() -> dict[str, tuple[Words, list[tuple[str, str]]]]:
    fitting = [("shrink", tr("缩小成一行")), ("wrap", tr("换行")), ("cells", tr("一字一格"))]
    family: list[tuple[Family, str]] = [("text", tr("正文")), ("title", tr("标题")), ("plain", tr("黑体"))]
    align: list[tuple[Align, str]] = [
        ("left", tr("左")),
        ("center", tr("中")),
        ("right", tr("右")),
        ("justify", tr("两端")),
        ("spread", tr("分散")),
    ]
    return {
        "family": (tr("字体"), [(str(value), words) for value, words in family]),
        "align": (tr("对齐"), [(str(value), words) for value, words in align]),
        "fitting": (tr("放不下时"), [(value, words) for value, words in fitting]),
    }


def _points(text: str) -> float:
    value = millimetres(text)
    if not SMALLEST <= value <= LARGEST:
        raise RuleError("template.points", least=SMALLEST, most=LARGEST)
    return value


def _count(text: str) -> int:
    value = millimetres(text)
    if value != int(value) or not 1 <= value <= 100:
        raise RuleError("template.cells", text=text)
    return int(value)


def _leading(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.8 <= value <= 4:
        raise RuleError("template.leading", text=text)
    return value
