"""Contrast of every pair of colours that meets on a screen: WCAG 2.2 AA, text 4.5:1, shapes 3:1."""

from collections.abc import Iterator

import pytest

from ui.stylesheet import render_qss
from ui.theme import DARK, LIGHT, PAPER, PAPER_INK, Sign, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def pairs(theme: Theme) -> Iterator[tuple[str, str, float]]:
    for ink in ("text", "text_2", "text_3"):
        yield from ((ink, ground, 4.5) for ground in ("ground", "surface", "sunken", "primary_soft"))
    yield from (("primary", ground, 4.5) for ground in ("surface", "ground", "primary_soft"))
    yield from (("on_primary", ground, 4.5) for ground in ("primary", "primary_hover"))
    yield from ((ink, "bar", 4.5) for ink in ("on_bar", "on_bar_2", "accent"))
    yield ("on_bar", "bar_chosen", 4.5)
    yield ("on_accent", "accent", 4.5)
    yield from (("error", ground, 4.5) for ground in ("surface", "ground", "error_soft"))
    yield ("text", "error_soft", 4.5)
    yield ("text_2", "error_soft", 4.5)
    yield from ((shape, ground, 3) for shape in ("edge", "focus") for ground in ("surface", "ground"))


def test_the_measure_knows_the_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


@THEMES
def test_every_pair_passes(theme: Theme) -> None:
    weak = [
        (ink, ground)
        for ink, ground, least in pairs(theme)
        if contrast(theme.tone(ink), theme.tone(ground)) < least
    ]
    assert not weak


@THEMES
@pytest.mark.parametrize("sign", Sign)
def test_every_sign_passes(theme: Theme, sign: Sign) -> None:
    tone = theme.signs[sign]
    assert contrast(tone.ink, tone.fill) >= 4.5
    assert contrast(tone.edge, theme.surface) >= 3


def test_words_on_an_empty_sheet_pass() -> None:
    assert contrast(PAPER, PAPER_INK) >= 4.5


def test_a_sign_is_a_tone_by_its_name() -> None:
    assert LIGHT.tone("late") == LIGHT.signs[Sign.LATE].edge
    with pytest.raises(KeyError):
        LIGHT.tone("crimson")


@THEMES
def test_the_sheet_scales_every_size(theme: Theme) -> None:
    once, twice = (render_qss(theme, lambda size, n=n: round(size * n)) for n in (1, 2))  # type: ignore[misc]
    assert "font-size: 15px" in once
    assert "font-size: 30px" in twice
    assert "{" in once
    assert "None" not in once
