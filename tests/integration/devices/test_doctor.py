"""`doctor --json` over real ports: every device is named with its state, whatever another one does."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import main
from app.domain.device_records import DeviceKind, DeviceModel, DeviceSettings
from app.settings import save_devices
from devices import registry
from tests.integration.devices.rigs import RIGS
from tests.unit.devices import hung_driver


@pytest.fixture
def hung(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeviceSettings]:
    """A device whose driver does not come back."""
    model = DeviceModel(DeviceKind.SCANNER, "hung", "卡住")
    driver = registry.Driver(model, hung_driver.__name__, hung_driver.HungDevice.__name__)
    monkeypatch.setattr(registry, "DRIVERS", (*registry.DRIVERS, driver))
    hung_driver.LET_GO.clear()
    yield DeviceSettings("hung", DeviceKind.SCANNER, "hung", "loop://hung")
    hung_driver.LET_GO.set()


def test_one_that_hangs_hides_none(
    hung: DeviceSettings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "machine.toml"
    with ExitStack() as plugs:
        well = [
            DeviceSettings(rig.simulator, rig.kind, rig.model, plugs.enter_context(rig.simulation()).url)
            for rig in RIGS
        ]
        away = DeviceSettings("away", DeviceKind.SCANNER, "serial", str(tmp_path / "no-such-port"))
        save_devices(file, [hung, *well, away])
        code = main.main(["doctor", "--json", "--config", str(file), "--data", str(tmp_path / "store")])
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert code == 1
    assert [name for name in checks if name in names(well)] == names(well)
    troubled = {name: one["detail"].split("。")[0] for name, one in checks.items() if not one["well"]}
    assert troubled == {
        "hung": "端口 loop://hung 上的设备没有应答",
        "custom": "这种显示屏不会应答，程序无法知道它是否正常",
        "away": f"找不到端口 {away.port}",
    }


def names(settings: list[DeviceSettings]) -> list[str]:
    return [one.name for one in settings]
