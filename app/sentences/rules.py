"""Sentences about rules of law, of the hall and of form."""

SENTENCES: dict[str, str] = {}
