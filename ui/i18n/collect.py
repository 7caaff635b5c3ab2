"""Brings the catalogue up to date with the program's texts: `python -m ui.i18n.collect`."""

from pathlib import Path

from app.domain.progress_words import PLAIN
from app.sentences import SENTENCES
from app.sentences.words import WORDS
from ui.i18n.catalogue import brought_up_to_date, read_catalogue, sources_in, write_catalogue

UI = Path(__file__).parents[1]


def all_sources() -> list[str]:
    """Return every text that can come to the screen: the pages', errors, enum words, plain words."""
    words = [word for group in WORDS.values() for word in group.values()]
    plain = [sentence for pair in PLAIN.values() for sentence in pair]
    return [*sources_in(UI), *SENTENCES.values(), *words, *plain]


if __name__ == "__main__":
    write_catalogue(brought_up_to_date(read_catalogue(), all_sources()))
