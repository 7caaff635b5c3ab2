"""Sentences about the store, its files and its numbers."""

SENTENCES: dict[str, str] = {}
