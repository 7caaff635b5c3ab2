"""Make the pictures of the export page: `python -m docs.screenshots.make_export`."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.domain.accounts import Right
from docs.screenshots.make_sync import wait_for
from tests.e2e.export.office import export_office
from tests.e2e.kiosk.bench import dressed, load_faces
from tests.e2e.walk import SIZES, settle, shoot

HERE = Path(__file__).parent
BAND = 68  # what the window's band takes of the screen


def main() -> None:
    """Write the pictures beside this file."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_faces()
    with tempfile.TemporaryDirectory() as place, dressed(application) as look:
        target = Path(place) / "办件-20260101-20260915.xlsx"
        with export_office(look, Path(place) / "store", target, wait_for) as opened:
            page = opened(Right.SUPERVISOR, Right.AUDITOR)
            page.reason.put("第三季度办件统计，报县政府办公室")
            page.export(".xlsx")
            wait_for(lambda: "已导出" in page.notice.words)
            for width, height, scale in SIZES:
                look.change(scale=scale)
                page.resize(width, height - BAND)
                settle(application)
                shoot(page, HERE / f"export-{width}.png")


if __name__ == "__main__":
    main()
