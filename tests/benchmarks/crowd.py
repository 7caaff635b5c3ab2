"""A store with as many invented cases as wanted, written in bulk for the benchmarks."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert

from app.domain.case_number import CaseNumber
from app.domain.case_rows import CaseRow
from app.domain.cases import CaseHeader
from app.domain.ids import new_id
from app.domain.lifecycle import State
from data.engine import open_engine
from data.places import STORE_FILE
from data.records import encode
from data.schema import case_header, case_names, case_row
from data.search import index_words
from data.store import create_store, open_store
from tests import factories

CLANS = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗才仁旦完"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰涛明超兰霞平刚桂文辉玲红玉梅建国志华晓春"
TIBETAN = (
    "扎西",
    "卓玛",
    "次仁",
    "央金",
    "格桑",
    "多吉",
    "平措",
    "达瓦",
    "尼玛",
    "洛桑",
    "白玛",
    "旺堆",
    "拉姆",
)
WRITTEN = ("བཀྲ་ཤིས", "སྒྲོལ་མ", "ཚེ་རིང", "དབྱངས་ཅན", "སྐལ་བཟང", "རྡོ་རྗེ", "ཟླ་བ", "ཉི་མ", "བློ་བཟང", "པད་མ")
ITEMS = ("居民身份证换领", "食品经营许可（新办）", "草原使用证办理", "不动产登记", "机动车驾驶证换证")

_BATCH = 10_000
_PER_DAY = 900
_FIRST_DAY = date(2018, 1, 1)


def name(dice: random.Random) -> str:
    """Return an invented name: half Han, a third Tibetan in Han characters, the rest in Tibetan script."""
    kind = dice.random()
    if kind < 0.5:
        return dice.choice(CLANS) + "".join(dice.choices(GIVEN, k=dice.choice((1, 2, 2))))
    if kind < 0.85:
        return "".join(dice.choices(TIBETAN, k=2))
    return "་".join(dice.choices(WRITTEN, k=2))


def case(place: int, dice: random.Random) -> tuple[CaseHeader, CaseRow]:
    """Return the case at a place of the order of arrival."""
    day = _FIRST_DAY + timedelta(days=place // _PER_DAY)
    phone = f"1{dice.randrange(10**10):010}"
    applicant = factories.applicant(
        name=name(dice), code=f"63262119{dice.randrange(10**10):010}", phone=phone
    )
    department = f"{101 + place % 24}"
    number = str(CaseNumber("632621", department, day, 1 + place % _PER_DAY))
    header = factories.header(
        id=new_id(),
        number=number,
        item_name=dice.choice(ITEMS),
        department=department,
        applicant=applicant,
        agent=factories.agent(name=name(dice)) if dice.random() < 0.1 else None,
        contact_phone=phone,
        opened_on=day,
    )
    return header, _row(header, dice)


def _row(header: CaseHeader, dice: random.Random) -> CaseRow:
    finished = dice.random() < 0.98
    return CaseRow(
        case_id=header.id,
        number=header.number,
        item_key=header.item_key,
        item_name=header.item_name,
        department=header.department,
        applicant_name=header.applicant.name,
        applicant_code=header.applicant.code,
        phone=header.contact_phone,
        state=State.ARCHIVED if finished else State.REVIEWING,
        forked=False,
        handler_id=UUID(int=dice.randrange(60)),
        handler_name="卓玛措",
        opened_on=header.opened_on,
        due=None if finished else header.opened_on + timedelta(days=20),
        promise_due=None,
        statutory_due=header.opened_on + timedelta(days=30),
        provisional=False,
        updated_at=factories.NINE,
        as_of=header.opened_on,
    )


def fill(folder: Path, rows: int, one_by_one: int) -> None:
    """Make a store with that many cases, the last ones each in a unit of work of its own."""
    dice = random.Random(7)
    create_store(folder, 1, changed=lambda changes: None).close()
    cases = (case(place, dice) for place in range(rows))
    _write_in_bulk(folder, islice(cases, rows - one_by_one))
    with open_store(folder, changed=lambda changes: None) as store:
        for header, row in cases:
            with store.write() as unit:
                unit.cases.open(header)
                unit.cases.put_row(row)
                unit.commit()


def _write_in_bulk(folder: Path, cases: Iterator[tuple[CaseHeader, CaseRow]]) -> None:
    engine = open_engine(folder / STORE_FILE)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous = OFF")
        place = 1
        while batch := list(islice(cases, _BATCH)):
            numbered = [(place + at, *pair) for at, pair in enumerate(batch)]
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            connection.execute(insert(case_header), [_header_values(n, header) for n, header, _ in numbered])
            connection.execute(insert(case_row), [_row_values(n, header, row) for n, header, row in numbered])
            connection.execute(insert(case_names), [_name_values(n, header) for n, header, _ in numbered])
            connection.exec_driver_sql("COMMIT")
            place += len(batch)
    engine.dispose()


def _agent(header: CaseHeader) -> str:
    return header.agent.name if header.agent else ""


def _header_values(place: int, header: CaseHeader) -> dict[str, object]:
    return {
        "n": place,
        "id": header.id,
        "payload": encode(header),
        "taken_in": False,
        "revision": 1,
        "number": header.number,
        "agent_name": _agent(header),
    }


def _row_values(place: int, header: CaseHeader, row: CaseRow) -> dict[str, object]:
    return {
        **vars(row),
        "n": place,
        "agent_name": _agent(header),
        "code_reversed": row.applicant_code[::-1],
        "phone_reversed": row.phone[::-1],
    }


def _name_values(place: int, header: CaseHeader) -> dict[str, object]:
    words = index_words((header.applicant.name, _agent(header), header.item_name))
    return {"rowid": place, "words": words}
