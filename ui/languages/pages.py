"""The translation page as a tab, for the window of any role that has it."""

from collections.abc import Callable
from functools import partial

from app.domain.accounts import Actor
from app.services.journal import Journal
from app.services.translations import Translations
from ui.i18n import tr
from ui.i18n.hall_words import shipped_strings
from ui.i18n.shares import places_of
from ui.languages.dependencies import LanguageDependencies
from ui.languages.page import LanguagePage
from ui.machine import Machine
from ui.sheet_dialogs import ask_sheet, ask_which
from ui.staff_window import PageTab


def language_tabs(machine: Machine, actor: Actor, changed: Callable[[], None]) -> list[PageTab]:
    """Return the page for a signed-in reader.

    Args:
        changed: called after a text changed, so that screens say it again.
    """
    program, parts = machine.program, machine.parts
    journal = Journal(machine.store, parts.working_days(), machine.clock)
    needs = LanguageDependencies(
        look=program.look,
        runner=program.runner,
        changes=program.changes,
        actor=actor,
        translations=lambda: Translations(journal, shipped_strings()),
        places=places_of,
        write=lambda strings, places, file: parts.sheets().write_strings(strings, places, file),
        read=lambda file: parts.sheets().read_strings(file),
        ask_where=ask_sheet,
        ask_which=ask_which,
        changed=changed,
    )
    return [PageTab(tr("译文"), partial(LanguagePage, needs))]
