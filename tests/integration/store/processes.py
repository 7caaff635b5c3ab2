"""Runs parts of a test in processes of their own, made by fork, so that they share no lock and no memory."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")

FORK = multiprocessing.get_context("fork")


def in_child(act: Callable[[], T]) -> T:
    """Return what an act returns in a child process; its failure is a failure here."""
    return in_children([act])[0]


def in_children(acts: list[Callable[[], T]]) -> list[T]:
    """Run acts at the same time, each in a child process, and return what they return."""
    pipes = [FORK.Pipe(duplex=False) for _ in acts]
    children = [FORK.Process(target=_run, args=(act, end)) for act, (_, end) in zip(acts, pipes, strict=True)]
    for child in children:
        child.start()
    answers = [begin.recv() for begin, _ in pipes]
    for child, (begin, end) in zip(children, pipes, strict=True):
        child.join()
        begin.close()
        end.close()
    failures = [answer for answer in answers if isinstance(answer, BaseException)]
    if failures:
        raise failures[0]
    return answers


def _run(act: Callable[[], object], end: Connection) -> None:
    try:
        end.send(act())
    except BaseException as error:
        end.send(RuntimeError(repr(error)))
