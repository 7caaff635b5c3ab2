"""Texts the typesetting is tried on: attested Tibetan and bilingual strings, and every native stack."""

from pathlib import Path

STRINGS = [
    line.split("\t")[0]
    for line in (Path(__file__).parents[2] / "data" / "test_strings.txt").read_text("utf-8").splitlines()
]

CHINESE = (
    "根据《中华人民共和国行政许可法》第三十二条第一款第五项的规定，你（单位）提出的申请材料齐全、符合法定形式，"
    "本机关决定予以受理。法定办结时限20个工作日，承诺办结时限5个工作日；“特别程序”所需时间不计算在内。"
    "编号：玛沁发改受〔2026〕100001号，应于2026年10月19日前办结，费用￥1,200.50元，折扣85%……详见附件——材料清单。"
)
NAMES = "才让·卓玛、𬭎𬬭、𫖯𬱟、㛃、𫛭、𬴂、བཀྲ་ཤིས་སྒྲོལ་མ།"

_LETTERS = "ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨ"
_HEADED = {"ར": "ཀགངཇཉཏདནབམཙཛ", "ལ": "ཀགངཅཇཏདཔབཧ", "ས": "ཀགངཉཏདནཔབམཙ"}
_FOOTED = {
    "ྱ": "ཀཁགཔཕབམ",
    "ྲ": "ཀཁགཏཐདནཔཕབམཤསཧ",
    "ླ": "ཀགབཟརས",
    "ྭ": "ཀཁགཅཉཏདཙཚཞཟརལཤསཧ",
}
_TRIPLE = ["རྐྱ", "རྒྱ", "རྨྱ", "སྐྱ", "སྒྱ", "སྤྱ", "སྦྱ", "སྨྱ", "སྐྲ", "སྒྲ", "སྣྲ", "སྤྲ", "སྦྲ", "སྨྲ", "གྲྭ", "ཕྱྭ", "རྩྭ"]
_SIGNS = ["", *["ི", "ུ", "ེ", "ོ", "ཱ", "ཱི", "ཱུ", "ཻ", "ཽ", "ྀ", "ཾ", "ྃ", "ཿ", "ིཾ"]]
_SUBJOINED_FROM_LETTER = 0x50


def native_stacks() -> list[str]:
    """Return every native stack with every vowel and sign: letters, two-storey and three-storey stacks."""
    headed = [
        head + chr(ord(foot) + _SUBJOINED_FROM_LETTER) for head, feet in _HEADED.items() for foot in feet
    ]
    footed = [base + foot for foot, bases in _FOOTED.items() for base in bases]
    return [stack + sign for stack in [*_LETTERS, *headed, *footed, *_TRIPLE] for sign in _SIGNS]
