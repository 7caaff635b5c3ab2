"""A write-ahead log that ends at any byte, as after a loss of power, leaves whole units of work alone."""

import random
import shutil
from pathlib import Path

import pytest

from data import driver
from data.places import STORE_FILE
from data.store import create_store, open_store
from tests.integration.store.filling import add_case
from tests.integration.store.test_programs import check_whole

LOG = f"{STORE_FILE}-wal"
IMAGES = [pytest.param(0, 6), *(pytest.param(seed, 20, marks=pytest.mark.long) for seed in range(1, 20))]
KEY = b"\x07" * driver.RAW_KEY_BYTES


def _torn(folder: Path, place: Path, moment: random.Random) -> None:
    """Copy a store whose log ends somewhere, and is followed by nothing, zeros or anything."""
    place.mkdir()
    shutil.copyfile(folder / STORE_FILE, place / STORE_FILE)
    log = (folder / LOG).read_bytes()
    kept = log[: moment.randrange(len(log))]
    lost = len(log) - len(kept)
    (place / LOG).write_bytes(kept + moment.choice((b"", bytes(lost), moment.randbytes(lost))))


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
@pytest.mark.parametrize(("seed", "images"), IMAGES)
def test_a_log_cut_at_any_byte_holds_whole_units(
    tmp_path: Path, seed: int, images: int, key: bytes | None
) -> None:
    moment, folder = random.Random(seed), tmp_path / "station"
    with create_store(folder, 1, changed=lambda changes: None, key=key) as store:
        made = [add_case(store).id for _ in range(8)]
        for image in range(images):
            _torn(folder, tmp_path / f"image-{image}", moment)
    for image in range(images):
        with open_store(tmp_path / f"image-{image}", changed=lambda changes: None, key=key) as torn:
            found = check_whole(torn)
        assert found == set(made[: len(found)])
