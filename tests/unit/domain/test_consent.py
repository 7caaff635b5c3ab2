"""The text that is consented to: a record names its version, so a text never changes under its version."""

import hashlib

from app.domain.fingers import CONSENT_VERSION
from app.sentences.check_in import CONSENT

DIGESTS = {"2026-11": "ca6891d075b1d8343cf21f22d180c3c6da44a61ec3f707a03267f4456394c76d"}


def test_the_text_of_this_version_is_unchanged() -> None:
    assert hashlib.sha256("\n".join(CONSENT).encode()).hexdigest() == DIGESTS[CONSENT_VERSION]


def test_it_says_what_the_law_asks() -> None:
    told = "".join(CONSENT)
    for word in ("敏感个人信息", "只为", "不传出", "不同意", "撤回", "删除"):
        assert word in told
