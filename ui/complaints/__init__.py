"""Complaints as the centre's office works through them, and how a list tells of each."""
