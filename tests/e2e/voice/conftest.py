"""Recordings in the demo hall."""

from tests.e2e.hall_screens import demo_store, faces, hall, look, pytest_collection_modifyitems, wait

__all__ = ["demo_store", "faces", "hall", "look", "pytest_collection_modifyitems", "wait"]
