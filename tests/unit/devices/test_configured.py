"""The devices of a machine: made from its settings, each with its health, one harming no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.device_records import (
    DeviceKind,
    DeviceModel,
    DeviceSettings,
    DeviceState,
)
from app.errors import DeviceError
from app.ports.devices import DeviceRoom
from app.sentences import sentence
from devices import registry
from devices.configured import ConfiguredDevices
from devices.fingerprint.driver import ZfmSensor
from devices.simulators.fingerprint import FingerprintSimulator
from devices.simulators.frame import Simulation
from devices.simulators.scanner import ScannerSimulator
from tests.unit.devices import hung_driver

NOWHERE = "/dev/no-such-port"


def finger(port: str, name: str = "指纹仪", *, trace: bool = False) -> DeviceSettings:
    return DeviceSettings(name, DeviceKind.FINGERPRINT, "zfm", port, trace=trace)


def scanner(port: str, name: str = "扫码枪", **options: str) -> DeviceSettings:
    return DeviceSettings(name, DeviceKind.SCANNER, "serial", port, options)


@pytest.fixture
def module() -> Iterator[Simulation]:
    with Simulation(FingerprintSimulator()) as simulation:
        yield simulation


@pytest.mark.parametrize("model", registry.catalogue(), ids=lambda model: model.model)
def test_every_model_of_the_table_can_be_made(model: DeviceModel) -> None:
    settings = DeviceSettings("x", model.kind, model.model, "loop://")
    with ConfiguredDevices([settings]) as devices:
        device = devices.device("x")
    assert callable(device.restore)
    assert callable(device.inquire)
    assert model.title
    assert len({option.name for option in model.options}) == len(model.options)
    for option in model.options:
        assert option.title
        assert not option.choices or option.default in option.choices


def test_models_are_named_once() -> None:
    names = [(model.kind, model.model) for model in registry.catalogue()]
    assert len(names) == len(set(names))


def test_a_healthy_device_says_what_it_is(module: Simulation) -> None:
    with ConfiguredDevices([finger(module.url)]) as devices:
        assert isinstance(devices.device("指纹仪"), ZfmSensor)
        health = devices.health("指纹仪")
    assert (health.state, health.details["capacity"], health.error_code) == (DeviceState.READY, "200", "")


def test_what_is_wrong_is_named_and_harms_no_other(
    module: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = registry.Driver(DeviceModel(DeviceKind.SCANNER, "gone", "缺组件"), "no_such_library", "X")
    monkeypatch.setattr(registry, "DRIVERS", (*registry.DRIVERS, gone))
    settings = [
        finger(module.url),
        finger(NOWHERE, "没插"),
        DeviceSettings("缺组件", DeviceKind.SCANNER, "gone", "loop://"),
        DeviceSettings("没型号", DeviceKind.SCANNER, "unheard-of", "loop://"),
        scanner("loop://a", "参数", speed="9601"),
        finger("nonsense://", "端口名"),
        scanner(module.url, "同口不同速", speed="9600"),
    ]
    with ConfiguredDevices(settings) as devices:
        found = {health.name: health for health in devices.probe(5)}
    assert {name: (health.state, health.error_code) for name, health in found.items()} == {
        "指纹仪": (DeviceState.READY, ""),
        "没插": (DeviceState.NO_PORT, "device.port_missing"),
        "缺组件": (DeviceState.NOT_INSTALLED, "device.driver_missing"),
        "没型号": (DeviceState.FAULT, "device.model"),
        "参数": (DeviceState.FAULT, "device.option"),
        "端口名": (DeviceState.FAULT, "device.port_name"),
        "同口不同速": (DeviceState.FAULT, "device.port_shared"),
    }
    assert found["没插"].lost_since is not None
    for health in found.values():
        if health.error_code:
            assert sentence(DeviceError(health.error_code, **health.error_facts))


def test_a_mute_device_is_no_answer_and_well_again_later(module: Simulation) -> None:
    module.fault("silence")
    with ConfiguredDevices([finger(module.url)]) as devices:
        assert devices.probe(5)[0].state is DeviceState.NO_ANSWER
        module.clear()
        assert devices.probe(5)[0].state is DeviceState.READY


def test_what_is_known_needs_no_question(module: Simulation) -> None:
    with ConfiguredDevices([finger(module.url), finger("nonsense://", "端口名")]) as devices:
        room: DeviceRoom = devices
        assert room.known("指纹仪").state is DeviceState.UNKNOWN
        room.health("指纹仪")
        assert room.known("指纹仪").state is DeviceState.READY
        module.unplug()
        room.tend(room.port("指纹仪"))
        lost = room.known("指纹仪")
        assert (lost.state, lost.error_code) == (DeviceState.NO_PORT, "device.port_missing")
        assert lost.lost_since is not None
        room.health("指纹仪")
        module.replug()
        room.tend(room.port("指纹仪"))
        assert room.known("指纹仪").state is DeviceState.UNKNOWN
        assert room.health("指纹仪") == room.known("指纹仪")
        assert room.names() == ["指纹仪", "端口名"]


def test_what_could_not_be_made_is_known_at_once() -> None:
    broken = DeviceSettings("没型号", DeviceKind.SCANNER, "unheard-of", "loop://x")
    with ConfiguredDevices([broken]) as devices:
        assert devices.known("没型号").error_code == "device.model"
        devices.tend("loop://x")


def test_a_hung_port_keeps_nobody_waiting(module: Simulation, monkeypatch: pytest.MonkeyPatch) -> None:
    model = DeviceModel(DeviceKind.SCANNER, "hung", "卡住")
    hung = registry.Driver(model, "tests.unit.devices.hung_driver", "HungDevice")
    monkeypatch.setattr(registry, "DRIVERS", (*registry.DRIVERS, hung))
    settings = [
        DeviceSettings("卡住", DeviceKind.SCANNER, "hung", "loop://hung"),
        DeviceSettings("后面", DeviceKind.SCANNER, "hung", "loop://hung"),
        finger(module.url),
    ]
    hung_driver.LET_GO.clear()
    with ConfiguredDevices(settings) as devices:
        states = [health.state for health in devices.probe(0.7)]
        assert hung_driver.BEGUN.wait(5)
        hung_driver.LET_GO.set()
    assert states == [DeviceState.NO_ANSWER, DeviceState.UNKNOWN, DeviceState.READY]


def test_devices_on_one_port_share_its_lane() -> None:
    with Simulation(ScannerSimulator()) as simulation:
        settings = [scanner(simulation.url, "一"), scanner(simulation.url, "二")]
        with ConfiguredDevices(settings) as devices:
            assert list(devices.lanes) == [simulation.url]
            devices.lanes[simulation.url].tend()
            assert devices.lanes[simulation.url].restored()


def test_a_device_nobody_configured_is_a_bug() -> None:
    with ConfiguredDevices([]) as devices, pytest.raises(KeyError):
        devices.device("x")


def test_a_trace_is_written_for_the_port_that_asks_for_it(module: Simulation, tmp_path: Path) -> None:
    with ConfiguredDevices([finger(module.url, trace=True), scanner("loop://")], tmp_path) as devices:
        devices.probe(5)
    (trace,) = tmp_path.iterdir()
    lines = trace.read_text("ascii").splitlines()
    assert "16 bytes, not shown" in lines[0], "the password is secret"
    assert any("> ef 01 ff ff ff ff 01 00 03 0f 00 13" in line for line in lines)


def test_without_a_folder_nothing_is_traced(module: Simulation) -> None:
    with ConfiguredDevices([finger(module.url, trace=True)]) as devices:
        assert devices.health("指纹仪").state is DeviceState.READY
