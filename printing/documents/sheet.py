"""One paper being written: its blocks of text, all checked before anything is composed."""

import io
from collections.abc import Sequence
from functools import partial

from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.domain.papers import Paper
from printing.documents.furniture import Furniture
from printing.documents.measures import BODY, BOTTOM, SIDE, TOP, TOP_LATER, WIDTH
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.flowables import Align, TextBlock
from printing.typesetting.fonts import Family, Fonts
from printing.typesetting.layout import Span, Style
from printing.wording.editions import Wording


class Sheet:
    """What one paper is written on."""

    def __init__(self, paper: Paper, fonts: Fonts, words: Wording) -> None:
        self.paper = paper
        self.words = words
        self._fonts = fonts
        self._texts: list[str] = []
        self._story: list[Flowable] = []

    def block(
        self,
        text: str,
        size: float = BODY,
        *,
        bold: bool = False,
        align: Align = "left",
        family: Family = "text",
        leading: float = 1.5,
    ) -> TextBlock:
        """Make a block of text for this paper."""
        self._texts.append(text)
        return TextBlock([Span(text, Style(size, bold, family))], self._fonts, align, leading)

    def add(self, *flowables: Flowable) -> None:
        """Put blocks below what stands already."""
        self._story.extend(flowables)

    def fits(self, flowables: Sequence[Flowable]) -> bool:
        """Say whether these blocks, put below what stands already, still end on the first page."""
        room = A4[1] - TOP - BOTTOM
        return sum(one.wrap(WIDTH, room)[1] for one in (*self._story, *flowables)) <= room

    def pdf(self, title: str, organ: str) -> bytes:
        """Compose the paper.

        Raises:
            RuleError: `printing.missing_characters`; nothing is composed then.
        """
        furniture = Furniture(self.paper, self.words, self.block, title, organ)
        self._fonts.check(self._texts)
        target = io.BytesIO()
        template = BaseDocTemplate(target, pagesize=A4, pageTemplates=_templates(furniture))
        template.build(self._story, canvasmaker=partial(PaperCanvas, finish_page=furniture.finish))
        return target.getvalue()


def _templates(furniture: Furniture) -> list[PageTemplate]:
    return [
        PageTemplate("first", [_frame(TOP)], onPage=furniture.begin_first, autoNextPageTemplate="later"),
        PageTemplate("later", [_frame(TOP_LATER)], onPage=furniture.begin_later),
    ]


def _frame(top: float) -> Frame:
    return Frame(SIDE, BOTTOM, WIDTH, A4[1] - top - BOTTOM, 0, 0, 0, 0)
