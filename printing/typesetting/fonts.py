"""Which face prints which character: the vendored ones, a hall's own before them, and what none has."""

import unicodedata
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Final, Literal, NamedTuple

from app.errors import RuleError
from printing.typesetting.harfbuzz import Face, Script

Family = Literal["text", "title", "plain"]
"""Running text and titles of papers; plain letters of tickets and displays."""
SERIF_FACES: Final = ("NotoSerifSC_400Regular.ttf",)
PLAIN_FACES: Final = ("NotoSansSC_400Regular.ttf", "HanaMinB.ttf")
TIBETAN_FACES: Final = ("NotoSerifTibetan_400Regular.ttf",)
_KEEPS_FACE: Final = " \u00a0\u200b"
"""Spaces take the face of what stands before them, so that a phrase is not torn into runs."""
_LINE_ENDS: Final = "\n\v\f\r\x85\u2028\u2029"
_IGNORABLE: Final = (
    ("\u00ad", "\u00ad"),
    ("\u200b", "\u200f"),
    ("\u202a", "\u202e"),
    ("\u2060", "\u206f"),
    ("\ufe00", "\ufe0f"),
    ("\ufeff", "\ufeff"),
    ("\U000e0100", "\U000e01ef"),
)
"""Joiners, direction marks and variation selectors: HarfBuzz draws nothing for them."""
_NAMED_AT_MOST: Final = 20


class FaceRun(NamedTuple):
    """A piece of text printed with one face: characters `start` to `end`."""

    face: Face
    start: int
    end: int


class FontSet:
    """Faces in order of preference: the Tibetan block goes to the Tibetan ones, all else to the others."""

    def __init__(self, chinese: Sequence[Face], tibetan: Sequence[Face]) -> None:
        self._faces: dict[Script, Sequence[Face]] = {"Hani": tuple(chinese), "Tibt": tuple(tibetan)}
        self._chosen: dict[str, Face | None] = {}

    def missing(self, text: str) -> set[str]:
        """Return the characters of `text` that no face can print."""
        return {char for char in set(text) if self._first_with(char) is None}

    def runs(self, text: str, start: int = 0, end: int | None = None) -> list[FaceRun]:
        """Cut a text into pieces of one face each.

        Raises:
            RuleError: some characters have no face (`printing.missing_characters`).
        """
        end = len(text) if end is None else end
        runs: list[FaceRun] = []
        current: Face | None = None
        since = start
        for index in range(start, end):
            face = self._face_after(current, text[index])
            if face is None:
                raise missing_characters(self.missing(text))
            if face is not current:
                if current is not None:
                    runs.append(FaceRun(current, since, index))
                current, since = face, index
        if current is not None:
            runs.append(FaceRun(current, since, end))
        return runs

    def _face_after(self, current: Face | None, char: str) -> Face | None:
        if current is not None:
            if char in _KEEPS_FACE:
                return current
            if not char.isascii() and unicodedata.category(char)[0] == "M" and current.has(char):
                return current
        return self._first_with(char)

    def _first_with(self, char: str) -> Face | None:
        if char not in self._chosen:
            faces = self._faces["Tibt" if "\u0f00" <= char <= "\u0fff" else "Hani"]
            unseen = faces[0] if _is_unseen(char) else None
            self._chosen[char] = next((face for face in faces if face.has(char)), unseen)
        return self._chosen[char]


class Fonts:
    """The faces of one process: opened once, handed to whoever composes.

    Args:
        text: font files of the hall for running text (仿宋), preferred to the vendored faces.
        title: font files of the hall for titles (小标宋), preferred to the faces for running text.

    Raises:
        RuleError: a file cannot be read or embedded.
    """

    def __init__(self, text: Sequence[Path] = (), title: Sequence[Path] = ()) -> None:
        tibetan = [Face(vendored(name), "Tibt") for name in TIBETAN_FACES]
        plain = [Face(vendored(name), "Hani") for name in PLAIN_FACES]
        serif = [Face(path, "Hani") for path in (*text, *map(vendored, SERIF_FACES))]
        running = (*serif, *plain)
        headings = [Face(path, "Hani") for path in title]
        self._families: dict[Family, FontSet] = {
            "text": FontSet(running, tibetan),
            "title": FontSet((*headings, *running), tibetan),
            "plain": FontSet(plain, tibetan),
        }

    def family(self, name: Family) -> FontSet:
        """Return the faces of one family."""
        return self._families[name]

    def check(self, texts: Iterable[str]) -> None:
        """Make sure that every character can be printed.

        Raises:
            RuleError: `printing.missing_characters`, naming each of them with its code point.
        """
        missing = self.family("text").missing("".join(texts))
        if missing:
            raise missing_characters(missing)


def vendored(name: str) -> Path:
    """Return the path of a face that comes with the program."""
    return Path(str(resources.files("printing.fonts").joinpath(name)))


def missing_characters(characters: Iterable[str]) -> RuleError:
    """Make the error that names characters no face has, each with its code point."""
    named = [f"{char if char.isprintable() else ''}（U+{ord(char):04X}）" for char in sorted(set(characters))]
    more = f"等{len(named)}个" if len(named) > _NAMED_AT_MOST else ""
    return RuleError("printing.missing_characters", characters="、".join(named[:_NAMED_AT_MOST]) + more)


def _is_unseen(char: str) -> bool:
    """Say whether a character leaves no mark on paper."""
    return char in _LINE_ENDS or any(first <= char <= last for first, last in _IGNORABLE)


def fonts_check() -> str:
    """Look whether the faces that come with the program can write what a hall writes; return it in words.

    Raises:
        RuleError: a character that no face has.
    """
    Fonts().check(("政务服务大厅", "བོད་ཡིག", "𬴂𫛭㛃"))
    return "中文、藏文、生僻字齐全"
