"""Asking for the words people of this place have for an item."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.look import Look
from ui.widgets.dialogs import Choice, Dialog
from ui.widgets.fields import Field

MARK = "、"


def ask_words(look: Look, parent: QWidget, item: str, words: Sequence[str]) -> tuple[str, ...] | None:
    """Return the words as typed, or None if the guide leaves them as they are."""
    typed = Field(look, tr("本地说法，用顿号分开"), needed=False)
    typed.put(MARK.join(words))
    dialog = Dialog(
        look,
        parent,
        tr("本地说法"),
        tr("群众把“{item}”叫什么？汉语、藏语都可以，查找时都认。", item=item),
        (Choice(tr("不改"), 0), Choice(tr("保存"), 1, "primary")),
        typed,
        icon="note",
    )
    typed.setFocus()
    try:
        return tuple(typed.text.split(MARK)) if dialog.exec() == 1 else None
    finally:
        dialog.deleteLater()
