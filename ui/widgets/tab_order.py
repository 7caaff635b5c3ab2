"""The order of Tab is the order of reading, whatever the order in which widgets were made or replaced."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QStackedWidget, QWidget


def order_tabs(root: QWidget) -> None:
    """Lead Tab through everything below `root` that takes it, row by row."""
    before: QWidget | None = None
    for widget in stops(root):
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def stops(root: QWidget) -> Iterator[QWidget]:
    """Yield what Tab may stop at below a widget, in reading order; hidden ones too, they may be shown."""
    layout = root.layout()
    if layout is not None:
        yield from _below(layout)
    elif isinstance(root, QStackedWidget):
        for number in range(root.count()):
            if (page := root.widget(number)) is not None:
                yield from _stop_or_below(page)
    elif isinstance(root, QScrollArea) and (content := root.widget()) is not None:
        yield from _stop_or_below(content)


def _below(layout: QLayout) -> Iterator[QWidget]:
    for number in _places(layout):
        item = layout.itemAt(number)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if inner is not None:
            yield from _below(inner)
        elif widget is not None:
            yield from _stop_or_below(widget)


def _places(layout: QLayout) -> list[int]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda number: layout.getItemPosition(number)[:2])  # type: ignore[index]  # a tuple, say the stubs not
    return places


def _stop_or_below(widget: QWidget) -> Iterator[QWidget]:
    stopped = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    if stopped:
        yield widget
    if not stopped or isinstance(widget, QScrollArea):
        yield from stops(widget)
