"""The strings of the program as this hall's readers have left them."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from app.domain.scripts import ScriptRules
from app.domain.translations import Reviewed, Status
from app.ports.store import Store
from ui.i18n.catalogue import Row, read_catalogue
from ui.i18n.two_scripts import Tibetan

_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def shipped_strings() -> dict[str, Reviewed]:
    """Return what came with the program, by the Chinese text.

    Raises:
        ValueError: the catalogue is damaged.
    """
    return {row.zh: _reviewed(row) for row in read_catalogue()}


def hall_tibetan(store: Store) -> Callable[[], Mapping[str, str]]:
    """Return what reads the Tibetan texts that hold in this hall; it blocks."""

    def read() -> Mapping[str, str]:
        with store.read() as unit:
            own = unit.guide.reviewed()
        strings = {**shipped_strings(), **own}
        return {zh: one.bo for zh, one in strings.items() if one.bo}

    return read


def hall_scripts(store: Store) -> Callable[[], ScriptRules]:
    """Return what reads the hall's rules of its scripts; it blocks."""

    def read() -> ScriptRules:
        with store.read() as unit:
            return unit.rules.get(ScriptRules)

    return read


def hall_two_scripts(store: Store) -> Callable[[], Tibetan]:
    """Return what reads the Tibetan of this hall and the order of its scripts; it blocks."""
    words, rules = hall_tibetan(store), hall_scripts(store)
    return lambda: Tibetan(words(), rules())


def hall_status(store: Store) -> Mapping[str, Status]:
    """Return how far each text is in this hall; it blocks."""
    with store.read() as unit:
        own = unit.guide.reviewed()
    return {zh: one.status for zh, one in {**shipped_strings(), **own}.items()}


def _reviewed(row: Row) -> Reviewed:
    readers = tuple(filter(None, row.readers.split(";")))
    return Reviewed(row.zh, row.bo, row.source, readers, row.remark, _BEGINNING)
