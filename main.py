"""Composition root: arguments, settings, wiring."""
