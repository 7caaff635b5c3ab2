"""The counter page fills itself from a card on the reader and from a scanned code, over real drivers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.codes import credit_check_digit
from app.domain.device_records import DeviceKind, DeviceSettings
from app.errors import AppError
from app.services.intake import Application
from devices.configured import ConfiguredDevices
from devices.simulators import simulated
from devices.simulators.frame import Simulation
from tests import factories as make
from tests.e2e.clerk.counter import Counter
from tests.e2e.hands import Hands
from ui.clerk.accept_page import AcceptPage
from ui.clerk.form_state import FormState
from ui.clerk.front_devices import FrontDevices
from ui.device_desk import DeviceDesk

ITEM = "117-03"
CARD = (
    'card {"type": "resident", "name": "才让多杰", "sex": "1", "nation": "04", "birth": "19900307", '
    '"address": "青海省玛沁县大武镇团结路18号", "number": "632621199003074510", "issuer": "玛沁县公安局", '
    '"valid_from": "20200101", "valid_to": "20250101"}'
)
CODE = "92632621MA75K00X3"


@dataclass
class Front:
    """A counter page with a reader and a scanner beside it."""

    page: AcceptPage
    counter: Counter
    reader: Simulation
    scanner: Simulation
    hands: Hands
    desk: DeviceDesk
    devices: FrontDevices

    @property
    def state(self) -> FormState:
        state = self.page.desk.state
        assert state is not None
        return state

    def begin(self) -> None:
        with self.counter.needs.use.store.read() as unit:
            self.page.begin(unit.catalogue.item(ITEM))


@pytest.fixture
def front(qtbot: QtBot, qapp: QApplication, make_counter: Callable[..., Counter]) -> Iterator[Front]:
    counter = make_counter()
    with Simulation(simulated("id-card")) as reader, Simulation(simulated("scanner")) as scanner:
        settings = (
            DeviceSettings("身份证", DeviceKind.ID_CARD_READER, "sdt", reader.url),
            DeviceSettings("扫码枪", DeviceKind.SCANNER, "serial", scanner.url),
        )
        desk = DeviceDesk(counter.needs.runner, ConfiguredDevices, settings)
        front = FrontDevices(desk, desk)
        page = AcceptPage(replace(counter.needs, devices=front))
        page.resize(1366, 720)
        page.show()
        qtbot.waitUntil(lambda: page.spelt, timeout=20_000)
        yield Front(page, counter, reader, scanner, Hands(qapp), desk, front)
        front.stop()
        page.close()
        page.deleteLater()
        desk.stop()
        counter.needs.runner.close()
        desk.close()


def test_a_card_fills_the_applicant_and_an_expired_one_is_told(front: Front, qtbot: QtBot) -> None:
    front.begin()
    front.page.desk.panel.applicant._person.click()
    front.reader.command(CARD)
    front.hands.press("Ctrl+I")
    qtbot.waitUntil(lambda: front.state.text("code") == "632621199003074510", timeout=10_000)
    assert front.state.text("name") == "才让多杰"
    assert front.state.text("address") == "青海省玛沁县大武镇团结路18号"
    assert front.page.foot.notice.words == "证件已于 2025年1月1日 到期"


def test_a_scanned_credit_code_makes_it_an_organisation(front: Front, qtbot: QtBot) -> None:
    front.begin()
    code = CODE + credit_check_digit(CODE)
    front.scanner.command(f"scan https://example.invalid/licence/{code}")
    qtbot.waitUntil(lambda: front.state.text("code") == code, timeout=10_000)
    assert front.state.kind == "organisation"


def test_a_scanned_case_number_opens_the_case(front: Front, qtbot: QtBot) -> None:
    use, actor = front.counter.needs.use, front.counter.needs.actor
    application = Application(
        make.new_id(), ITEM, make.applicant(), None, "才让多杰", "13800000000", "窗口领取", make.handed_in(1)
    )
    case = use.intake.receive(actor, application).case
    front.scanner.command(f"scan {case.number}")
    qtbot.waitUntil(lambda: front.page.desk.state is not None, timeout=10_000)
    assert front.state.case_id == case.id


def test_a_scan_that_is_nothing_is_said_in_words(front: Front, qtbot: QtBot) -> None:
    front.scanner.command("scan 0000")
    qtbot.waitUntil(lambda: bool(front.page.foot.notice.words), timeout=10_000)
    assert front.page.foot.notice.words.endswith("。")


def test_devices_that_were_changed_meanwhile_are_listened_to(front: Front, qtbot: QtBot) -> None:
    with Simulation(simulated("scanner")) as other:
        card = front.desk.settings[0]
        fresh = (DeviceSettings("新扫码枪", DeviceKind.SCANNER, "serial", other.url), card)
        reopened: list[bool] = []
        front.desk.reopen(fresh, lambda: reopened.append(True))
        qtbot.waitUntil(lambda: bool(reopened), timeout=10_000)
        other.command("scan 0000")
        qtbot.waitUntil(lambda: bool(front.page.foot.notice.words), timeout=10_000)
        front.begin()
        front.page.desk.panel.applicant._person.click()
        front.reader.command(CARD)
        front.hands.press("Ctrl+I")
        qtbot.waitUntil(lambda: front.state.text("name") == "才让多杰", timeout=10_000)


def test_a_card_that_never_comes_is_told_and_can_be_asked_for_again(front: Front, qtbot: QtBot) -> None:
    told: list[AppError] = []
    hasty = FrontDevices(front.desk, front.devices, card_seconds=0.05)
    hasty.failed.connect(told.append)
    for count in (1, 2):
        hasty.read_card()
        qtbot.waitUntil(lambda count=count: len(told) == count, timeout=10_000)  # type: ignore[misc]  # bound at once
    hasty.stop()
    assert {error.code for error in told} == {"id_card.read_failed"}
