"""The counter's queue as a small strip that stays in front of other systems."""
