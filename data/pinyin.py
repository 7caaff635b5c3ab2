"""Pinyin of Chinese text, so that Latin letters find it; the dictionary is loaded on first use."""

from collections.abc import Iterator

_OTHER = "\0"


class DictionaryPinyin:
    """Reads text with pypinyin's dictionary; what is not in it stays as it is, in lower case."""

    def initials(self, text: str) -> str:
        """Return the first letter of each character's reading: 玛沁县 → `mqx`, 3号楼A座 → `3hlaz`."""
        return "".join(
            reading.removeprefix(_OTHER) if reading.startswith(_OTHER) else reading[:1]
            for reading in _readings(text)
        )

    def syllables(self, text: str) -> str:
        """Return the readings without tones, one space between: 玛沁县 → `ma qin xian`, 吕 → `lv`."""
        return " ".join(reading.removeprefix(_OTHER) for reading in _readings(text))


def _readings(text: str) -> Iterator[str]:
    # A quarter of a second at the start of every program, for what only searches need.
    from pypinyin.core import Pinyin

    for reading in Pinyin().lazy_pinyin(text, errors=lambda other: _OTHER + other):
        if reading.startswith(_OTHER):
            yield from (_OTHER + word.lower() for word in reading.removeprefix(_OTHER).split())
        else:
            yield reading
