"""Sizes of the papers: A4, its margins, and the type sizes of official forms."""

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

SIDE = 24 * mm
WIDTH = A4[0] - 2 * SIDE
TOP = 14 * mm
TOP_LATER = 26 * mm
BOTTOM = 25 * mm
FOOT_TOP = 22 * mm
QR_SIDE = 22 * mm
SEAL_SIDE = 45 * mm
"""Seals of county organs are at most 45 mm across (国发〔1999〕25号)."""

TITLE = 22.0
"""二号."""
ORGAN = 16.0
"""三号."""
LETTER = 12.0
"""小四: text that is read, not filled in."""
BODY = 10.5
"""五号: text in forms."""
SMALL = 8.5

ROW = 19.0
"""Least height of a row in a table, in points."""
