"""The first page: what do you come for, and the doors for who has a card, a code, or only a question."""

from PySide6.QtWidgets import QBoxLayout

from app.domain.ids import new_id
from ui.i18n import Words, tr
from ui.kiosk.choosing import tile_grid
from ui.kiosk.frame import KioskPage, View
from ui.kiosk.offers import DepartmentOffer
from ui.kiosk.sheets import DOORS_WIDTH, department_grid, first_names, sheet_of
from ui.kiosk.state import Place
from ui.kiosk.touch import Tile
from ui.theme import LG, XL
from ui.widgets.boxes import column, fixed, holder, row

DOOR_SIGN, DOOR_HEIGHT = 52, 136


class StartPage(KioskPage):
    """Departments, told by what people come for, and the doors beside or above them."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._brief = view.state.large
        columns, rows = department_grid(view.room, both=view.state.both, large=view.state.large)
        departments = view.offers.departments
        shown = sheet_of(departments, view.state.first, columns * rows)
        tiles = [self._tile(one) for one in shown]
        grid = tile_grid(view.look, tiles, columns, rows)
        keys = self.sheet_keys(len(departments), columns * rows)
        asked = self.question(tr("您来办什么事？"), self._under())
        if view.tall:
            self.fill(asked, self._doors(), grid, keys=keys, stretch=2)
        else:
            beside = holder(column(view.look, asked, *self._door_tiles(), None, gap=LG))
            body = row(view.look, fixed(view.look, beside, width=DOORS_WIDTH), gap=XL)
            body.addLayout(grid, 1)
            self.fill(body, keys=keys, stretch=0)

    def _under(self) -> Words | str:
        view = self.view
        nameless = sum(not view.tibetan(one.name) for one in view.offers.departments)
        if view.state.person:
            return tr("证件已读，请点要办的事")
        if self._brief:
            return ""
        if view.offers.card_needed:
            return tr("取号要刷身份证，没带的请到咨询台")
        if view.state.both and nameless:
            return tr("{n} 个部门的藏文名称还没有审定，可到咨询台问", n=nameless)
        return tr("点一下要办的事，取号排队")

    def _doors(self) -> QBoxLayout:
        box = row(self.view.look, *self._door_tiles(), gap=LG)
        for place in range(box.count()):
            box.setStretch(place, 1)
        return box

    def _door_tiles(self) -> list[Tile]:
        view, found = self.view, list[Tile]()
        if view.reads_cards:
            found.append(self._door("idcard", tr("身份证"), tr("刷卡取号"), Place.CARD, "primary"))
        if view.scans:
            found.append(self._door("scan", tr("扫码"), tr("预约、号票"), Place.SCAN))
        found.append(self._door("search", tr("查询"), tr("办到哪一步"), Place.ASK))
        return found

    def _door(self, icon: str, name: Words, hint: Words, place: Place, variant: str = "") -> Tile:
        crowded = self._brief or (self.view.state.both and not self.view.tall)
        under = "" if crowded else hint
        tile = Tile(self.view.look, icon, name, under, self.view.tibetan, variant, sign=DOOR_SIGN)
        if not self._brief:
            tile.setMinimumHeight(self.view.look.px(DOOR_HEIGHT))
        tile.clicked.connect(lambda: self.go(place=place, ticket_id=new_id(), found=None, wanted=""))
        return tile

    def _tile(self, offer: DepartmentOffer) -> Tile:
        names = [service.name for service in offer.services]
        shown = names if self.view.tall and not self._brief else first_names(names)
        hint: str = "、".join(shown)
        if len(shown) < len(names):
            hint = tr("{names}等", names=hint)
        tile = Tile(self.view.look, self.view.signs(offer.code), offer.name, hint, self.view.tibetan)
        tile.clicked.connect(
            lambda: self.go(place=Place.SERVICES, department=offer.code, first=0, ticket_id=new_id())
        )
        return tile
