"""The four card layouts of protocols §8.1."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.device_records import CardType, IdCard
from app.errors import DeviceError
from devices.id_card.layouts import LAYOUTS, build_text, parse_card

VALID = {"valid_from": "20200102", "valid_to": "20400102"}
RESIDENT = {
    "name": "格桑卓玛",
    "sex": "2",
    "nation": "04",
    "birth": "19850607",
    "address": "示例州示例县示例乡一村1号",
    "number": "000000198506070000",
    "issuer": "示例县公安局",
    "valid_from": "20200102",
    "valid_to": "长期",
}


def put(block: bytearray, offset: int, text: str) -> None:
    block[offset : offset + 2 * len(text)] = text.encode("utf-16-le")


def blank() -> bytearray:
    return bytearray(" ".encode("utf-16-le") * 128)


def test_resident() -> None:
    """Protocols §8.1, resident column; offsets written out, not taken from the code."""
    block = blank()
    for offset, text in [
        (0, "格桑卓玛"),
        (30, "2"),
        (32, "04"),
        (36, "19850607"),
        (52, "示例州示例县示例乡一村1号"),
        (122, "000000198506070000"),
        (158, "示例县公安局"),
        (188, "20200102"),
        (204, "长期"),
    ]:
        put(block, offset, text)
    assert build_text(CardType.RESIDENT, RESIDENT) == block
    assert parse_card(bytes(block), b"photo") == IdCard(
        CardType.RESIDENT,
        name="格桑卓玛",
        sex="2",
        birth=date(1985, 6, 7),
        number="000000198506070000",
        valid_from=date(2020, 1, 2),
        valid_to=None,
        nation="04",
        address="示例州示例县示例乡一村1号",
        issuer="示例县公安局",
        photo=b"photo",
    )


def test_hong_kong_macao_taiwan() -> None:
    """Protocols §8.1, column J."""
    block = blank()
    for offset, text in [
        (0, "陈示例"),
        (30, "1"),
        (36, "19900101"),
        (52, "示例市示例区2号"),
        (122, "810000199001010000"),
        (158, "示例市公安局"),
        (188, "20200102"),
        (204, "20250102"),
        (220, "H00000000"),
        (238, "01"),
        (248, "J"),
    ]:
        put(block, offset, text)
    card = parse_card(bytes(block))
    assert (card.card_type, card.name, card.nation) == (CardType.HK_MACAO_TAIWAN, "陈示例", "")
    assert (card.travel_permit, card.times_issued) == ("H00000000", "01")
    assert (card.number, card.valid_to) == ("810000199001010000", date(2025, 1, 2))


def test_foreigner_2017() -> None:
    """Protocols §8.1, column I."""
    block = blank()
    for offset, text in [
        (0, "EXAMPLE, PERSON MIDDLE"),
        (120, "1"),
        (122, "XXX000000000000"),
        (152, "XXX"),
        (158, "示例人"),
        (188, "20180301"),
        (204, "20280228"),
        (220, "19700131"),
        (236, "01"),
        (240, "1500"),
        (248, "I"),
    ]:
        put(block, offset, text)
    card = parse_card(bytes(block))
    assert (card.foreign_name, card.name) == ("EXAMPLE, PERSON MIDDLE", "示例人")
    assert (card.nationality, card.issuer, card.number) == ("XXX", "1500", "XXX000000000000")
    assert (card.birth, card.valid_from) == (date(1970, 1, 31), date(2018, 3, 1))


def test_foreigner_2023_has_its_name_in_two_places() -> None:
    """Protocols §8.1, column Y: characters 1–35 at 52, 36–46 at 220."""
    name = "A" * 30 + "BCDEFGHIJKLMNOPQ"
    block = blank()
    for offset, text in [
        (0, "示例人"),
        (30, "2"),
        (32, "00"),
        (36, "19991231"),
        (52, name[:35]),
        (122, "900000199912310000"),
        (188, "20240101"),
        (204, "20331231"),
        (220, name[35:]),
        (242, "XXX"),
        (248, "Y"),
        (250, "000"),
    ]:
        put(block, offset, text)
    card = parse_card(bytes(block))
    assert card.card_type is CardType.FOREIGNER_2023
    assert card.foreign_name == name
    assert (card.times_issued, card.nationality, card.number) == ("00", "XXX", "900000199912310000")


@pytest.mark.parametrize(
    "change",
    [
        {"birth": "19850631"},
        {"birth": ""},
        {"valid_to": "永久"},
        {"birth": "１９８５０６０７"},
    ],
)
def test_a_card_that_makes_no_sense_is_refused_without_quoting_it(change: dict[str, str]) -> None:
    with pytest.raises(DeviceError) as caught:
        parse_card(build_text(CardType.RESIDENT, RESIDENT | change))
    assert str(caught.value) == "id_card.unreadable()"
    assert caught.value.__context__ is None


def test_an_unknown_layout_is_refused() -> None:
    block = bytearray(build_text(CardType.RESIDENT, RESIDENT))
    put(block, 248, "Z")
    with pytest.raises(DeviceError, match="unreadable"):
        parse_card(bytes(block))


def test_a_card_never_shows_itself_in_a_log() -> None:
    assert repr(parse_card(build_text(CardType.RESIDENT, RESIDENT))) == "IdCard(resident)"


def test_fields_a_card_does_not_have_are_refused() -> None:
    with pytest.raises(ValueError, match="no nation"):
        build_text(CardType.FOREIGNER_2017, {"nation": "04"})
    with pytest.raises(ValueError, match="more than 15"):
        build_text(CardType.RESIDENT, {"name": "名" * 16})


@pytest.mark.parametrize("card_type", CardType)
def test_no_two_fields_share_a_byte(card_type: CardType) -> None:
    used = [byte for offset, size in LAYOUTS[card_type].values() for byte in range(offset, offset + size)]
    assert len(used) == len(set(used))
    assert max(used) < 248


@given(st.binary(min_size=256, max_size=256))
def test_any_text_block_is_a_card_or_unreadable(block: bytes) -> None:
    for letter in " JIY":
        text = block[:248] + letter.encode("utf-16-le") + block[250:]
        with pytest.raises(DeviceError, match="unreadable"):
            parse_card(text)
