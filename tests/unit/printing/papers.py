"""Blocks of text put on pages, for tests that read finished files."""

import io
from collections.abc import Sequence

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from printing.typesetting.canvas import PaperCanvas

PAGE = (595.0, 842.0)
MARGIN = 40.0


def pages_of(story: Sequence[Flowable], width: float = PAGE[0] - 2 * MARGIN) -> bytes:
    """Return a PDF file with a story in one column of `width` points."""
    target = io.BytesIO()
    frame = Frame(MARGIN, MARGIN, width, PAGE[1] - 2 * MARGIN, 0, 0, 0, 0)
    template = BaseDocTemplate(target, pagesize=PAGE, pageTemplates=[PageTemplate(frames=[frame])])
    template.build(list(story), canvasmaker=PaperCanvas)
    return target.getvalue()
