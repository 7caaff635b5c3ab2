"""IPP messages against the bytes of RFC 8010, read back whole, and refused when cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as any_of

from app.errors import DeviceError
from devices.cups.ipp import Attribute, Operation, Tag, Value, answer, request

# RFC 8010 Appendix A.2: the answer to a Print-Job, with job-uri shortened.
TAKEN = bytes.fromhex(
    "0101 0000 00000001"
    "01 47 0012 617474726962757465732d63686172736574 0005 7574662d38"
    "48 001b 617474726962757465732d6e61747572616c2d6c616e6775616765 0005 656e2d7573"
    "02 21 0006 6a6f622d6964 0004 00000093"
    "23 0009 6a6f622d7374617465 0004 00000003"
    "44 0011 6a6f622d73746174652d726561736f6e73 0004 6e6f6e65"
    "44 0000 000c 6a6f622d696e636f6d696e67"
    "13 0012 74696d652d61742d70726f63657373696e67 0000"
    "22 0008 7072657365727665 0001 01"
    "03"
)


def test_a_request_has_the_bytes_of_the_standard() -> None:
    made = request(
        Operation.GET_JOBS,
        (
            (
                Tag.OPERATION,
                (
                    Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
                    Attribute(Tag.INTEGER, "limit", (50,)),
                    Attribute(Tag.KEYWORD, "requested-attributes", ("job-id", "job-name")),
                ),
            ),
        ),
    )
    assert made == bytes.fromhex(
        "0200 000a 00000001 01"
        "47 0012 617474726962757465732d63686172736574 0005 7574662d38"
        "21 0005 6c696d6974 0004 00000032"
        "44 0014 7265717565737465642d61747472696275746573 0006 6a6f622d6964"
        "44 0000 0008 6a6f622d6e616d65"
        "03"
    )


def test_an_answer_is_read_by_groups_and_kinds_of_values() -> None:
    found = answer(TAKEN)
    assert (found.status, found.refused, len(found.groups)) == (0, False, 2)
    (job,) = found.of(Tag.JOB)
    assert (job.number("job-id"), job.number("job-state"), job.number("time-at-processing")) == (147, 3, None)
    assert job.texts("job-state-reasons") == ("none", "job-incoming")
    assert job.attributes["preserve"] == (True,)
    assert (job.text("job-name"), job.number("job-name"), found.of(Tag.PRINTER)) == ("", None, ())


def test_a_refusal_is_told_by_its_status() -> None:
    assert answer(bytes.fromhex("0101 0406 00000001 03")).refused
    assert not answer(bytes.fromhex("0101 0001 00000001 03")).refused


@pytest.mark.parametrize("length", range(len(TAKEN)))
def test_an_answer_that_is_cut_is_not_taken_for_whole(length: int) -> None:
    with pytest.raises(DeviceError, match="garbled"):
        answer(TAKEN[:length])


@given(any_of.binary(max_size=200))
def test_whatever_comes_is_read_or_refused(noise: bytes) -> None:
    try:
        answer(noise)
    except DeviceError as told:
        assert told.code == "device.garbled"  # noqa: PT017  # reading it is as right


VALUES = any_of.one_of(
    any_of.tuples(any_of.just(Tag.INTEGER), any_of.integers(-(2**31), 2**31 - 1)),
    any_of.tuples(any_of.just(Tag.BOOLEAN), any_of.booleans()),
    any_of.tuples(any_of.just(Tag.NAME), any_of.text(max_size=40)),
)


@given(any_of.dictionaries(any_of.text(min_size=1, max_size=20), VALUES, max_size=6))
def test_what_is_written_is_read_back(said: dict[str, tuple[Tag, Value]]) -> None:
    attributes = [Attribute(tag, name, (value, value)) for name, (tag, value) in said.items()]
    (group,) = answer(request(Operation.PRINT_JOB, ((Tag.JOB, attributes),))).groups
    assert group.attributes == {name: (value, value) for name, (_, value) in said.items()}
