"""A visitor who shows something: card, ticket, receipt; a question by digits; what holds on its day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.dates import hall_date
from app.domain.device_records import DeviceKind, DeviceSettings
from app.domain.guide_items import ItemVersion
from app.domain.queue_services import QueueRules
from app.domain.tickets import person_mark, ticket_code
from app.errors import DeviceError
from devices.simulators import simulated
from devices.simulators.frame import Simulation
from tests.e2e.kiosk import show
from tests.e2e.kiosk.bench import HOUSEHOLD
from tests.e2e.kiosk.booth import Booth, MakeBooth
from tests.e2e.kiosk.states import card_first, card_needed, no_reader, opened_case, person
from ui.kiosk.state import KioskState, Place


def test_a_card_leads_to_the_person_s_service_and_only_its_mark_is_kept(make_booth: MakeBooth) -> None:
    booth = make_booth(devices=show.BOTH)
    booth.hall.queue.put_rules(QueueRules(one_ticket_a_person=True))
    person(booth)
    assert "才让多杰" not in booth.words()
    booth.touch("户籍")
    booth.at(Place.TICKET)
    given = booth.window.state.given
    assert given is not None
    mark = person_mark(b"hall", hall_date(booth.hall.clock.at), show.CARD)
    assert (given.turn.service, given.turn.ticket.person) == (HOUSEHOLD, mark)

    booth.press("完成")
    booth.at(Place.START)
    assert booth.window.state == KioskState(Place.START)
    booth.show(show.READER, show.card())
    booth.at(Place.PERSON)
    booth.touch("户籍")
    booth.at(Place.TOLD)
    assert given.turn.ticket.number in booth.words()
    booth.press("补打号票")
    booth.at(Place.TICKET)
    assert len(booth.paper.tickets) == 2
    with booth.hall.store.read() as unit:
        assert not any(show.CARD in str(entry.fields) for entry in unit.audit.entries())
        tickets = [row.payload for row in unit.outbox.rows() if row.kind == "ticket"]
    assert tickets
    assert not any(show.CARD in str(one) for one in tickets)


def test_a_stranger_s_card_lets_them_choose_on(make_booth: MakeBooth) -> None:
    booth = make_booth(devices=show.BOTH)
    booth.at(Place.START)
    booth.show(show.READER, show.card())
    booth.wait(lambda: bool(booth.window.state.person))
    booth.at(Place.START)
    assert "证件已读" in booth.words()


def test_a_card_that_cannot_be_read_is_told(make_booth: MakeBooth) -> None:
    booth = make_booth(devices=show.BOTH)
    booth.at(Place.START)
    booth.show(show.READER, DeviceError("device.port_lost", port="COM3"))
    booth.show(show.READER, DeviceError("id_card.read_failed"))
    booth.at(Place.TOLD)


def test_a_slip_is_printed_again_from_its_code(make_booth: MakeBooth) -> None:
    booth = make_booth(devices=show.BOTH)
    (turn,) = booth.hall.give()
    booth.at(Place.START)
    booth.show(show.SCANNER, ticket_code(turn.ticket))
    booth.at(Place.FOUND)
    assert "前面没有人" in booth.words()
    booth.press("打印号票")
    booth.at(Place.TICKET)
    assert len(booth.paper.tickets) == 1


def test_a_receipt_tells_its_case_and_gives_a_ticket_for_its_counter(make_booth: MakeBooth) -> None:
    booth = make_booth(devices=show.BOTH)
    number = opened_case(booth).number
    booth.at(Place.START)
    booth.show(show.SCANNER, number)
    booth.at(Place.FOUND)
    words = booth.words()
    assert "材料已收下" in words
    assert "才让多杰" not in words
    assert show.CARD[-4:] not in words
    booth.press("取 {counter} 号窗口的号")
    booth.at(Place.TICKET)
    assert booth.tickets() == 1


def test_any_other_code_is_told(make_booth: MakeBooth) -> None:
    booth = make_booth(devices=show.BOTH)
    booth.at(Place.START)
    booth.show(show.SCANNER, "https://example.cn")
    booth.at(Place.TOLD)
    assert "没有认出这个二维码" in booth.words()


def ask(booth: Booth, number: str, last_four: str) -> None:
    booth.press("查询")
    booth.at(Place.ASK)
    for digit in number + last_four:
        booth.touch(digit)
    booth.press("查询")


def test_digits_ask_for_a_case_and_wrong_ones_learn_nothing(make_booth: MakeBooth) -> None:
    booth = make_booth()
    number = opened_case(booth).number
    booth.at(Place.START)
    ask(booth, number, "0000")
    booth.at(Place.TOLD)
    assert "材料已收下" not in booth.words()
    booth.press("返回")
    booth.at(Place.START)
    ask(booth, number, show.CARD[-4:])
    booth.at(Place.FOUND)
    assert "材料已收下" in booth.words()


def test_the_last_digit_typed_can_be_taken_back(make_booth: MakeBooth) -> None:
    booth = make_booth()
    booth.at(Place.START)
    booth.press("查询")
    booth.at(Place.ASK)
    booth.touch("X")
    booth.touch("7")
    booth.touch("8")
    booth.press("删除")
    words = booth.words().splitlines()
    assert "78" not in words
    assert words.count("7") == words.count("1") + 1  # its key, and what was typed


def test_a_version_of_an_item_is_seen_on_its_day(make_booth: MakeBooth) -> None:
    booth = make_booth()
    hall = booth.hall
    tomorrow = hall_date(hall.clock.at) + timedelta(days=1)
    with hall.store.write() as unit:
        first = next(one for one in unit.catalogue.items() if one.counter == 3 and one.department == "103")
        unit.catalogue.put_item(replace(first, effective_on=tomorrow - timedelta(days=14)))
        renamed = replace(first, name="新生儿登记", version="2026.12", effective_on=tomorrow)
        unit.catalogue.put_version(ItemVersion(renamed, hall.clock.at, "管理", "改名"))
        unit.commit()
    booth.at(Place.START)
    booth.touch("公安局")
    booth.at(Place.SERVICES)
    assert first.name in booth.words()
    hall.later(days=1)
    booth.press("返回")
    booth.at(Place.START)

    def renewed() -> bool:
        service = booth.window._offers.service(HOUSEHOLD)
        return service is not None and "新生儿登记" in service.items

    booth.wait(renewed)
    booth.touch("公安局")
    booth.at(Place.SERVICES)
    assert "新生儿登记" in booth.words()


@pytest.mark.parametrize("what", ["card", "scan"])
def test_real_drivers_bring_what_is_shown(what: str, make_booth: MakeBooth) -> None:
    with Simulation(simulated("id-card")) as reader, Simulation(simulated("scanner")) as scanner:
        wired = {
            "card": DeviceSettings("身份证", DeviceKind.ID_CARD_READER, "sdt", reader.url),
            "scan": DeviceSettings("扫码枪", DeviceKind.SCANNER, "serial", scanner.url),
        }
        booth = make_booth(devices=(wired[what],))
        booth.at(Place.START)
        if what == "scan":
            scanner.command("scan https://example.cn")
            booth.at(Place.TOLD)
        else:
            reader.command(
                'card {"type": "resident", "name": "才让多杰", "sex": "1", "nation": "04", '
                '"birth": "19900307", "address": "青海省玛沁县", "number": "632621199003074510", '
                '"issuer": "玛沁县公安局", "valid_from": "20200101", "valid_to": "20250101"}'
            )
            booth.wait(lambda: bool(booth.window.state.person))
        booth.window.end()
        booth.wait(booth.hall.runner.idle)


def test_a_hall_that_wants_a_card_gives_the_wanted_ticket_once_it_is_read(make_booth: MakeBooth) -> None:
    booth = make_booth(devices=show.BOTH)
    card_first(booth)
    assert booth.tickets() == 0
    assert "请把身份证放在读卡处。" in booth.words()
    booth.show(show.READER, DeviceError("id_card.read_failed"))
    booth.at(Place.TOLD)
    booth.show(show.READER, show.card())
    booth.at(Place.TICKET)
    given = booth.window.state.given
    assert given is not None
    assert (given.turn.service, given.turn.ticket.person) == (HOUSEHOLD, ""), "no mark, for none is asked"
    booth.press("完成")
    booth.at(Place.START)
    assert booth.window.state == KioskState(Place.START)
    with booth.hall.store.read() as unit:
        kept = [str(row.payload) for row in unit.outbox.rows()]
        assert not any(show.CARD in str(entry.fields) for entry in unit.audit.entries())
    assert not any(show.CARD in one for one in kept)
    assert show.CARD not in ticket_code(given.turn.ticket)


def test_a_card_read_at_the_start_is_enough(make_booth: MakeBooth) -> None:
    booth = make_booth(devices=show.BOTH)
    card_needed(booth)
    assert "取号要刷身份证" in booth.words()
    booth.show(show.READER, show.card())
    booth.wait(lambda: "证件已读" in booth.words())
    booth.touch("公安局")
    booth.at(Place.SERVICES)
    booth.touch("户籍")
    booth.at(Place.TICKET)
    assert booth.tickets() == 1


def test_a_card_shown_after_turning_back_takes_no_ticket_by_itself(make_booth: MakeBooth) -> None:
    booth = make_booth(devices=show.BOTH)
    card_first(booth)
    booth.press("返回")
    booth.at(Place.START)
    booth.press("身份证")
    booth.at(Place.CARD)
    booth.show(show.READER, show.card())
    booth.at(Place.START)
    assert booth.tickets() == 0


def test_a_kiosk_without_a_reader_sends_visitors_to_the_guide(make_booth: MakeBooth) -> None:
    booth = make_booth()
    no_reader(booth)
    assert "请到咨询台取号" in booth.words()
    assert booth.tickets() == 0
