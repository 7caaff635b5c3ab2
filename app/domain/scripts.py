"""How a hall shows its two scripts: which comes first, in which digits, and who reads the Tibetan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class ScriptRules:
    """The hall's rules of its scripts; Chinese first is the law's order (domain §6).

    Attributes:
        tibetan_first: 1 where a hall has its own legal basis for the other order.
        tibetan_digits: 1 for ༠–༩ in Tibetan dates on screens; documents of law are always in Western digits.
        readers: sign-in names of who may confirm a text, apart by blanks; empty, every guide may.
    """

    tibetan_first: int = 0
    tibetan_digits: int = 0
    readers: str = ""

    def ordered(self, chinese: T, tibetan: T) -> Sequence[T]:
        """Return two things, one of each script, in the hall's order."""
        return (tibetan, chinese) if self.tibetan_first else (chinese, tibetan)
