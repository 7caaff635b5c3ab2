"""One string with its context: where it stands, how it looks in both scripts, who has confirmed it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit

from app.domain.translations import READERS_NEEDED, Reviewed
from ui.i18n import joined, tr
from ui.i18n.shares import role_word
from ui.look import Look
from ui.theme import SM
from ui.widgets.boxes import Card, fixed, row
from ui.widgets.fields import Field
from ui.widgets.keys import KeyButton
from ui.widgets.words import Label, Spoken


class TibetanBox(Spoken, QPlainTextEdit):
    """Several lines of Tibetan; own face first, so that caret and selection are as tall as its stacks."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setProperty("script", "bo")
        self.setProperty("role", "heading")
        self.speak(setAccessibleName=name)


class StringEditor(Card):
    """Shows and takes one string; the page stores it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("这一条"), gap=SM)
        self._zh = Label("", "heading", wrap=True)
        self._where = Label("", "caption", "text_2", wrap=True)
        self.bo = fixed(look, TibetanBox(tr("藏文")), height=120)
        caption = Label(tr("藏文"), "caption", "text_2")
        caption.setBuddy(self.bo)
        self.source = Field(look, tr("来源"), needed=False, hint=tr("译者、单位或文献；没有来源的不收"))
        self.remark = Field(look, tr("备注"), needed=False)
        self._readers = Label("", "body", "text_2", wrap=True)
        self.keep = KeyButton(look, tr("保存草稿"), "Ctrl+S", "save")
        self.confirm = KeyButton(look, tr("我确认"), tr("Ctrl+回车"), "finish", "primary")
        note = Label(
            tr("没有把握的不要写。译文由藏语文工作机构提供，两人确认后才上法律文书。"),
            "caption",
            "text_2",
            True,
        )
        ends = row(look, self.keep, None, self.confirm, gap=SM)
        self.add(
            self._zh, self._where, caption, self.bo, self.source, self.remark, self._readers, ends, note, None
        )

    def show_string(self, one: Reviewed | None, places: Sequence[str]) -> None:
        """Show a string, or that none is chosen."""
        for widget in (self.bo, self.source, self.remark, self.keep, self.confirm):
            widget.setEnabled(one is not None)
        self._zh.say(one.zh if one else tr("没有这样的文字。"))
        self._where.say(tr("用在：{places}", places=joined(map(role_word, places)) or "—"))
        self.bo.setPlainText(one.bo if one else "")
        self.source.put(one.source if one else "")
        self.source.edit.setCursorPosition(0)  # a long one is read from its beginning
        self.remark.put(one.remark if one else "")
        readers = "、".join(one.readers) if one else ""
        told = tr("已确认：{readers}（要 {n} 人）", readers=readers or "—", n=READERS_NEEDED)
        self._readers.say(told)
