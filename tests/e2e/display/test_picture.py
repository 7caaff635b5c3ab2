"""The picture of the hall screen that a rehearsal writes."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from tests.e2e.kiosk.bench import FACES, FONTS, HOUSEHOLD, Hall
from ui.display.picture import HEIGHT, WIDTH, draw_hall
from ui.display.reading import BUSY, HallWatch
from ui.theme import DARK


def test_the_picture_shows_the_hall_when_it_was_busy(hall: Hall, tmp_path: Path, qapp: QApplication) -> None:
    assert HallWatch(hall.queue, hall.departments).reading is None
    watch = HallWatch(hall.queue, hall.departments)
    turn = hall.call(3, HOUSEHOLD)
    watch.called()
    assert watch.reading is not None
    path = tmp_path / "seen" / "hall.png"
    draw_hall(watch.reading, hall.facts, [FONTS / name for name in FACES], path)
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (WIDTH, HEIGHT)
    lit = sum(picture.pixelColor(x, HEIGHT // 4) == QColor(DARK.accent) for x in range(0, WIDTH, 10))
    assert lit > 30, "the call stands on its own colour"
    assert [one.number for one in watch.reading.called] == [turn.ticket.number]


def test_what_came_after_the_first_busy_hour_is_not_looked_at(hall: Hall) -> None:
    watch = HallWatch(hall.queue, hall.departments)
    for _ in range(BUSY):
        watch.called()
    hall.call(3, HOUSEHOLD)
    watch.called()
    assert watch.reading is not None
    assert watch.reading.called == ()
