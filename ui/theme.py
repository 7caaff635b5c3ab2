"""Design tokens: the only place where a colour, a size or a distance is written down."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

CHINESE, TIBETAN, RARE = "Noto Sans SC", "Noto Serif Tibetan UI", "HanaMinB"

# Distances in px at 100 %; everything sits on a grid of 4.
XXS, XS, SM, MD, LG, XL, XXL = 2, 4, 8, 12, 16, 24, 40
RADIUS_SM, RADIUS, RADIUS_LG = 4, 6, 10
# Least heights: table row, list row, input, button, band, action bar, touch target.
ROW, LIST_ROW, FIELD, BUTTON, BAND, FOOT, TOUCH = 36, 40, 34, 40, 48, 64, 88
FOCUS_WIDTH, FOCUS_GAP = 3, 2

CAPTION, BODY, HEADING, TITLE, FIGURE, TICKET = 13, 15, 17, 21, 30, 46
TIBETAN_LEADING = 1.96  # ascent + descent of the Tibetan face, in em

PAPER, PAPER_INK = "#FFFFFF", "#5C6977"  # a sheet is white in both themes

# Type roles: what a label says it is → size in px at 100 % and weight.
ROLES: dict[str, tuple[int, int]] = {
    "caption": (CAPTION, 400),
    "body": (BODY, 400),
    "strong": (BODY, 700),
    "heading": (HEADING, 700),
    "title": (TITLE, 700),
    "figure": (FIGURE, 700),
    "ticket": (TICKET, 700),
    # Screens read standing or from across the hall, drawn for one 1080 px wide or high.
    "public_note": (24, 400),
    "public_hint": (28, 400),
    "public_key": (28, 700),
    "public_head": (36, 700),
    "public_line": (38, 400),
    "public_fact": (38, 700),
    "public_name": (40, 700),
    "public_title": (46, 700),
    "public_question": (54, 700),
    "public_place": (62, 400),
    "public_call": (62, 700),
    "public_clock": (78, 700),
}
PUBLIC_NUMBER, PUBLIC_SIDE = 230, 1080  # a ticket's number at its largest; the side the sizes are drawn for


@dataclass(frozen=True)
class Tone:
    """Colours of one meaning: `ink` on `fill` passes 4.5:1, `edge` on the surface passes 3:1."""

    ink: str
    fill: str
    edge: str


class Sign(Enum):
    """How far a piece of work is, as a person sees it: a shape, a word, and only then a colour."""

    ON_TIME = "ontime"
    SOON = "soon"
    LATE = "late"
    OVERDUE = "overdue"
    DONE = "done"
    WAITING = "waiting"
    PAUSED = "paused"


@dataclass(frozen=True)
class Theme:
    """One complete set of colours, as `#RRGGBB`; a test asserts the contrast of every pair that meets."""

    name: str
    ground: str
    surface: str
    sunken: str
    line: str
    outline: str
    edge: str
    text: str
    text_2: str
    text_3: str
    primary: str
    primary_hover: str
    primary_soft: str
    on_primary: str
    bar: str
    bar_chosen: str
    on_bar: str
    on_bar_2: str
    accent: str
    on_accent: str
    focus: str
    error: str
    error_soft: str
    signs: dict[Sign, Tone]

    def tone(self, name: str) -> str:
        """Return the colour of a token or of a sign's edge by its name.

        Raises:
            KeyError: no token has this name.
        """
        return self._tones[name]

    @cached_property
    def _tones(self) -> dict[str, str]:
        colours = {name: str(value) for name, value in vars(self).items()}
        return colours | {sign.value: tone.edge for sign, tone in self.signs.items()}


LIGHT = Theme(
    name="light",
    ground="#F2F4F7",
    surface="#FFFFFF",
    sunken="#E9EDF2",
    line="#DBE1E8",
    outline="#BCC6D1",
    edge="#7D8997",
    text="#16202B",
    text_2="#435160",
    text_3="#5C6977",
    primary="#1C4E84",
    primary_hover="#153D69",
    primary_soft="#E4ECF6",
    on_primary="#FFFFFF",
    bar="#142F4D",
    bar_chosen="#1C4E84",
    on_bar="#FFFFFF",
    on_bar_2="#BBCADB",
    accent="#F4B740",
    on_accent="#2A1D00",
    focus="#0B6BDE",
    error="#B3261E",
    error_soft="#FCEBE9",
    signs={
        Sign.ON_TIME: Tone("#17603F", "#E3F2EA", "#2E8B62"),
        Sign.SOON: Tone("#6B4200", "#FFF3D6", "#B07500"),
        Sign.LATE: Tone("#3A2600", "#FFCB52", "#B07500"),
        Sign.OVERDUE: Tone("#FFFFFF", "#B3261E", "#B3261E"),
        Sign.DONE: Tone("#435160", "#E9EDF2", "#7D8997"),
        Sign.WAITING: Tone("#1C4E84", "#E4ECF6", "#5A84B4"),
        Sign.PAUSED: Tone("#56398A", "#EEE8F8", "#8A6DC0"),
    },
)

DARK = Theme(
    name="dark",
    ground="#10161D",
    surface="#18212B",
    sunken="#222D39",
    line="#2C3844",
    outline="#46566A",
    edge="#74859A",
    text="#E9EEF3",
    text_2="#B7C3CF",
    text_3="#98A6B4",
    primary="#8FBBEE",
    primary_hover="#B0D0F5",
    primary_soft="#1F344D",
    on_primary="#0B1C30",
    bar="#0A1522",
    bar_chosen="#1F344D",
    on_bar="#F3F7FB",
    on_bar_2="#9FB2C6",
    accent="#F4B740",
    on_accent="#2A1D00",
    focus="#62B0FF",
    error="#FF9A90",
    error_soft="#3A1F1F",
    signs={
        Sign.ON_TIME: Tone("#8BD9B3", "#17352A", "#4FA67D"),
        Sign.SOON: Tone("#F5CD7A", "#372A10", "#B98A2E"),
        Sign.LATE: Tone("#2A1D00", "#F4B740", "#F4B740"),
        Sign.OVERDUE: Tone("#2B0805", "#FF9A90", "#FF9A90"),
        Sign.DONE: Tone("#B7C3CF", "#222D39", "#74859A"),
        Sign.WAITING: Tone("#A9CBF1", "#1F344D", "#5F8BBB"),
        Sign.PAUSED: Tone("#CDB8F2", "#2D2542", "#8E76C0"),
    },
)
