"""Copies of the store beside everything else, by hand and by plan."""

from ui.tasks import Task

LANE = "backup"
"""Of its own: a long copy must not hold up who reads and writes meanwhile."""


def tell_how_far(task: Task, done: int, total: int) -> None:
    """Report how far a copy is; raises `Cancelled` when someone asked to stop."""
    task.check()
    task.report((done, total))
