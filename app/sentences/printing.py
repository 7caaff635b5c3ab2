"""Sentences about composing and printing papers."""

SENTENCES: dict[str, str] = {}
