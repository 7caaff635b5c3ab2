"""The ID card driver against the simulated reader over a port; nothing of a card reaches a trace or a log."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.device_records import CardType
from app.errors import DeviceError
from app.ports.devices import IdCardReader
from devices.id_card.driver import SdtReader
from devices.id_card.layouts import build_text
from devices.line import Line
from devices.simulators.frame import Simulation
from devices.simulators.id_card import PHOTO, IdCardSimulator
from devices.trace import FileTrace
from tests.unit.devices.id_card.test_layouts import RESIDENT


@pytest.fixture
def desk() -> Iterator[Simulation]:
    with Simulation(IdCardSimulator()) as simulation:
        yield simulation


@pytest.fixture
def line(desk: Simulation, tmp_path: Path) -> Iterator[Line]:
    made = Line(desk.url, trace=FileTrace(tmp_path / "port.trace"))
    yield made
    made.close()


@pytest.fixture
def reader(line: Line) -> SdtReader:
    return SdtReader(line, poll_seconds=0.001)


def lay(desk: Simulation, **more: str) -> None:
    desk.command("card " + json.dumps({"type": "resident", **RESIDENT, **more}))


def test_a_card_is_read_once_until_it_is_laid_down_again(reader: SdtReader, desk: Simulation) -> None:
    kind: IdCardReader = reader
    assert kind.poll() is None
    lay(desk)
    card = kind.poll()
    assert card is not None
    assert (card.name, card.birth, card.photo) == ("格桑卓玛", date(1985, 6, 7), PHOTO)
    assert kind.poll() is None
    lay(desk)
    assert kind.poll() == card


def test_the_newest_address_counts(reader: SdtReader, desk: Simulation) -> None:
    lay(desk, newest_address="示例县新址3号")
    card = reader.poll()
    assert card is not None
    assert card.address == "示例县新址3号"


def test_a_card_from_a_file(reader: SdtReader, desk: Simulation, tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    file.write_text(json.dumps({"type": "foreigner_2017", "foreign_name": "EXAMPLE A", **dates()}))
    desk.command(f"card {file}")
    card = reader.poll()
    assert card is not None
    assert (card.card_type, card.foreign_name) == (CardType.FOREIGNER_2017, "EXAMPLE A")


def dates() -> dict[str, str]:
    return {"birth": "19700131", "valid_from": "20180301", "valid_to": "20280228"}


def test_waiting_ends_with_a_card_or_when_cancelled(reader: SdtReader, desk: Simulation) -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        if len(asked) == 3:
            lay(desk)
        return len(asked) > 10

    assert reader.read(cancelled) is not None
    assert reader.read(cancelled) is None


@pytest.mark.parametrize(
    ("fault", "code"), [("read_failed", "id_card.read_failed"), ("not_genuine", "id_card.not_genuine")]
)
def test_a_card_that_cannot_be_read_says_why(
    reader: SdtReader, desk: Simulation, fault: str, code: str
) -> None:
    lay(desk)
    desk.fault(fault)
    with pytest.raises(DeviceError) as caught:
        reader.poll()
    assert caught.value.code == code
    desk.clear()
    assert reader.poll() is not None


@pytest.mark.parametrize("fault", ["garbage", "checksum", "silence", "half"])
def test_a_passing_fault_is_asked_over(reader: SdtReader, desk: Simulation, fault: str) -> None:
    lay(desk)
    desk.fault(fault, times=1)
    assert reader.poll() is not None


def test_a_reader_says_its_number(reader: SdtReader) -> None:
    assert reader.inquire() == {"module": "05.01-20262060-0000000001-0000000002"}


def test_a_text_block_of_noise_is_unreadable(reader: SdtReader, desk: Simulation) -> None:
    assert isinstance(desk.device, IdCardSimulator)
    desk.device.lay(b"\xff" * 256)
    with pytest.raises(DeviceError, match="unreadable"):
        reader.poll()


def test_nothing_of_a_card_is_traced_or_logged(
    reader: SdtReader, desk: Simulation, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lay(desk, newest_address="示例县新址3号")
    assert reader.poll() is not None
    lay(desk)
    desk.fault("read_failed")
    with pytest.raises(DeviceError) as caught:
        reader.poll()
    trace = (tmp_path / "port.trace").read_text("ascii")
    assert "aa aa aa 96 69 00 03 30 01 32" in trace, "requests are traced"
    assert "1295 bytes, not shown" in trace
    said = trace + caplog.text + repr(caught.value)
    block = build_text(CardType.RESIDENT, RESIDENT)
    for start in range(0, 220, 8):
        piece = block[start : start + 8]
        if piece.strip(b" \0"):
            assert piece.hex(" ") not in said
    assert PHOTO[:4].hex(" ") not in said
    assert "格桑" not in said
    assert RESIDENT["number"] not in said
