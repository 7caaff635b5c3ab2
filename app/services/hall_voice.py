"""Recording the hall's voice: which parts of its calls are missing, one recorded, brought, heard, dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.accounts import Actor, Right
from app.domain.voice import VoiceLanguage, voice_parts
from app.ports.queue import HallQueue
from app.ports.voice import ClipBook
from app.sentences.queue import CALL_LINE
from app.services.journal import Journal


@dataclass(frozen=True)
class VoicePart:
    """A part of calls, and the languages in which it is recorded on this machine."""

    part: str
    recorded: frozenset[VoiceLanguage]


class HallVoice:
    """The recordings of one machine, made by the hall's guide or administrator; changes stand in the log."""

    def __init__(self, queue: Callable[[], HallQueue], journal: Journal, clips: ClipBook) -> None:
        self._queue, self._journal, self._clips = queue, journal, clips

    def parts(self, actor: Actor) -> tuple[VoicePart, ...]:
        """Return everything that calls of this hall are made of.

        Raises:
            RuleError: `account.right_missing`, as of every method here.
        """
        _may(actor)
        setup = self._queue().setup()
        recorded = {language: self._clips.recorded(language) for language in VoiceLanguage}
        return tuple(
            VoicePart(part, frozenset(one for one in VoiceLanguage if part in recorded[one]))
            for part in voice_parts(CALL_LINE, setup.services, setup.counters)
        )

    def keep(self, actor: Actor, language: VoiceLanguage, part: str, wav: bytes) -> None:
        """Keep what was recorded here; see `ClipBook.keep`."""
        _may(actor)
        self._clips.keep(language, part, wav)
        self._log(actor, "voice.recorded", language, part)

    def bring(self, actor: Actor, language: VoiceLanguage, part: str, file: Path) -> None:
        """Keep what was recorded elsewhere; see `ClipBook.bring`."""
        _may(actor)
        self._clips.bring(language, part, file)
        self._log(actor, "voice.brought", language, part)

    def synthesise(self, actor: Actor) -> int:
        """Let the machine's own voice say what is missing in Chinese, and return how many parts it said.

        Nothing is synthetic unless somebody asks for it here; Tibetan never is.
        """
        missing = [one.part for one in self.parts(actor) if VoiceLanguage.CHINESE not in one.recorded]
        for part in missing:
            self._clips.synthesise(part)
        if missing:
            self._log(actor, "voice.synthesised", VoiceLanguage.CHINESE, "、".join(missing))
        return len(missing)

    def drop(self, actor: Actor, language: VoiceLanguage, part: str) -> None:
        """Take a recording away: where one part is missing only the chime sounds."""
        _may(actor)
        self._clips.drop(language, part)
        self._log(actor, "voice.dropped", language, part)

    def hear(self, actor: Actor, language: VoiceLanguage, part: str) -> None:
        """Play a recording; see `ClipBook.play`."""
        _may(actor)
        self._clips.play(language, part)

    def _log(self, actor: Actor, action: str, language: VoiceLanguage, part: str) -> None:
        with self._journal.store.write() as unit:
            facts = {"language": language.value}
            unit.audit.append(self._journal.moment().at, actor.name, action, part, "ok", facts)
            unit.commit()


def _may(actor: Actor) -> None:
    actor.require_any(Right.GUIDE, Right.ADMINISTRATOR)
