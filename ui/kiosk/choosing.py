"""Choosing: departments, services of one, and why a visitor goes first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from app.domain.ids import new_id
from app.domain.tickets import Priority
from ui.i18n import Words, tr
from ui.kiosk.frame import KioskPage, View
from ui.kiosk.offers import DepartmentOffer, Offers, ServiceOffer
from ui.kiosk.sheets import department_grid, first_names, service_grid, sheet_of
from ui.kiosk.state import Place, Take
from ui.kiosk.touch import Tile, TouchKey
from ui.look import Look
from ui.theme import LG, XL
from ui.widgets.boxes import row
from ui.widgets.icons import Icon
from ui.wording import spoken

SIGN = 72


class StartPage(KioskPage):
    """Departments, told by what people come for."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._brief = view.state.large and not view.tall
        columns, rows = department_grid(view.room, both=view.state.both, brief=self._brief)
        departments = view.offers.departments
        shown = sheet_of(departments, view.state.first, columns * rows)
        tiles = [self._tile(one) for one in shown]
        nameless = sum(not view.tibetan(one.name) for one in departments)
        under: str = "" if self._brief else tr("点一下要办的事，取号排队")
        if not self._brief and view.state.both and nameless:
            under = tr("{n} 个部门的藏文名称还没有审定，可到咨询台问", n=nameless)
        keys = self.sheet_keys(len(departments), columns * rows)
        grid = _grid(view.look, tiles, columns, rows)
        self.fill(self.question(tr("您来办什么事？"), under), grid, keys=keys, stretch=1)

    def sheet_keys(self, count: int, size: int) -> tuple[TouchKey, ...]:
        """Return the keys that turn the sheets, where one does not hold all."""
        first, keys = self.view.state.first, list[TouchKey]()
        if first > 0:
            keys.append(self.key("left", tr("上一页"), lambda: self.go(first=max(first - size, 0))))
        if first + size < count:
            keys.append(self.key("right", tr("下一页"), lambda: self.go(first=first + size)))
        return tuple(keys)

    def _tile(self, offer: DepartmentOffer) -> Tile:
        names = [service.name for service in offer.services]
        shown = first_names(names) if self._brief else names
        hint: str = "、".join(shown)
        if len(shown) < len(names):
            hint = tr("{names}等", names=hint)
        tile = Tile(
            self.view.look, self.view.signs(offer.code), offer.name, hint, self.view.tibetan(offer.name)
        )
        tile.clicked.connect(
            lambda: self.go(place=Place.SERVICES, department=offer.code, first=0, ticket_id=new_id())
        )
        return tile


class ServicesPage(StartPage):
    """Services of one department, with the people waiting; a closed one says when it opens."""

    def __init__(self, view: View) -> None:
        KioskPage.__init__(self, view)
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
        grid = _grid(view.look, list(self._tiles.values()), columns, rows)
        keys = (*self.sheet_keys(len(self._services), columns * rows), self.back_key())
        self.fill(head, grid, self._priority(), keys=keys, stretch=1)
        self.refresh(view.offers)

    def refresh(self, offers: Offers) -> None:
        """Say how many wait now, and what is closed."""
        department = offers.department(self.view.state.department)
        for service in department.services if department else ():
            if service.key in self._tiles:
                self._tiles[service.key].show_now(now_words(service), service.open)

    def _service(self, service: ServiceOffer) -> Tile:
        tile = Tile(self.view.look, "ticket", service.name, service.area, self.view.tibetan(service.name))
        tile.clicked.connect(lambda: self.asked.emit(Take(service.key)))
        return tile

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
        grid = _grid(view.look, tiles, columns, -(-len(tiles) // columns))
        asked = self.question(tr("您是哪一种情况？"), tr("窗口可能会请您出示证件"))
        self.fill(asked, grid, keys=(self.back_key(Place.SERVICES),), stretch=1)

    def _tile(self, who: Priority) -> Tile:
        name = spoken(who)
        tile = Tile(self.view.look, "priority", name, "", self.view.tibetan(name))
        tile.clicked.connect(lambda: self.go(place=Place.SERVICES, priority=who, first=0))
        return tile


def now_words(service: ServiceOffer) -> Words:
    """Return how a service is now: the people waiting, or when it opens."""
    if service.open:
        return tr("{n} 人在等", n=service.waiting) if service.waiting else tr("不用等")
    if service.opens_at:
        return tr("今天 {time} 后取号", time=service.opens_at)
    return tr("取号时间 {hours}", hours=service.hours)


def _grid(look: Look, tiles: Sequence[Tile], columns: int, rows: int) -> QGridLayout:
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
