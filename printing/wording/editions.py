"""Editions of the papers' wording, read from TOML; a paper takes the one in force on its day."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources
from typing import Any

from app.domain.hall_papers import SHEETS, HallPaperKind
from app.domain.papers import PaperKind


@dataclass(frozen=True)
class Wording:
    """The sentences of one edition, for one kind of paper; `common` ones stand behind its own."""

    sentences: Mapping[str, str]
    common: Mapping[str, str]

    def __call__(self, name: str, /, **facts: str | int) -> str:
        """Return a sentence with its facts filled in.

        Raises:
            KeyError: the edition has no such sentence, or it wants a fact that was not given.
        """
        found = self.sentences.get(name)
        return (self.common[name] if found is None else found).format(**facts)


@dataclass(frozen=True)
class Edition:
    """One edition: its name, the day from which it holds, and its sentences by kind of paper."""

    name: str
    valid_from: date
    common: Mapping[str, str]
    papers: Mapping[StrEnum, Mapping[str, str]]

    def of(self, kind: PaperKind | HallPaperKind) -> Wording:
        """Return the wording of a kind of paper."""
        return Wording(self.papers[kind], self.common)


def read_edition(text: str) -> Edition:
    """Read one edition from TOML.

    Raises:
        KeyError: a kind of paper has no sentences.
        tomllib.TOMLDecodeError: it is no TOML.
    """
    table: dict[str, Any] = tomllib.loads(text)
    papers = {kind: table[kind.value] for kind in (*PaperKind, *HallPaperKind) if kind not in SHEETS}
    return Edition(table["edition"], table["valid_from"], table["common"], papers)


def vendored_editions() -> tuple[Edition, ...]:
    """Return the editions that come with the program, oldest first."""
    files = (file for file in resources.files("printing.wording").iterdir() if file.name.endswith(".toml"))
    return tuple(
        sorted(
            (read_edition(file.read_text("utf-8")) for file in files), key=lambda edition: edition.valid_from
        )
    )


def edition_on(editions: Sequence[Edition], day: date) -> Edition:
    """Return the edition in force on a day, or the oldest for days before all of them."""
    in_force = [edition for edition in editions if edition.valid_from <= day]
    return in_force[-1] if in_force else editions[0]
