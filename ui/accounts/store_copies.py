"""Copies of the store, by hand and by plan."""

LANE = "backup"
"""Of its own: a long copy must not hold up who reads and writes meanwhile."""
