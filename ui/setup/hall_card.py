"""What the hall is called and where it is, and what this machine is in it."""

from PySide6.QtWidgets import QGridLayout, QLineEdit

from app.domain.accounts import AccountRules, check_password
from app.domain.areas import is_known
from app.domain.hall_records import USUAL_HOURS, USUAL_QUERY
from app.domain.papers import HallFacts
from app.errors import RuleError
from app.settings import Role
from ui.i18n import Words, tr
from ui.look import Look
from ui.technician.choice_field import ChoiceField
from ui.theme import MD, SM
from ui.widgets.boxes import Card
from ui.widgets.fields import Field


class HallCard(Card):
    """The facts that papers say of the hall."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("大厅"), gap=MD)
        self.name = Field(look, tr("大厅名称"))
        self.area = Field(look, tr("行政区划代码"), _check_area, narrow=True)
        self.word = Field(look, tr("机关代字首字"), _check_word)
        self.address = Field(look, tr("地址"))
        self.hours = Field(look, tr("办公时间"))
        self.phone = Field(look, tr("监督电话"), narrow=True)
        self.hours.put(USUAL_HOURS)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(SM))
        grid.setVerticalSpacing(look.px(SM))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.name, 0, 0, 1, 2)
        grid.addWidget(self.area, 1, 0)
        grid.addWidget(self.word, 1, 1)
        grid.addWidget(self.address, 2, 0, 1, 2)
        grid.addWidget(self.hours, 3, 0, 1, 2)
        grid.addWidget(self.phone, 4, 0, 1, 2)
        self.add(grid)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is asked for, in order."""
        return self.name, self.area, self.word, self.address, self.hours, self.phone

    @property
    def facts(self) -> HallFacts:
        """The hall as it is described."""
        return HallFacts(
            name=self.name.text.strip(),
            area_code=self.area.text.strip(),
            address=self.address.text.strip(),
            opening_hours=self.hours.text.strip(),
            supervision_phone=self.phone.text.strip(),
            progress_query=USUAL_QUERY,
            demo=False,
        )


class MachineCard(Card):
    """What this machine is in the hall."""

    def __init__(self, look: Look, title: Words) -> None:
        super().__init__(look, title, gap=MD)
        roles = [
            (Role.CLERK.value, tr("窗口")),
            (Role.KIOSK.value, tr("取号机")),
            (Role.GUIDE.value, tr("导办台")),
            (Role.DISPLAY.value, tr("大厅屏")),
            (Role.SUPERVISOR.value, tr("中心管理")),
            (Role.CHECK_IN.value, tr("打卡机")),
        ]
        self.choice = ChoiceField(look, tr("本机是"), roles, Role.CLERK.value)
        self.number = Field(look, tr("窗口号"), narrow=True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(look.px(SM))
        self.grid.setVerticalSpacing(look.px(SM))
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)
        self.grid.addWidget(self.choice, 0, 0)
        self.grid.addWidget(self.number, 0, 1)
        self.add(self.grid)
        self.number.put("1")

    @property
    def role(self) -> Role:
        """What the machine is."""
        return Role(self.choice.value)

    @property
    def counter(self) -> str:
        """Number of its counter."""
        return self.number.text.strip()

    @property
    def fields(self) -> tuple[Field, ...]:
        """What has to be filled in: only a clerk's machine stands at a counter."""
        return (self.number,) if self.role is Role.CLERK else ()


class FirstMachineCard(MachineCard):
    """The machine on which a hall is made, and the password with which everybody signs in at first."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, tr("本机和首次登录"))
        hint = tr("所有人第一次登录用，登录后各自改成自己的")
        self.password = Field(look, tr("首次登录密码"), _check_password, hint=hint)
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.grid.addWidget(self.password, 1, 0, 1, 2)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What has to be filled in."""
        return *super().fields, self.password


def _check_area(text: str) -> None:
    if not is_known(text):
        raise RuleError("import.area", area=text)


def _check_word(text: str) -> None:
    if len(text) > 2 or not text.isalpha():
        raise RuleError("import.word", text=text)


def _check_password(text: str) -> None:
    check_password(text, "\x00", AccountRules())
