"""Area codes: those of the reference, old ones kept, names from the province down."""

import re
from importlib.resources import files

import pytest

from app.domain import areas


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("630000", "青海省"),
        ("632600", "青海省果洛藏族自治州"),
        ("632621", "青海省果洛藏族自治州玛沁县"),
        ("632622", "青海省果洛藏族自治州班玛县"),
        ("632623", "青海省果洛藏族自治州甘德县"),
        ("632624", "青海省果洛藏族自治州达日县"),
        ("632625", "青海省果洛藏族自治州久治县"),
        ("632626", "青海省果洛藏族自治州玛多县"),
        ("431022", "湖南省宜章县"),
        ("431023", "湖南省永兴县"),
        ("130105", "河北省新华区"),
        ("330881", "浙江省江山市"),
        ("110105", "北京市"),
        ("990101", ""),
    ],
)
def test_names(code: str, name: str) -> None:
    assert areas.full_name(code) == name


@pytest.mark.parametrize("prefecture", ["6301", "6302", "6322", "6323", "6325", "6326", "6327", "6328"])
def test_prefectures_of_qinghai(prefecture: str) -> None:
    assert areas.is_known(prefecture + "00")
    assert any(code.startswith(prefecture) and not code.endswith("00") for code in areas.AREAS)


@pytest.mark.parametrize(
    "code", ["632100", "632721", "632321", "110105", "810000", "830000", "100000", "630000"]
)
def test_old_codes_and_those_of_other_provinces_are_known(code: str) -> None:
    assert areas.is_known(code)


@pytest.mark.parametrize("code", ["632699", "639999", "000000", "990000", "721000"])
def test_codes_nobody_gave_are_unknown(code: str) -> None:
    assert not areas.is_known(code)


def test_a_renamed_county_has_its_years() -> None:
    assert (areas.AREAS["632721"].name, areas.AREAS["632721"].until) == ("玉树县", 2013)
    assert (areas.AREAS["632701"].name, areas.AREAS["632701"].since) == ("玉树市", 2013)


def test_the_table_is_whole() -> None:
    assert len(areas.PROVINCES) == 35
    for code, area in areas.AREAS.items():
        assert areas.is_area_form(code)
        assert area.code == code
        assert code[:2] in areas.PROVINCES
        assert area.since is None or area.until is None or area.since <= area.until


@pytest.mark.parametrize("code", ["63262", "6326211", "63262a", "６３２６２１", ""])
def test_other_forms_are_no_area(code: str) -> None:
    assert not areas.is_area_form(code)


def test_every_code_qinghai_ever_had_is_known_with_its_years() -> None:
    """The table of python-stdnum (made from the published lists) as an oracle."""
    text = (files("stdnum") / "cn" / "loc.dat").read_text(encoding="utf-8")
    qinghai = text.partition('63 province="青海省"\n')[2].partition("\n64 ")[0]
    theirs = re.findall(r'^  (\d{4}) county="(?:[^"]*,)?(?:\[(\d*)-(\d*)\])?([^"]*)"', qinghai, re.M)
    assert len(theirs) > 60
    for code, _, until, name in theirs:
        assert areas.is_known("63" + code)
        if code != "0000":
            area = areas.AREAS["63" + code]
            assert (area.name, str(area.until or "")) == (name.replace("員會", "员会"), until)
