"""The vendored faces, opened once for all tests of this room."""

import pytest

from printing.typesetting.fonts import Fonts


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts()
