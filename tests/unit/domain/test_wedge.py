"""A keyboard wedge told from typing by the 50 ms rule (protocols §10)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.wedge import LONGEST, WedgeReader


def press(reader: WedgeReader, text: str, start: float, gap: float) -> list[str | None]:
    return [reader.key(key, start + at * gap) for at, key in enumerate(text)]


@pytest.mark.parametrize("suffix", ["\r", "\n", "\t"])
def test_fast_keys_with_a_suffix_are_a_scan(suffix: str) -> None:
    assert press(WedgeReader(), "91540000TEST" + suffix, 5.0, 0.01)[-1] == "91540000TEST"


def test_a_person_is_never_a_scan() -> None:
    assert press(WedgeReader(), "91540000TEST\r", 5.0, 0.06) == [None] * 13


def test_typing_before_a_scan_is_not_part_of_it() -> None:
    reader = WedgeReader()
    press(reader, "ab", 0.0, 0.2)
    assert press(reader, "12345678\r", 1.0, 0.005)[-1] == "12345678"


def test_a_quick_pair_of_keys_is_no_scan() -> None:
    assert press(WedgeReader(), "ab\r", 0.0, 0.01)[-1] is None


def test_without_suffix_silence_ends_a_scan_once() -> None:
    reader = WedgeReader()
    press(reader, "12345678", 0.0, 0.01)
    assert reader.idle(0.1) is None
    assert reader.idle(0.2) == "12345678"
    assert reader.idle(0.3) is None


def test_a_stuck_key_does_not_grow_without_bound() -> None:
    reader = WedgeReader()
    press(reader, "x" * (LONGEST * 2 + 5), 0.0, 0.001)
    assert reader.idle(100) == "xxxxx"


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=4, max_size=60), st.floats(0.0, 0.049))
def test_any_text_survives(text: str, gap: float) -> None:
    assert press(WedgeReader(), text + "\r", 1.0, gap)[-1] == text
