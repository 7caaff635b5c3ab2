"""Writing devices or printers into a machine's settings file leaves everything else as it was."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.device_records import DeviceKind, DeviceSettings
from app.errors import StorageError
from app.settings import load_settings, save_devices, save_printers

SCREEN = DeviceSettings(
    "1号窗口显示屏",
    DeviceKind.QUEUE_DISPLAY,
    "onbon-k",
    "COM3",
    {"screen": "1", "prefix": "\\C1"},
    trace=True,
)
FINGERS = DeviceSettings("打卡机", DeviceKind.FINGERPRINT, "zfm", "/dev/serial/by-id/usb-1")

WRITTEN = """# 二楼东侧
role = "clerk"
counter = 12

[[devices]]  # old one
name = "旧屏"
kind = "queue_display"
model = "onbon-k"
port = "COM1"

[devices.options]
screen = "2"

[printers]
documents = "HP"  # 二楼

[[devices]]
name = "旧屏二"
kind = "queue_display"
model = "onbon-k"
port = "COM2"
"""


def test_other_entries_and_remarks_stay(tmp_path: Path) -> None:
    file = tmp_path / "machine.toml"
    file.write_text(WRITTEN, "utf-8")
    save_devices(file, (SCREEN, FINGERS))
    settings = load_settings(file, {})
    assert settings.devices == (SCREEN, FINGERS)
    assert (settings.counter, settings.printers) == ("12", {"documents": "HP"})
    kept = file.read_text("utf-8")
    assert kept.startswith("# 二楼东侧\nrole")
    assert "# 二楼\n" in kept
    assert "旧屏" not in kept
    save_devices(file, (SCREEN, FINGERS))
    assert file.read_text("utf-8") == kept, "saving the same again changes nothing"


def test_a_file_is_made_where_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "new" / "machine.toml"
    save_devices(file, (FINGERS,))
    assert load_settings(file, {}).devices == (FINGERS,)
    save_devices(file, ())
    assert file.read_text() == ""


def test_who_may_read_the_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "machine.toml"
    file.write_text("")
    file.chmod(0o600)
    save_devices(file, (FINGERS,))
    assert os.name != "posix" or file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("form", ["devices = []\n", 'text = """\n[[devices]]\n"""\n', "devices.x = 1\n"])
def test_a_form_it_cannot_keep_is_left_alone(tmp_path: Path, form: str) -> None:
    file = tmp_path / "machine.toml"
    file.write_text(form)
    with pytest.raises(StorageError, match=r"settings\.devices_form"):
        save_devices(file, (FINGERS,))
    assert file.read_text() == form


def test_a_broken_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "machine.toml"
    file.write_text("role = \n")
    with pytest.raises(StorageError, match=r"settings\.broken"):
        save_devices(file, (FINGERS,))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"settings\.not_written"):
        save_devices(tmp_path / "file" / "machine.toml", (FINGERS,))
    with pytest.raises(StorageError, match=r"settings\.not_written"):
        save_devices(tmp_path, (FINGERS,))


TEXT = st.text(st.characters(codec="utf-8"))


@given(name=TEXT, port=TEXT, options=st.dictionaries(TEXT, TEXT), trace=st.booleans())
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, port: str, options: dict[str, str], trace: bool
) -> None:
    file = tmp_path_factory.mktemp("settings") / "machine.toml"
    device = DeviceSettings(name, DeviceKind.SCANNER, "serial", port, options, trace)
    save_devices(file, (device, FINGERS))
    assert load_settings(file, {}).devices == (device, FINGERS)


def test_printers_and_devices_leave_each_other_alone(tmp_path: Path) -> None:
    file = tmp_path / "machine.toml"
    file.write_text(WRITTEN, "utf-8")
    before = load_settings(file, {}).devices
    printers = {"*": "HP;tray=Tray 2", "食品经营许可证": 'needle "2"\\;turned'}
    save_printers(file, printers)
    settings = load_settings(file, {})
    assert (settings.printers, settings.devices, settings.counter) == (printers, before, "12")
    assert file.read_text("utf-8").startswith("# 二楼东侧\nrole")
    save_devices(file, (SCREEN,))
    assert load_settings(file, {}).printers == printers
    save_printers(file, {})
    settings = load_settings(file, {})
    assert (settings.printers, settings.devices) == ({}, (SCREEN,))
    assert "printers" not in file.read_text("utf-8")


@pytest.mark.parametrize("form", ['printers = {"*" = "HP"}\n', 'printers.x = "HP"\n'])
def test_printers_in_another_form_are_left_alone(tmp_path: Path, form: str) -> None:
    file = tmp_path / "machine.toml"
    file.write_text(form)
    with pytest.raises(StorageError, match=r"settings\.printers_form"):
        save_printers(file, {"*": "laser"})
    assert file.read_text() == form
