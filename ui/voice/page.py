"""Every part of the hall's calls: recorded, brought from a file, heard, taken away; what is missing."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QButtonGroup

from app.domain.voice import VoiceLanguage
from app.ports.voice import Recorder
from app.services.hall_voice import VoicePart
from ui.i18n import Words, tr
from ui.list_page import Act, ListPage
from ui.theme import SM, XS, Sign
from ui.voice.dependencies import VoiceDependencies
from ui.widgets.boxes import row
from ui.widgets.dialogs import ask
from ui.widgets.keys import Chip
from ui.widgets.table_view import Table
from ui.widgets.tables import Cell, Column
from ui.widgets.words import Label

LANE = "speaker"
"""Sounds come one after the other, after a call that is being spoken."""


class VoicePage(ListPage):
    """Choose a language and a part, press F5 and speak, press F5 again; the next missing part is chosen."""

    def __init__(self, needs: VoiceDependencies) -> None:
        look = needs.look
        self._needs = needs
        self._recorder: Recorder | None = None
        self._under_way = False
        self._missing = Label("", "body", "text_2", wrap=True)
        self.table: Table[VoicePart] = Table(
            look,
            tr("叫号用的录音"),
            (
                Column(tr("要说的话"), lambda one: Cell(one.part)),
                Column(tr("汉语"), lambda one: _state(one, VoiceLanguage.CHINESE), 120),
                Column(tr("藏语"), lambda one: _state(one, VoiceLanguage.TIBETAN), 120),
            ),
        )
        acts = (
            Act(tr("录音"), "F5", self.record, "primary", "call"),
            Act(tr("导入文件"), "F6", self.bring, icon="file"),
            Act(tr("试听"), "F7", self.hear, icon="recall"),
            Act(tr("删除"), "F8", self.drop, icon="cross"),
            Act(tr("补合成音"), "F9", self.synthesise, icon="swap"),
        )
        head = row(look, gap=XS)
        super().__init__(look, needs.runner, self.table, acts, row(look, self._missing, head, gap=SM))
        self._chips = QButtonGroup(self)
        for place, name in enumerate((tr("汉语"), tr("藏语"))):
            chip = Chip(look, name)
            chip.setChecked(place == 0)
            self._chips.addButton(chip, place)
            head.addWidget(chip)
        self._chips.idClicked.connect(lambda _: self._tell_missing())
        self.table.opened.connect(self.record)
        self.refresh()

    @property
    def language(self) -> VoiceLanguage:
        """Which language is recorded now."""
        return list(VoiceLanguage)[self._chips.checkedId()]

    def refresh(self) -> None:
        """Read again what is recorded."""
        voice, actor = self._needs.voice, self._needs.actor
        self.fetch("read recordings", lambda: voice.parts(actor), self._show)

    def record(self) -> None:
        """Begin to record the chosen part, or end and keep it."""
        if self._under_way or self.table.chosen() is None:
            return
        if self._recorder is None:
            self._do("begin recording", self._begin, self._begun)
        else:
            recorder, keep = self._recorder, self._keeping()
            self._do("keep recording", lambda: keep(recorder.end()), self._kept)

    def bring(self) -> None:
        """Keep a file as the chosen part."""
        part = self.table.chosen()
        file = self._needs.ask_which() if part is not None and self._free() else None
        if part is not None and file is not None:
            voice, actor, language = self._needs.voice, self._needs.actor, self.language
            self._do("bring recording", lambda: voice.bring(actor, language, part.part, file), self._kept)

    def hear(self) -> None:
        """Play the chosen part."""
        part = self.table.chosen()
        if part is not None and self.language in part.recorded and self._free():
            voice, actor, language = self._needs.voice, self._needs.actor, self.language
            self._do("hear recording", lambda: voice.hear(actor, language, part.part), self._done)

    def drop(self) -> None:
        """Take the chosen part away."""
        part = self.table.chosen()
        if part is not None and self.language in part.recorded and self._free():
            voice, actor, language = self._needs.voice, self._needs.actor, self.language
            self._do("drop recording", lambda: voice.drop(actor, language, part.part), self._kept)

    def synthesise(self) -> None:
        """Let the machine's own voice say what is missing in Chinese, where the hall chooses so."""
        missing = self._missing_parts(VoiceLanguage.CHINESE)
        if not missing or not self._free():
            return
        title = tr("用本机的合成音补齐汉语？")
        words = tr("还缺 {n} 段汉语。合成音听起来生硬，以后可以逐段重录。藏语没有合成音。", n=len(missing))
        if ask(self._needs.look, self, title, words, tr("补齐"), tr("不用")):
            voice, actor = self._needs.voice, self._needs.actor
            self._do("synthesise", lambda: voice.synthesise(actor), self._kept)

    def _free(self) -> bool:
        return self._recorder is None and not self._under_way

    def _begin(self) -> Recorder:
        recorder = self._needs.recorder()
        recorder.begin()
        return recorder

    def _begun(self, recorder: Recorder) -> None:
        self._under_way, self._recorder = False, recorder
        part = self.table.chosen()
        self.buttons["F5"].rename(tr("说完了"))
        if part is not None:
            self.notice.warn(tr("正在录音，请说：{part}", part=part.part))

    def _keeping(self) -> Callable[[bytes], None]:
        part, language = self.table.chosen(), self.language
        assert part is not None
        voice, actor, said = self._needs.voice, self._needs.actor, part.part
        return lambda wav: voice.keep(actor, language, said, wav)

    def _do(self, name: str, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._under_way = True
        self.notice.clear()
        self._needs.runner.run(LANE, lambda _: work(), name=name, done=done, failed=self._failed, owner=self)

    def _kept(self, _: object) -> None:
        self._done(None)
        self.notice.note(tr("已保存"))
        self.refresh()

    def _done(self, _: None) -> None:
        self._under_way, self._recorder = False, None
        self.buttons["F5"].rename(tr("录音"))

    def _failed(self, error: Exception) -> None:
        self._done(None)
        self.tell(error)

    def _show(self, parts: Sequence[VoicePart]) -> None:
        first = not self.table.rows
        self.table.show_rows(parts, 0 if first else None)
        self._tell_missing()

    def _tell_missing(self) -> None:
        missing = self._missing_parts(self.language)
        self._missing.say(_missing_words(len(missing), len(self.table.rows)))

    def _missing_parts(self, language: VoiceLanguage) -> list[str]:
        return [one.part for one in self.table.rows if language not in one.recorded]


def _missing_words(missing: int, count: int) -> Words:
    if not missing:
        return tr("{n} 段都已录好，叫号会说话", n=count)
    return tr("共 {n} 段，还缺 {missing} 段；缺一段时那次叫号只响铃", n=count, missing=missing)


def _state(part: VoicePart, language: VoiceLanguage) -> Cell:
    if language in part.recorded:
        return Cell(tr("已录"), sign=Sign.DONE)
    return Cell(tr("缺"), sign=Sign.WAITING)
