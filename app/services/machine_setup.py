"""What a machine is from its first start on: role and counter in a settings file of its own."""

import json
from pathlib import Path

from app.errors import StorageError
from app.settings import Role, load_settings


def save_machine(file: Path, role: Role, counter: str) -> None:
    """Write role and counter into a new settings file.

    Raises:
        StorageError: `settings.not_written`; also where there is a file already, which is left as it is.
    """
    text = f"role = {json.dumps(role.value)}\ncounter = {json.dumps(counter, ensure_ascii=False)}\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except OSError:
        raise StorageError("settings.not_written", path=str(file)) from None
    load_settings(file)
