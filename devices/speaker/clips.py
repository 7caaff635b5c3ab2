"""Recorded clips by the words they say: files named by their text in a folder of the hall."""

from pathlib import Path


class Clips:
    """Clips of one speaker, for example `A.wav`, `0.wav`, `号请到.wav`, `12号窗口.wav`.

    Args:
        folder: where the hall's guide put the recordings; it may be missing or empty.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def cover(self, text: str) -> list[Path] | None:
        """Return the clips that say a text one after the other; None when some part was never recorded.

        The longest clip that fits is taken at each place, so that a counter recorded as a whole, `12号窗口`,
        is not read digit by digit as a ticket's number is.
        """
        files = {file.stem: file for file in self._folder.glob("*.wav")}  # recorded since the last call, too
        found: list[Path] = []
        at = 0
        while at < len(text):
            part = next((n for n in range(len(text) - at, 0, -1) if text[at : at + n] in files), 0)
            if not part:
                return None
            found.append(files[text[at : at + part]])
            at += part
        return found
