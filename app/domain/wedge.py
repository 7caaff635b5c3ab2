"""Telling a scanner that types like a keyboard from a person who types: by the time between two keys."""

GAP_SECONDS = 0.05
"""Keys of a scan follow each other faster than this (protocols §10)."""

SHORTEST = 4
LONGEST = 4096


class WedgeReader:
    """Assemble the keys of a scanner and let a person's typing pass.

    The times given must be of one clock, in seconds, and never run backwards.
    """

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._last = float("-inf")

    def key(self, text: str, at: float) -> str | None:
        """Take a key; return the scanned text when it ends a scan.

        Args:
            text: what the key types; a carriage return, line feed or tab ends a scan.
            at: when it was pressed.
        """
        if at - self._last >= GAP_SECONDS or len(self._keys) >= LONGEST:
            self._keys.clear()
        self._last = at
        if text in ("\r", "\n", "\t"):
            return self._taken()
        self._keys.append(text)
        return None

    def idle(self, at: float) -> str | None:
        """Return the text of a scanner that sends no suffix, once its keys have ceased for 50 ms."""
        return self._taken() if at - self._last >= GAP_SECONDS else None

    def _taken(self) -> str | None:
        text = "".join(self._keys).strip()
        self._keys.clear()
        return text if len(text) >= SHORTEST else None
