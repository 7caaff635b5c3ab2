"""Areas of GB/T 2260: provinces, and Qinghai in full with the codes it once had."""

from dataclasses import dataclass

NATION = "100000"

# By the first two digits; 81 to 83 head the residence cards of people from Hong Kong, Macao and Taiwan.
PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区",
    "21": "辽宁省", "22": "吉林省", "23": "黑龙江省",
    "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省",
    "37": "山东省",
    "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区", "46": "海南省",
    "50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省", "54": "西藏自治区",
    "61": "陕西省", "62": "甘肃省", "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
    "71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区", "83": "台湾地区",
}  # fmt: skip

_QINGHAI = "63"


@dataclass(frozen=True)
class Area:
    """A prefecture or county with the code it has, or had from the year `since` to the year `until`."""

    code: str
    name: str
    since: int | None = None
    until: int | None = None


_TABLE = """
630100 西宁市
630101 市辖区
630102 城东区
630103 城中区
630104 城西区
630105 城北区
630106 湟中区 2019-
630111 郊区 1983-1986
630120 市区 -1983
630121 大通回族土族自治县
630122 湟中县 1999-2019
630123 湟源县 1999-
630200 海东市 2013-
630201 市辖区 2013-
630202 乐都区 2013-
630203 平安区 2015-
630221 平安县 2013-2015
630222 民和回族土族自治县 2013-
630223 互助土族自治县 2013-
630224 化隆回族自治县 2013-
630225 循化撒拉族自治县 2013-
632100 海东地区 -2013
632121 平安县 -2013
632122 民和回族土族自治县 -2013
632123 乐都县 -2013
632124 湟中县 -1999
632125 湟源县 -1999
632126 互助土族自治县 -2013
632127 化隆回族自治县 -2013
632128 循化撒拉族自治县 -2013
632200 海北藏族自治州
632221 门源回族自治县
632222 祁连县
632223 海晏县
632224 刚察县
632300 黄南藏族自治州
632301 同仁市 2020-
632321 同仁县 -2020
632322 尖扎县
632323 泽库县
632324 河南蒙古族自治县
632400 省直辖行政单位 -1988
632421 河南蒙古族自治县 -1988
632500 海南藏族自治州
632521 共和县
632522 同德县
632523 贵德县
632524 兴海县
632525 贵南县
632600 果洛藏族自治州
632621 玛沁县
632622 班玛县
632623 甘德县
632624 达日县
632625 久治县
632626 玛多县
632700 玉树藏族自治州
632701 玉树市 2013-
632721 玉树县 -2013
632722 杂多县
632723 称多县
632724 治多县
632725 囊谦县
632726 曲麻莱县
632800 海西蒙古族藏族自治州
632801 格尔木市
632802 德令哈市
632803 茫崖市 2018-
632821 乌兰县
632822 都兰县
632823 天峻县
632858 冷湖行政委员会 1992-2018
632859 茫崖行政委员会 1984-2018
431022 宜章县
431023 永兴县
130105 新华区
330881 江山市
"""


def _area(line: str) -> Area:
    code, name, years = (*line.split(), "-")[:3]
    since, until = years.split("-")
    return Area(code, name, int(since) if since else None, int(until) if until else None)


AREAS = {area.code: area for area in map(_area, _TABLE.split("\n")[1:-1])}


def is_area_form(code: str) -> bool:
    """Tell whether a text has the form of an area code: six ASCII digits."""
    return len(code) == 6 and code.isascii() and code.isdigit()


def is_known(code: str) -> bool:
    """Tell whether a six-digit area code is one we know, today's or an old one.

    Outside Qinghai only the province is known. An unknown code is a reason to look twice, never to refuse:
    codes change, and papers keep the old ones.
    """
    if code in AREAS or code == NATION:
        return True
    if code.startswith(_QINGHAI):
        return code == _QINGHAI + "0000"
    return code[:2] in PROVINCES


def full_name(code: str) -> str:
    """Return the name with what lies above it, `青海省果洛藏族自治州玛沁县`; empty where nothing is known."""
    names = [PROVINCES.get(code[:2], "")]
    names += [AREAS[part].name for part in dict.fromkeys((code[:4] + "00", code)) if part in AREAS]
    return "".join(names)
