"""Pictures of the LED displays for the eye: `python -m tests.integration.devices_displays.led_pictures DIR`.

Chinese on a text card with the card's own font; Chinese and Tibetan on a bitmap card, typeset by `printing`.
"""

import sys
import tempfile
from pathlib import Path

from app.domain.device_records import Bitmap, DeviceKind, DeviceSettings, ShownCall
from app.ports.devices import QueueDisplay
from devices import registry
from devices.line import Line
from devices.simulators.frame import SimulatedDevice, Simulation
from devices.simulators.modbus import ModbusSimulator
from devices.simulators.onbon import OnbonBitmapSimulator, OnbonTextSimulator
from printing.typesetting.fonts import Fonts
from printing.typesetting.layout import Span, Style
from printing.typesetting.raster import FontRaster, RasterBlock

CHINESE = "A012号请到3号窗口"
TIBETAN = "ཨང་གྲངས་ A012"
"""The glossary's word for 号码 (flag A, a draft), and the number."""

WIDTH, HEIGHT = 192, 56


def both_scripts() -> Bitmap:
    """Return the call in both scripts, Chinese first and not smaller (domain §6)."""
    lines = ((CHINESE, 20, 1.2), (TIBETAN, 20, 1.4))
    blocks = [RasterBlock([Span(text, Style(size))], "center", leading) for text, size, leading in lines]
    return FontRaster(Fonts()).blocks(blocks, WIDTH)


def make(folder: Path) -> list[Path]:
    """Show one call on each kind of display and return the pictures of what a person sees."""
    call = ShownCall("3", "A012", CHINESE, both_scripts())
    area = {"width": str(WIDTH), "height": str(HEIGHT)}
    _shown(OnbonTextSimulator(out=folder, panel=(144, 16)), "onbon-k", {"width": "144"}, call)
    _shown(OnbonBitmapSimulator(out=folder, panel=(WIDTH, HEIGHT)), "onbon-e", area, call)
    _shown(ModbusSimulator(out=folder), "modbus", {}, call)
    return sorted(folder.glob("*.png"))


def _shown(device: SimulatedDevice, model: str, options: dict[str, str], call: ShownCall) -> None:
    with tempfile.TemporaryDirectory() as folder, Simulation(device, link=Path(folder, "line")) as simulation:
        line = Line(simulation.url)
        settings = DeviceSettings("屏", DeviceKind.QUEUE_DISPLAY, model, simulation.url, options)
        display: QueueDisplay = registry.make(settings, line)  # type: ignore[assignment]  # by its kind
        try:
            display.show(call)
        finally:
            line.close()


if __name__ == "__main__":
    for picture in make(Path(sys.argv[1])):
        sys.stdout.write(f"{picture}\n")
