"""The walk over a role's pages: what fits, what has a name, where Tab goes, what was never translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, QTimer, QTranslator
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from ui.events import Subscription
from ui.i18n import CONTEXT, Words
from ui.look import Look
from ui.theme import DARK, LIGHT, Theme
from ui.widgets.keys import Chip, KeyButton, TabButton
from ui.widgets.pills import StatePill
from ui.widgets.table_view import Table
from ui.widgets.words import Spoken

SIZES = ((1366, 768, 1.0), (1920, 1080, 1.15))
THEMES = (LIGHT, DARK)
MARK = "\u2060"  # word joiner: no width; the stretched text carries it, data does not
LONGEST_TAB_ROUND = 300
_SYLLABLE = re.compile("[\u0f00-\u0f0a\u0f0c-\u0fff]+\u0f0b?")


@dataclass(frozen=True)
class Fault:
    """Something a person would stumble over."""

    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


class StretchTranslator(QTranslator):
    """Makes every text 40 % longer and marks it, as a translation into a wordier language would."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        if context != CONTEXT:
            return sourceText
        return f"{MARK}{sourceText}{'文' * ceil(0.4 * len(sourceText))}"


@contextmanager
def stretched(application: QCoreApplication) -> Iterator[None]:
    """Stretch all texts by 40 % while the block runs."""
    translator = StretchTranslator()
    application.installTranslator(translator)
    try:
        yield
    finally:
        application.removeTranslator(translator)


def settle(application: QApplication, rounds: int = 6) -> None:
    """Let layouts, queued signals and deferred deletions come to rest."""
    for _ in range(rounds):
        application.processEvents()
        QCoreApplication.sendPostedEvents(None, 0)


def stands_before(window: QWidget, first: str, second: str) -> bool:
    """Tell whether one text that is seen stands above another, or before it on the same line."""
    seen = [one for one in window.findChildren(QLabel) if one.isVisible()]
    one, other = (
        box_of(next(label for label in seen if label.text() == text), window) for text in (first, second)
    )
    same_line = one.top() < other.bottom() and other.top() < one.bottom()
    return one.left() < other.left() if same_line else one.top() < other.top()


def gathering(application: QApplication) -> bool:
    """Tell whether a page is about to read again what changed."""
    timers = [one for window in application.topLevelWidgets() for one in window.findChildren(QTimer)]
    return any(one.isActive() and isinstance(one.parent(), Subscription) for one in timers)


def faults(window: QWidget) -> list[Fault]:
    """Return all that is wrong with what is seen of a window."""
    seen = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    return [
        *(Fault("clipped", words) for words in _clipped(seen)),
        *(Fault("outside", words) for words in _outside(window, seen)),
        *(Fault("overlap", words) for words in _overlapping(seen)),
        *(Fault("no name", words) for words in _nameless(seen)),
    ]


def _clipped(seen: list[QWidget]) -> Iterator[str]:
    for widget in seen:
        if isinstance(widget, QLabel) and widget.text():
            need = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
            wide = _longest_word(widget) if widget.wordWrap() else widget.sizeHint().width()
            if widget.property("script") == "bo" and not widget.wordWrap():
                need = QFontMetrics(widget.font()).height()
            if wide > widget.width() + 1 or need > widget.height() + 1:
                yield f"{widget.text()!r} has {widget.width()}x{widget.height()}, needs {wide}x{need}"
        elif isinstance(widget, KeyButton | Chip | TabButton | StatePill):
            hint = widget.sizeHint()
            if hint.width() > widget.width() + 1 or hint.height() > widget.height() + 1:
                yield f"{widget.accessibleName()!r} has {widget.width()}, needs {hint.width()}"
        elif isinstance(widget, Table):
            yield from (f"cell {words!r}" for words in widget.clipped())
        elif isinstance(widget, QLineEdit):
            hint_wide = QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText())
            if hint_wide > widget.width():
                yield f"placeholder {widget.placeholderText()!r}"


def _longest_word(label: QLabel) -> int:
    """Return the width of what no line may break: a Chinese character, a Tibetan syllable with its tsheg."""
    syllables = _SYLLABLE.findall(label.text())
    return max(label.fontMetrics().horizontalAdvance(word) for word in [label.text()[:1], *syllables])


def _outside(window: QWidget, seen: list[QWidget]) -> Iterator[str]:
    """A widget must lie inside its parent, unless a scroll area brings it into sight."""
    for widget in seen:
        parent = widget.parentWidget()
        if parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea):
            continue
        if isinstance(parent, QAbstractScrollArea) or not (_words(widget) and parent.isAncestorOf(widget)):
            continue
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            yield f"{_words(widget)!r} at {widget.geometry()} in {parent.rect()}"
    if window.minimumSizeHint().width() > window.width():
        yield f"the window needs {window.minimumSizeHint().width()} of {window.width()} px"


def _overlapping(seen: list[QWidget]) -> Iterator[str]:
    """Two texts of one parent may not lie over each other."""
    by_parent: dict[int, list[QWidget]] = {}
    for widget in seen:
        if _words(widget):
            by_parent.setdefault(id(widget.parentWidget()), []).append(widget)
    for family in by_parent.values():
        for place, one in enumerate(family):
            for other in family[place + 1 :]:
                common = one.geometry().intersected(other.geometry())
                if common.width() > 2 and common.height() > 2:
                    yield f"{_words(one)!r} and {_words(other)!r}"


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QPushButton):
        return widget.text()
    return ""


def _nameless(seen: list[QWidget]) -> Iterator[str]:
    for widget in seen:
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(
            widget, QLineEdit | QPushButton | QAbstractItemView | QAbstractSpinBox
        )
        if reachable and not widget.accessibleName() and not _inside_item_view(widget):
            yield f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"


def _inside_item_view(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractItemView):
            return True
        above = above.parentWidget()
    return False


def untranslated(window: QWidget) -> list[Fault]:
    """Return the texts of our widgets that are neither `Words` nor data; call while `stretched`.

    `Spoken` widgets know what is data. Any other label or button must carry the mark of a translation.
    """
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, Spoken):
            continue
        words = _words(widget)
        if any("\u3400" <= char <= "\u9fff" for char in words) and MARK not in words:
            found.append(Fault("untranslated", words))
    for widget in window.findChildren(QWidget):
        if isinstance(widget, Spoken) and widget.isVisible():
            stale = [t for t in widget.spoken().values() if isinstance(t, Words) and MARK not in t]
            found += [Fault("not said again", text) for text in stale]
    return found


def stale(window: QWidget) -> list[Fault]:
    """Return what still speaks as while it was `stretched`: kept as a plain string, it misses a new language.

    Everything of a window is asked, seen or not: titles, names, tool tips, hints, heads and cells of lists.
    """
    widgets = [window, *window.findChildren(QWidget)]
    kept = {f"{type(one).__name__} {text!r}" for one in widgets for text in _all_texts(one) if MARK in text}
    return [Fault("kept from before", what) for what in sorted(kept)]


def _all_texts(widget: QWidget) -> Iterator[str]:
    yield from (
        widget.windowTitle(),
        widget.toolTip(),
        widget.accessibleName(),
        widget.accessibleDescription(),
    )
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, Table):
        model = widget.model()
        for column in range(model.columnCount()):
            yield str(model.headerData(column, Qt.Orientation.Horizontal))
            yield from (str(model.index(row, column).data()) for row in range(model.rowCount()))


def tab_round(window: QWidget, application: QApplication) -> list[QWidget]:
    """Press Tab until the keyboard is where it began; return the stops in order."""
    start = application.focusWidget()
    stops: list[QWidget] = []
    for _ in range(LONGEST_TAB_ROUND):
        held = application.focusWidget()
        if held is None:
            break
        if held in stops:
            break
        stops.append(held)
        QTest.keyClick(held, Qt.Key.Key_Tab)
    assert start is None or start in stops
    return stops


def tab_faults(window: QWidget, application: QApplication) -> list[Fault]:
    """Return what Tab cannot reach, and where it is caught."""
    stops = tab_round(window, application)
    found = []
    if len(stops) > 1 or _stoppable(window):
        missing = [widget for widget in _stoppable(window) if widget not in stops]
        found += [Fault("Tab never reaches", _called(widget)) for widget in missing]
    if len(stops) == LONGEST_TAB_ROUND:
        found.append(Fault("Tab never comes round", _called(stops[-1])))
    return found


def _stoppable(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not _inside_item_view(widget)
    ]


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r}"


def dress_for(look: Look, theme: Theme, scale: float) -> None:
    """Give all windows a theme and a size."""
    look.change(theme=theme, scale=scale)


def shoot(window: QWidget, file: Path) -> None:
    """Write what is seen to a PNG."""
    file.parent.mkdir(parents=True, exist_ok=True)
    assert window.grab().save(str(file))


def box_of(widget: QWidget, window: QWidget) -> QRect:
    """Return where a widget lies in its window."""
    return QRect(widget.mapTo(window, QPoint()), widget.size())
