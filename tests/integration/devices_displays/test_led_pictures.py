"""What is typeset is what the diodes of the bitmap display show, Tibetan stacks and all."""

from pathlib import Path

from PIL import Image

from tests.integration.devices_displays.led_pictures import HEIGHT, WIDTH, both_scripts, make

PITCH, FRAME = 6, 12


def test_every_diode_is_as_typeset(tmp_path: Path) -> None:
    pictures = {path.name: path for path in make(tmp_path)}
    assert set(pictures) == {"modbus-1.png", "onbon-e-1.png", "onbon-k-1.png"}
    wanted = both_scripts()
    typeset = Image.frombytes("1", (wanted.width, wanted.height), wanted.rows)
    top = (HEIGHT - wanted.height) // 2
    with Image.open(pictures["onbon-e-1.png"]) as seen:
        red, across = seen.getchannel("R").tobytes(), seen.width
    middle = FRAME + PITCH // 2
    lit = [
        [red[(middle + (top + y) * PITCH) * across + middle + x * PITCH] > 128 for x in range(WIDTH)]
        for y in range(wanted.height)
    ]
    assert lit == [[bool(typeset.getpixel((x, y))) for x in range(WIDTH)] for y in range(wanted.height)]
    assert sum(map(sum, lit)) > 500
