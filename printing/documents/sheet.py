"""One paper being written: its blocks of text, all checked before anything is composed."""

import io
from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeAlias, TypeVar

from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.domain.papers import Paper
from printing.documents.furniture import Around, Furniture
from printing.documents.measures import BODY, BOTTOM, SIDE, TOP, TOP_LATER, WIDTH
from printing.typesetting.canvas import PaperCanvas
from printing.typesetting.flowables import Align, TextBlock
from printing.typesetting.fonts import Family, Fonts
from printing.typesetting.layout import Span, Style
from printing.wording.editions import Wording

Record_co = TypeVar("Record_co", covariant=True)


class Sheet(Generic[Record_co]):
    """What one paper is written on; `paper` is the record it is made of."""

    def __init__(self, paper: Record_co, fonts: Fonts, words: Wording) -> None:
        self._paper = paper
        self.words = words
        self._fonts = fonts
        self._texts: list[str] = []
        self._story: list[Flowable] = []

    @property
    def paper(self) -> Record_co:
        """Return the record the paper is made of."""
        return self._paper

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

    @property
    def story(self) -> Sequence[Flowable]:
        """Return the blocks of the paper from top to bottom."""
        return self._story

    def fits(self, flowables: Sequence[Flowable]) -> bool:
        """Say whether these blocks, put below what stands already, still end on the first page."""
        room = A4[1] - TOP - BOTTOM
        return sum(one.wrap(WIDTH, room)[1] for one in (*self._story, *flowables)) <= room

    def pdf(self, around: Around) -> bytes:
        """Compose the paper.

        Raises:
            RuleError: `printing.missing_characters`; nothing is composed then.
        """
        furniture = Furniture(around, self.words, self.block)
        self._fonts.check(self._texts)
        target = io.BytesIO()
        template = BaseDocTemplate(target, pagesize=A4, pageTemplates=_templates(furniture))
        template.build(self._story, canvasmaker=partial(PaperCanvas, finish_page=furniture.finish))
        return target.getvalue()


AnySheet: TypeAlias = Sheet[object]
CaseSheet: TypeAlias = Sheet[Paper]


def _templates(furniture: Furniture) -> list[PageTemplate]:
    return [
        PageTemplate("first", [_frame(TOP)], onPage=furniture.begin_first, autoNextPageTemplate="later"),
        PageTemplate("later", [_frame(TOP_LATER)], onPage=furniture.begin_later),
    ]


def _frame(top: float) -> Frame:
    return Frame(SIDE, BOTTOM, WIDTH, A4[1] - top - BOTTOM, 0, 0, 0, 0)
