"""Sentences about devices and their ports."""

SENTENCES: dict[str, str] = {}
