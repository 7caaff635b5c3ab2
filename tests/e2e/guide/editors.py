"""The pages of readers and editors over a desk's store: translations and the catalogue."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.accounts import Right
from app.domain.dates import hall_date
from app.services.catalogue_editor import CatalogueEditor
from app.services.translations import Translations
from data.hall_sheets import XlsxSheets
from tests.e2e.guide.bench import Bench
from ui.band import Band
from ui.catalogue.dependencies import CatalogueDependencies
from ui.catalogue.page import CataloguePage
from ui.i18n import tr
from ui.i18n.hall_words import shipped_strings
from ui.i18n.shares import places_of
from ui.languages.dependencies import LanguageDependencies
from ui.languages.page import LanguagePage
from ui.staff_window import PageTab, StaffWindow


@dataclass(frozen=True)
class Editors:
    """The window, its two pages, and the file that dialogs answer with."""

    window: StaffWindow
    languages: LanguagePage
    catalogue: CataloguePage
    file: Path
    told: list[str]

    def show(self, number: int, wait: Callable[[], None]) -> QWidget:
        self.window.show_page(number)
        wait()
        return self.window


def editors(bench: Bench, application: QApplication, folder: Path, size: tuple[int, int]) -> Editors:
    """Open both pages; the window belongs to the bench's own and ends with it."""
    needs, told, file = bench.needs, list[str](), folder / "表.xlsx"
    office = replace(needs.actor, rights=frozenset({Right.ADMINISTRATOR}), name="管理员")
    languages = LanguagePage(
        LanguageDependencies(
            look=needs.look,
            runner=needs.runner,
            changes=needs.changes,
            actor=needs.actor,
            translations=lambda: Translations(bench.journal, shipped_strings()),
            places=places_of,
            write=XlsxSheets().write_strings,
            read=XlsxSheets().read_strings,
            ask_where=lambda name: file,
            ask_which=lambda: file,
            changed=lambda: told.append("changed"),
        )
    )
    catalogue = CataloguePage(
        CatalogueDependencies(
            look=needs.look,
            runner=needs.runner,
            changes=needs.changes,
            actor=office,
            editor=CatalogueEditor(bench.journal),
            departments=lambda: needs.guide.items()[1],
            sheets=XlsxSheets,
            ask_where=lambda name: file,
            ask_which=lambda: file,
            today=lambda: hall_date(bench.clock.now()),
        )
    )
    pages = {tr("译文"): languages, tr("事项目录"): catalogue}
    tabs = [PageTab(name, partial(_itself, page)) for name, page in pages.items()]
    band = Band(needs.look, needs.hall.name, tr("导办台"), list(pages), needs.actor.name, bench.clock.now)
    window = StaffWindow(needs.look, application, band, tabs, tr("{hall} 导办台", hall=needs.hall.name))
    window.resize(*size)
    window.show()
    window.activateWindow()
    window.show_page(0)
    return Editors(window, languages, catalogue, file, told)


def _itself(page: QWidget) -> QWidget:
    return page
