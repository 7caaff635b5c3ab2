"""Records and rules of the hall: frozen dataclasses, enums and pure functions."""
