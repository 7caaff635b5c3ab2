"""Characters named by their code point, for names that no input method of a machine knows (domain §6)."""

import re
import unicodedata

from app.domain.text import compact
from app.errors import RuleError

_CODE = re.compile("(?:U\\+|0X|\\\\U)?0*([0-9A-F]{2,6})")
_LAST = 0x10FFFF


def typed_character(text: str) -> str:
    """Return the character of a code point: `20BB7`, `U+20BB7`, `u+9fa5`, also in full-width characters.

    Raises:
        RuleError: `code_point.form` (not a code point), `code_point.invisible` (no character people read).
    """
    found = _CODE.fullmatch(compact(text).upper())
    if found is None or int(found[1], 16) > _LAST:
        raise RuleError("code_point.form")
    char = chr(int(found[1], 16))
    kind = unicodedata.category(char)
    # Not `Cn`: a character may be newer than this program's tables, as the amendments to GB 18030 are.
    if kind in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs") or ord(char) & 0xFFFE == 0xFFFE:
        raise RuleError("code_point.invisible", codepoint=f"U+{ord(char):04X}")
    return unicodedata.normalize("NFC", char)
