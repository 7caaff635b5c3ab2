"""Names for invented people, in both scripts, from the vendored list of attested names."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

# Endings of the Tibetan spelling as it stands in running text; a name in a form has none.
_ENDINGS = "་།"
_TSHEG = "་"
_HAN_FAMILY = "王李张刘陈杨马韩赵周吴徐孙胡朱高林何郭罗"
_HAN_GIVEN = "明华军芳丽强敏静伟燕海玲建平春梅秀兰志国玉珍文斌雪峰晓东红霞永福"


@dataclass(frozen=True)
class GivenName:
    """A given name as it is written in Chinese and in Tibetan."""

    chinese: str
    tibetan: str


@cache
def given_names() -> tuple[GivenName, ...]:
    """Return the attested names in the order of the list."""
    text = files("data.demo").joinpath("names.csv").read_text(encoding="utf-8")
    return tuple(
        GivenName(row["zh"], row["bo"].rstrip(_ENDINGS)) for row in csv.DictReader(text.splitlines())
    )


def two_names(chance: Random) -> GivenName:
    """Return two short given names put side by side, as most Tibetan names are."""
    short = [name for name in given_names() if len(name.chinese) == 2]
    first = chance.choice(short)
    # 拉姆 and 拉毛 are two ways to write one name.
    second = chance.choice([name for name in short if name.tibetan != first.tibetan])
    return GivenName(first.chinese + second.chinese, first.tibetan + _TSHEG + second.tibetan)


def han_name(chance: Random) -> str:
    """Return an invented Han name of two or three characters."""
    return chance.choice(_HAN_FAMILY) + "".join(chance.sample(_HAN_GIVEN, chance.choice((1, 2, 2))))
