"""The devices of one machine: made from its settings, on their lanes, with their health."""

import re
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from app.domain.device_records import DeviceHealth, DeviceSettings, DeviceState
from app.errors import DeviceError
from app.ports.devices import Device
from devices import registry
from devices.lanes import Lane
from devices.line import Line
from devices.trace import FileTrace

PROBE_SECONDS = 6.0
"""How long `probe` may take; `doctor` has ten seconds for all it does, on a slow machine too."""

_STATES = {
    "device.port_missing": DeviceState.NO_PORT,
    "device.port_lost": DeviceState.NO_PORT,
    "device.port_busy": DeviceState.NO_PORT,
    "device.no_answer": DeviceState.NO_ANSWER,
    "device.driver_missing": DeviceState.NOT_INSTALLED,
    "display.one_way": DeviceState.UNKNOWN,
}


class ConfiguredDevices:
    """Every configured device by its name; a device that cannot be made harms no other.

    Args:
        settings: the machine's devices.
        traces: folder for the traces of ports that are traced; None for no traces.
        real_only: whether simulated devices are refused, as a real hall does unless it was told `--simulate`.

    Attributes:
        lanes: the lane of each port.
    """

    def __init__(
        self, settings: Iterable[DeviceSettings], traces: Path | None = None, *, real_only: bool = False
    ) -> None:
        self._real_only = real_only
        self.settings = {one.name: one for one in settings}
        self._traced = {one.port for one in self.settings.values() if one.trace}
        self.lanes: dict[str, Lane] = {}
        self._devices: dict[str, Device] = {}
        self._errors: dict[str, DeviceError] = {}
        self._known: dict[str, DeviceHealth] = {}
        for one in self.settings.values():
            try:
                lane = self._lane(one, traces)
                self._devices[one.name] = registry.make(one, lane.line)
                lane.attach(self._devices[one.name])
            except DeviceError as error:
                self._errors[one.name] = error

    def device(self, name: str) -> Device:
        """Return a device by its name.

        Raises:
            DeviceError: why it could not be made.
            KeyError: there is no device of this name.
        """
        if name in self._errors:
            raise self._errors[name]
        return self._devices[name]

    def health(self, name: str) -> DeviceHealth:
        """Ask a device how it is; call it on the lane of its port.

        Raises:
            KeyError: there is no device of this name.
        """
        kind = self.settings[name].kind
        try:
            details = dict(self.device(name).inquire())
        except DeviceError as error:
            found = self._failed(name, error)
        else:
            warning = details.pop("warning", "")
            state = DeviceState.WARNING if warning else DeviceState.READY
            found = DeviceHealth(name, kind, state, error_code=warning, details=details)
        self._known[name] = found
        return found

    def known(self, name: str) -> DeviceHealth:
        """Return what is known of a device without asking it; any thread may ask, at any time.

        A port that was lost and is back makes the device unknown until it was asked again.

        Raises:
            KeyError: there is no device of this name.
        """
        settings = self.settings[name]
        if name in self._errors:
            return self._failed(name, self._errors[name])
        if self.lanes[settings.port].line.lost_since is not None:
            return self._failed(name, DeviceError("device.port_missing", port=settings.port))
        last = self._known.get(name)
        if last is None or last.state is DeviceState.NO_PORT:
            return DeviceHealth(name, settings.kind, DeviceState.UNKNOWN)
        return last

    def probe(self, seconds: float = PROBE_SECONDS) -> list[DeviceHealth]:
        """Ask every device, all ports at once, and never take longer than `seconds`.

        A device whose port hangs is reported as without answer, those waiting behind it as unknown.
        """
        return self.begin_probe(seconds)()

    def begin_probe(self, seconds: float = PROBE_SECONDS) -> Callable[[], list[DeviceHealth]]:
        """Begin to ask every device; what is returned waits for the answers, see `probe`."""
        found: dict[str, DeviceHealth] = {}
        begun: set[str] = set()

        def ask(names: list[str]) -> None:
            for name in names:
                begun.add(name)
                found[name] = self.health(name)

        by_port: dict[str, list[str]] = {}
        for one in self.settings.values():
            by_port.setdefault(one.port, []).append(one.name)
        # Daemons: a driver of the system may hang for ever, and the program must end nevertheless.
        threads = [threading.Thread(target=ask, args=(names,), daemon=True) for names in by_port.values()]
        deadline = time.monotonic() + seconds
        for thread in threads:
            thread.start()

        def answers() -> list[DeviceHealth]:
            for thread in threads:
                thread.join(max(0.0, deadline - time.monotonic()))
            return [found.get(name) or self._silent(name, name in begun) for name in self.settings]

        return answers

    def names(self) -> list[str]:
        """Return the devices' names in the order they were configured."""
        return list(self.settings)

    def port(self, name: str) -> str:
        """Return the port of a device, which is also the name of its lane.

        Raises:
            KeyError: there is no device of this name.
        """
        return self.settings[name].port

    def tend(self, port: str) -> None:
        """Look after a port, every second and on its lane; see `Lane.tend`."""
        if port in self.lanes:
            self.lanes[port].tend()

    def close(self) -> None:
        """Close every port, all at once: one that hangs is waited for."""
        threads = [threading.Thread(target=lane.line.close) for lane in self.lanes.values()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def __enter__(self) -> "ConfiguredDevices":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _lane(self, settings: DeviceSettings, traces: Path | None) -> Lane:
        port = registry.port_settings(settings)
        if (lane := self.lanes.get(settings.port)) is None:
            trace = None
            if traces is not None and settings.port in self._traced:
                trace = FileTrace(traces / (re.sub(r"\W+", "-", settings.port).strip("-") + ".trace"))
            lane = self.lanes[settings.port] = Lane(
                Line(settings.port, port, trace, real_only=self._real_only)
            )
        elif lane.line.settings != port:
            raise DeviceError("device.port_shared", port=settings.port)
        return lane

    def _failed(self, name: str, error: DeviceError) -> DeviceHealth:
        settings = self.settings[name]
        lane = self.lanes.get(settings.port)
        return DeviceHealth(
            name,
            settings.kind,
            _STATES.get(error.code, DeviceState.FAULT),
            error.code,
            error.facts,
            lane.line.lost_since if lane else None,
        )

    def _silent(self, name: str, begun: bool) -> DeviceHealth:
        settings = self.settings[name]
        if not begun:
            return DeviceHealth(name, settings.kind, DeviceState.UNKNOWN)
        facts = {"port": settings.port}
        return DeviceHealth(name, settings.kind, DeviceState.NO_ANSWER, "device.no_answer", facts)
