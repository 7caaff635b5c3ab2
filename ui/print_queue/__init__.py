"""The print queue as a page for any staff window, and what keeps it moving."""
