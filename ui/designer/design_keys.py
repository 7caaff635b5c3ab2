"""What can be done with a template, each act on a button that carries its key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.look import Look
from ui.widgets.keys import KeyButton

Act = Callable[[], None]


def design_keys(look: Look, page: QWidget, **acts: Act) -> dict[str, KeyButton]:
    """Make the buttons of a page by the names of its acts, and let their keys do the same."""
    made = {
        "scan": KeyButton(look, tr("空白证扫描图"), "Ctrl+O", "scan"),
        "way": KeyButton(look, tr("套打"), "F6", "swap"),
        "undo": KeyButton(look, tr("撤销"), "Ctrl+Z"),
        "redo": KeyButton(look, tr("恢复"), "Ctrl+Y"),
        "print_": KeyButton(look, tr("试印"), "Ctrl+P", "printer"),
        "save": KeyButton(look, tr("存为新版本"), "Ctrl+S", "save"),
        "add": KeyButton(look, tr("加框"), "Ctrl+N"),
        "remove": KeyButton(look, tr("删框"), "Ctrl+D", variant="danger"),
    }
    for name, act in acts.items():
        made[name].clicked.connect(act)
        shortcut = QShortcut(QKeySequence(made[name].key), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
    return made
