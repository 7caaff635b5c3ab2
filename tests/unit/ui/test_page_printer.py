"""The `lp` path: what it is given, and what it says when nothing was taken."""

import sys
from pathlib import Path

import pytest

from app.errors import DeviceError
from ui.page_printer import LpPrinter


def command(folder: Path, code: int) -> str:
    file = folder / "lp"
    file.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\n"
        f"here = pathlib.Path({str(folder)!r})\n"
        "(here / 'arguments').write_text(' '.join(sys.argv[1:]))\n"
        "(here / 'job').write_bytes(sys.stdin.buffer.read())\n"
        f"sys.exit({code})\n"
    )
    file.chmod(0o755)
    return str(file)


def test_a_pdf_reaches_the_queue_with_its_copies(tmp_path: Path) -> None:
    LpPrinter(command(tmp_path, 0)).send(b"%PDF", "玛市监受〔2026〕1号", 3)
    assert (tmp_path / "job").read_bytes() == b"%PDF"
    assert "-n 3" in (tmp_path / "arguments").read_text()
    assert "玛市监受〔2026〕1号" in (tmp_path / "arguments").read_text()


def test_a_refusal_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeviceError) as told:
        LpPrinter(command(tmp_path, 1)).send(b"%PDF", "1", 1)
    assert told.value.code == "device.no_answer"


def test_a_machine_without_it_is_told() -> None:
    with pytest.raises(DeviceError) as told:
        LpPrinter("no-such-command").send(b"%PDF", "1", 1)
    assert told.value.code == "device.driver_missing"
