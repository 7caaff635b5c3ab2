"""Pinyin for searching, and that its dictionary waits until someone searches."""

import subprocess
import sys

import pytest

from app.ports.rules import Pinyin
from data.pinyin import DictionaryPinyin

PINYIN: Pinyin = DictionaryPinyin()


@pytest.mark.parametrize(
    ("text", "initials", "syllables"),
    [
        ("玛沁县", "mqx", "ma qin xian"),
        ("才让卓玛", "crzm", "cai rang zhuo ma"),
        ("吕", "l", "lv"),
        ("重庆银行", "cqyh", "chong qing yin hang"),
        ("3号楼A座", "3hlaz", "3 hao lou a zuo"),
        ("ABC 玛多  x", "abcmdx", "abc ma duo x"),
        ("买买提·吐尔逊", "mmt·tex", "mai mai ti · tu er xun"),
        ("𠮷田", "𠮷t", "𠮷 tian"),
        ("བཀྲ་ཤིས", "བཀྲ་ཤིས", "བཀྲ་ཤིས"),
        ("", "", ""),
        ("  ", "", ""),
    ],
)
def test_readings(text: str, initials: str, syllables: str) -> None:
    assert PINYIN.initials(text) == initials
    assert PINYIN.syllables(text) == syllables


def test_the_dictionary_waits_for_the_first_search() -> None:
    code = (
        "import sys, data.pinyin as p; early = 'pypinyin' in sys.modules;"
        "p.DictionaryPinyin().initials('玛'); print(early, 'pypinyin' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "True"]
