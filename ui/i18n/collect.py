"""Brings the catalogue up to date with the program's texts: `python -m ui.i18n.collect`."""

from pathlib import Path

from app.sentences import SENTENCES
from ui.i18n.catalogue import brought_up_to_date, read_catalogue, sources_in, write_catalogue

UI = Path(__file__).parents[1]


def all_sources() -> list[str]:
    """Return every text that can come to the screen: the pages' own and the sentences of errors."""
    return [*sources_in(UI), *SENTENCES.values()]


if __name__ == "__main__":
    write_catalogue(brought_up_to_date(read_catalogue(), all_sources()))
