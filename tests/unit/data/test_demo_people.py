"""Invented people are valid, deterministic, at the edges of what happens, and nobody's."""

from datetime import date
from random import Random

import pytest

from app.domain.applicants import checked_agent, checked_applicant
from app.domain.cases import ApplicantKind
from app.domain.codes import check_credit_code, check_id_number
from app.domain.text import NAME_LIMIT, clean_name, is_tibetan
from data.demo_names import given_names
from data.demo_people import ORGANISATION_HEAD, DemoPeople

TODAY = date(2026, 9, 14)
PEOPLE = DemoPeople()


@pytest.mark.parametrize("kind", ApplicantKind)
def test_the_same_seed_gives_the_same_people(kind: ApplicantKind) -> None:
    first, second = ([PEOPLE.applicant(chance, kind) for _ in range(50)] for chance in (Random(7), Random(7)))
    assert first == second
    assert first != [PEOPLE.applicant(Random(8), kind) for _ in range(50)]


@pytest.mark.parametrize("kind", ApplicantKind)
def test_every_field_is_in_its_stored_form(kind: ApplicantKind) -> None:
    chance = Random(1)
    for _ in range(500):
        applicant = PEOPLE.applicant(chance, kind)
        assert checked_applicant(applicant, TODAY) == applicant
        agent = PEOPLE.agent(chance)
        assert checked_agent(agent, TODAY) == agent


def test_numbers_are_right_and_nobodys() -> None:
    chance = Random(2)
    for _ in range(500):
        number = check_id_number(PEOPLE.applicant(chance, ApplicantKind.PERSON).code, TODAY)
        assert number.warnings == ()
        assert number.value[14:17] in ("996", "997", "998", "999")
        assert number.birth_date.year >= 1940
        code = check_credit_code(PEOPLE.applicant(chance, ApplicantKind.ORGANISATION).code)
        assert code.warnings == ()
        assert code.organisation_code.startswith(ORGANISATION_HEAD)
        assert code.area == "632621"


def test_names_reach_the_edges() -> None:
    chance = Random(3)
    names = [PEOPLE.applicant(chance, ApplicantKind.PERSON).name for _ in range(1000)]
    names += [PEOPLE.applicant(chance, ApplicantKind.ORGANISATION).name for _ in range(500)]
    assert max(map(len, names)) == NAME_LIMIT
    assert sum(len(name) == NAME_LIMIT for name in names) > 5
    assert sum(any(ord(char) > 0xFFFF for char in name) for name in names) > 10
    assert sum(all(is_tibetan(char) for char in name) for name in names) > 50
    assert sum(is_tibetan(name[-1]) and not is_tibetan(name[0]) for name in names) > 10


def test_attested_names_are_clean() -> None:
    assert len(given_names()) > 40
    for name in given_names():
        assert clean_name(name.chinese, "zh") == name.chinese
        assert clean_name(name.tibetan, "bo") == name.tibetan
        assert is_tibetan(name.tibetan[0])
        assert name.tibetan[-1] not in "་།"
