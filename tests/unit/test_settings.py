"""Settings of one machine."""

from pathlib import Path

from app.domain.device_records import DeviceKind
from app.settings import MachineSettings, Role, load_settings


def test_without_a_file_the_defaults_hold() -> None:
    assert load_settings(None, {}) == MachineSettings()


def test_a_file_and_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "machine.toml"
    path.write_text(
        'role = "clerk"\ncounter = 12\n[printers]\npaper = "A4"\n'
        '[[devices]]\nname = "屏"\nkind = "queue_display"\nmodel = "onbon-k"\nport = "COM3"\n'
        "options = { address = 2 }\n",
        encoding="utf-8",
    )
    settings = load_settings(path, {"HALL_COUNTER": "13"})
    assert (settings.role, settings.counter, settings.printers) == (Role.CLERK, "13", {"paper": "A4"})
    device = settings.devices[0]
    assert (device.kind, device.options) == (DeviceKind.QUEUE_DISPLAY, {"address": "2"})
