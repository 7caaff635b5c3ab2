"""Checking in by finger: the page people punch at, and the page where fingers are enrolled."""
