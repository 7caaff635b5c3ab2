"""Choosing a service of a department, or of those a visitor's cases are at, and why a visitor goes first."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QGridLayout

from app.domain.tickets import Priority
from ui.i18n import Words, tr
from ui.kiosk.frame import KioskPage, View
from ui.kiosk.offers import Offers, ServiceOffer
from ui.kiosk.sheets import first_names, service_grid, sheet_of
from ui.kiosk.state import Place, Take
from ui.kiosk.touch import Tile
from ui.look import Look
from ui.theme import LG, XL
from ui.widgets.boxes import row
from ui.widgets.icons import Icon
from ui.wording import spoken

SIGN = 72


class ServicesPage(KioskPage):
    """Services of one department, with the people waiting; a closed one says when it opens."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        offer = view.offers.department(view.state.department)
        self._services = offer.services if offer else ()
        columns, rows = service_grid(view.room, both=view.state.both)
        shown = sheet_of(self._services, view.state.first, columns * rows)
        self._tiles = {one.key: self._service(one) for one in shown}
        name = offer.name if offer else ""
        sign = Icon(view.look, view.signs(view.state.department), SIGN, "primary")
        asked = self.question(name, tr("点一下要办的事，就出号票"))
        head = row(view.look, sign, asked, gap=XL)
        head.setStretch(1, 1)
        grid = tile_grid(view.look, list(self._tiles.values()), columns, rows)
        keys = (*self.sheet_keys(len(self._services), columns * rows), self.back_key())
        self.fill(head, grid, self._priority(), keys=keys, stretch=1)
        self.refresh(view.offers)

    def refresh(self, offers: Offers) -> None:
        """Say how many wait now, and what is closed."""
        show_waiting(self._tiles, offers)

    def _service(self, service: ServiceOffer) -> Tile:
        return service_tile(self, service)

    def _priority(self) -> Tile:
        chosen = self.view.state.priority
        if chosen is None:
            tile = Tile(self.view.look, "priority", tr("优先号"), tr("老人、残疾人、孕妇、军人、远道牧民"))
            tile.show_now(tr("要的点这里"), True)
            tile.clicked.connect(lambda: self.go(place=Place.PRIORITY))
            return tile
        name = tr("优先号：{who}", who=spoken(chosen))
        tile = Tile(self.view.look, "priority", name, tr("请再点上面要办的事"), variant="chosen")
        tile.show_now(tr("不要优先"), True)
        tile.clicked.connect(lambda: self.go(priority=None))
        return tile


class PriorityPage(KioskPage):
    """Why a visitor goes first."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        tiles = [self._tile(who) for who in Priority]
        columns = 1 if view.tall else 2
        grid = tile_grid(view.look, tiles, columns, -(-len(tiles) // columns))
        asked = self.question(tr("您是哪一种情况？"), tr("窗口可能会请您出示证件"))
        self.fill(asked, grid, keys=(self.back_key(Place.SERVICES),), stretch=1)

    def _tile(self, who: Priority) -> Tile:
        name = spoken(who)
        tile = Tile(self.view.look, "priority", name, "", self.view.tibetan)
        tile.clicked.connect(lambda: self.go(place=Place.SERVICES, priority=who, first=0))
        return tile


class PersonPage(KioskPage):
    """Services at which the visitor who laid a card on the reader has cases under way; no name, no case."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        found = [one for key in view.state.recommended if (one := view.offers.service(key))]
        columns, rows = service_grid(view.room, both=view.state.both)
        self._tiles = {one.key: service_tile(self, one) for one in found[: columns * rows]}
        asked = self.question(
            tr("您在这里有正在办理的事"), tr("接着办，点一下就出号票；办别的事，请按右下角")
        )
        grid = tile_grid(view.look, list(self._tiles.values()), columns, rows)
        other = self.key("ticket", tr("办别的事"), lambda: self.go(place=Place.START, first=0))
        self.fill(asked, grid, keys=(other,), stretch=1)
        self.refresh(view.offers)

    def refresh(self, offers: Offers) -> None:
        """Say how many wait now, and what is closed."""
        show_waiting(self._tiles, offers)


def service_tile(page: KioskPage, service: ServiceOffer) -> Tile:
    """Return the tile of a service, which takes a ticket for it; it names what is done there today."""
    named = first_names(service.items) if service.items else ()
    hint: str = "、".join(named) or service.area
    if len(named) < len(service.items):
        hint = tr("{names}等", names=hint)
    tile = Tile(page.view.look, "ticket", service.name, hint, page.view.tibetan)
    tile.clicked.connect(lambda: page.asked.emit(Take(service.key)))
    return tile


def show_waiting(tiles: Mapping[str, Tile], offers: Offers) -> None:
    """Say on tiles of services how many wait now, and what is closed."""
    for key, tile in tiles.items():
        service = offers.service(key)
        if service is not None:
            tile.show_now(now_words(service), service.open)


def now_words(service: ServiceOffer) -> Words:
    """Return how a service is now: the people waiting, or when it opens."""
    if service.open:
        return tr("{n} 人在等", n=service.waiting) if service.waiting else tr("不用等")
    if service.opens_at:
        return tr("今天 {time} 后取号", time=service.opens_at)
    return tr("取号时间 {hours}", hours=service.hours)


def tile_grid(look: Look, tiles: Sequence[Tile], columns: int, rows: int) -> QGridLayout:
    """Lay tiles out row by row; a sheet that is not full keeps the size of its tiles."""
    grid = QGridLayout()
    grid.setSpacing(look.px(LG))
    for place, tile in enumerate(tiles):
        grid.addWidget(tile, place // columns, place % columns)
    for one in range(columns):
        grid.setColumnStretch(one, 1)
    for one in range(rows):
        grid.setRowStretch(one, 1)
    return grid
