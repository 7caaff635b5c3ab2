"""Password hashes: salted, checked, renewed when the parameters change, damaged ones named."""

import pytest

from app.errors import StorageError
from app.ports.rules import PasswordHash
from app.sentences import sentence
from data.passwords import Argon2Passwords

PASSWORDS: PasswordHash = Argon2Passwords(time_cost=1, memory_kib=8, parallelism=1)


@pytest.mark.parametrize("password", ["Kanbu-2026!", "密码བཀྲ𠮷", "", "x" * 200])
def test_a_password_opens_its_own_hash_only(password: str) -> None:
    stored = PASSWORDS.hash(password)
    assert stored.startswith("$argon2id$")
    assert PASSWORDS.verify(stored, password)
    assert not PASSWORDS.verify(stored, password + " ")


def test_two_hashes_of_one_password_differ() -> None:
    assert PASSWORDS.hash("same") != PASSWORDS.hash("same")


def test_composed_and_decomposed_letters_are_one_password() -> None:
    assert PASSWORDS.verify(PASSWORDS.hash("caf\u00e9"), "cafe\u0301")


def test_other_parameters_ask_for_a_new_hash_but_still_verify() -> None:
    stored = PASSWORDS.hash("Kanbu-2026!")
    assert not PASSWORDS.needs_rehash(stored)
    stronger = Argon2Passwords(time_cost=2, memory_kib=16, parallelism=1)
    assert stronger.needs_rehash(stored)
    assert stronger.verify(stored, "Kanbu-2026!")


def test_the_parameters_in_use_are_those_of_the_rfc() -> None:
    weak = PASSWORDS.hash("x")
    assert Argon2Passwords().needs_rehash(weak)
    assert not Argon2Passwords().needs_rehash(
        "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE"
    )


NO_HASHES = ["", "plain", "$argon2id$", "$2b$12$abc"]


@pytest.mark.parametrize("stored", [*NO_HASHES, "$argon2id$v=19$m=8,t=1,p=1$AAAA$"])
def test_a_damaged_hash_is_named_and_opens_for_nobody(stored: str) -> None:
    with pytest.raises(StorageError) as caught:
        PASSWORDS.verify(stored, "x")
    assert caught.value.code == "password.damaged"
    assert sentence(caught.value)


@pytest.mark.parametrize("stored", NO_HASHES)
def test_a_damaged_hash_is_not_quietly_renewed(stored: str) -> None:
    with pytest.raises(StorageError, match=r"password\.damaged"):
        PASSWORDS.needs_rehash(stored)
