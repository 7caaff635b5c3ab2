"""Tibetan text as its readers take it apart: syllables, their order in a dictionary, and Tibetan digits.

The order is that of CLDR's collation for `bo` (unicode-org/cldr, common/collation/bo.xml), which follows
Zhang Yisun's Great Tibetan-Chinese Dictionary (Beijing 1985): by the root letter, then by what stands before
and above it, then by what follows. Letters that only write borrowed words count as those they stand for.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

TextKey: TypeAlias = tuple[tuple[int, ...], ...]

_LETTERS = "ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨ"
_VOWELS = "\u0f72\u0f74\u0f7a\u0f7c"
_LIKE = str.maketrans("ཊཋཌཎཥཪ\u0f80\u0f7b\u0f7d\u0f7e\u0f82\u0f83", "ཏཐདནཤར\u0f72\u0f7a\u0f7cམམམ")
_SHIFT = 0x50  # from a subjoined letter to the same letter on its own
_FIXED_FORMS = {0x0FBA: "ཝ", 0x0FBB: "ཡ", 0x0FBC: "ར"}
_SYLLABLE = re.compile("[\u0f00\u0f18-\u0f33\u0f35-\u0f39\u0f3e-\u0fbc\u0fc6]+|[0-9]+|[^\\W0-9\u0f00-\u0fff]")
_ABOVE = {"ར": "ཀགངཇཉཏདནབམཙཛ", "ལ": "ཀགངཅཇཏདཔབཧ", "ས": "ཀགངཉཏདནཔབམཙ"}
"""Superscribed letters and what each stands over."""
_BEFORE = {
    "ག": "ཅཉཏདནཙཞཟཡཤས",
    "ད": "ཀགངཔབམ",
    "བ": "ཀགཅཏདཙཞཟཤས",
    "མ": "ཁགངཆཇཉཐདནཚཛ",
    "འ": "ཁགཆཇཐདཕབཚཛ",
}
"""Prefixes and the roots each stands before; བ stands before any letter above, and before རླ, too."""
_PREFIXED = frozenset(("དགས", "འགས", "དབས", "དམས"))
"""Three bare letters that end in two suffixes if need be: these the dictionary reads with a prefix."""
_FIRST_SUFFIX = "གངབམ"
"""What ས may follow as a second suffix."""
_VOWEL, _BELOW, _DIGIT, _FOREIGN = 40, 50, -20, 1000


@dataclass(frozen=True)
class _Stack:
    """A letter with what is joined below it and the vowels and marks on it."""

    letter: str
    below: str = ""
    vowels: str = ""

    @property
    def bare(self) -> bool:
        return not self.below and not self.vowels


def syllables(text: str) -> list[str]:
    """Return the syllables of a text without tsheg and shad; numbers whole, other letters one by one."""
    return _SYLLABLE.findall(unicodedata.normalize("NFC", text))


def holds_syllables(text: str, typed: str) -> bool:
    """Tell whether a text holds what was typed, syllable by syllable; the last one may be unfinished.

    `ཡིག` finds `དཔང་ཡིག` and `ཡི` does too, but `པང` does not find `དཔང`.
    """
    wanted, there = syllables(typed), syllables(text)
    if not wanted:
        return True
    places = range(len(there) - len(wanted) + 1)
    head, last = wanted[:-1], wanted[-1]
    return any(there[at : at + len(head)] == head and there[at + len(head)].startswith(last) for at in places)


def sorting_key(text: str) -> TextKey:
    """Return what sorts texts as a Tibetan dictionary does; numbers come first, other scripts last."""
    return tuple(_key(one) for one in syllables(text))


def with_tibetan_digits(text: str) -> str:
    """Return a text with ༠–༩ in the place of 0–9."""
    return text.translate({ord("0") + digit: 0x0F20 + digit for digit in range(10)})


def _key(syllable: str) -> tuple[int, ...]:
    if all(char.isdigit() for char in syllable):
        return (_DIGIT, int(syllable))
    stacks = _stacks(syllable.translate(_LIKE))
    if not stacks:
        return tuple(_FOREIGN + ord(char) for char in syllable)
    place = _root_place(stacks)
    root, below, above = _unstacked(stacks[place])
    prefix = stacks[0].letter if place else ""
    key = [_LETTERS.index(root) + 1, _head(prefix, above), *_follows(below, stacks[place].vowels)]
    for stack in stacks[place + 1 :]:
        key += [_LETTERS.index(stack.letter) + 1, *_follows(stack.below, stack.vowels)]
    return tuple(key)


def _stacks(syllable: str) -> list[_Stack]:
    """Return the stacks of a syllable; none for what is not Tibetan letters."""
    found: list[_Stack] = []
    for char in unicodedata.normalize("NFD", syllable).translate(_LIKE):
        if char in _LETTERS:
            found.append(_Stack(char))
            continue
        joined = _FIXED_FORMS.get(ord(char)) or chr(ord(char) - _SHIFT).translate(_LIKE)
        last = found.pop() if found else None
        if last is None:
            return []
        if "\u0f90" <= char <= "\u0fbc" and joined in _LETTERS:
            last = _Stack(last.letter, last.below + joined, last.vowels)
        elif char in _VOWELS:
            last = _Stack(last.letter, last.below, last.vowels + char)
        found.append(last)
    return found


def _root_place(stacks: list[_Stack]) -> int:
    """Return which stack has the root: the first, or the second behind a prefix."""
    first = stacks[0]
    if len(stacks) == 1 or not first.bare or first.letter not in _BEFORE:
        return 0
    second, (root, _, above) = stacks[1], _unstacked(stacks[1])
    prefixed = root in _BEFORE[first.letter] and not above
    if first.letter == "བ":
        prefixed = prefixed or above != "" or second == _Stack("ར", "ལ")
    if not prefixed:
        return 0
    if not second.bare:
        return 1
    if len(stacks) == 2:
        return 0
    letters = "".join(stack.letter for stack in stacks)
    twice = len(stacks) == 3 and second.letter in _FIRST_SUFFIX and stacks[2] == _Stack("ས")
    return 1 if not twice or letters in _PREFIXED else 0


def _unstacked(stack: _Stack) -> tuple[str, str, str]:
    """Return the root of a stack, what is below it, and what is above it."""
    if stack.below and stack.below[0] in _ABOVE.get(stack.letter, ""):
        return stack.below[0], stack.below[1:], stack.letter
    return stack.letter, stack.below, ""


def _head(prefix: str, above: str) -> int:
    """Return the order of heads: bare, prefixes, letters above, a prefix with a letter above."""
    if above:
        return (9 if prefix else 6) + "རལས".index(above)
    return "གདབམའ".index(prefix) + 1 if prefix else 0


def _follows(below: str, vowels: str) -> list[int]:
    """Return the weights of what is joined below and of vowels: after every suffix, as CLDR has it."""
    return [_BELOW + _LETTERS.index(char) for char in below] + [_VOWEL + _VOWELS.index(v) for v in vowels]
