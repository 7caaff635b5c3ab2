"""A composite font object on reportlab's document: our glyphs embedded, with the exact text of each."""

import hashlib
from collections.abc import Iterator
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

from printing.typesetting.harfbuzz import Face

_CMAP_HEAD: Final = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def "
    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def "
    "1 begincodespacerange <0000> <FFFF> endcodespacerange"
)
_CMAP_TAIL: Final = "endcmap CMapName currentdict /CMap defineresource pop end end"
_ENTRIES_A_BLOCK: Final = 100
_SYMBOLIC: Final = 4


def utf16_hex(text: str) -> str:
    """Write text as the hexadecimal digits PDF wants: UTF-16, surrogate pairs beyond the BMP."""
    return text.encode("utf-16-be").hex().upper()


class PdfFont:
    """One face in one document; reportlab asks for its objects when it saves.

    A character id stands for one glyph together with the text it prints, so that the same glyph used for
    two texts reads back right in both places.
    """

    def __init__(self, face: Face, document: Any, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[tuple[int, str], int] = {(0, ""): 0}
        document.delayedFonts.append(self)
        document.fontMapping[name] = f"/{name}"

    def code(self, gid: int, text: str) -> int:
        """Return the character id of a glyph that prints `text`."""
        return self._codes.setdefault((gid, text), len(self._codes))

    def width(self, gid: int) -> int:
        """Return the width the file gives for a glyph, in 1/1000 em; drawing makes up for the rounding."""
        return round(self.face.advance(gid) * 1000 / self.face.upem)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab calls it by this name
        """Write the font into the document (ISO 32000-1, 9.7)."""
        subset = self.face.subset(gid for gid, _ in self._codes)
        base = f"/{self._tag()}+{self.face.name}"
        places = b"".join(subset.new_gid[gid].to_bytes(2, "big") for gid, _ in self._codes)
        file = self._stream(doc, "file", subset.data, Length1=len(subset.data))
        descriptor = doc.Reference(self._descriptor(base, file), f"{self.name}:descriptor")
        descendant = self._descendant(base, descriptor, self._stream(doc, "places", places))
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": base,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant, f"{self.name}:descendant")]),
                "ToUnicode": self._stream(doc, "text", "\n".join(self._text_map()).encode("ascii")),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(font, self.name)

    def _descriptor(self, base: str, file: Any) -> Any:
        """Say how the face measures, and where its file is."""
        scale = 1000 / self.face.upem
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": base,
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray([-1000, -1000, 2000, 2000]),
                "ItalicAngle": 0,
                "Ascent": round(self.face.ascender * scale),
                "Descent": round(self.face.descender * scale),
                "CapHeight": 700,
                "StemV": 80,
                "FontFile2": file,
            }
        )

    def _descendant(self, base: str, descriptor: Any, places: Any) -> Any:
        """Say which glyph and width each character id has."""
        system = {
            "Registry": pdfdoc.PDFString("Adobe"),
            "Ordering": pdfdoc.PDFString("Identity"),
            "Supplement": 0,
        }
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": base,
                "CIDSystemInfo": pdfdoc.PDFDictionary(system),
                "FontDescriptor": descriptor,
                "DW": 1000,
                "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray([self.width(gid) for gid, _ in self._codes])]),
                "CIDToGIDMap": places,
            }
        )

    def _tag(self) -> str:
        """Make the six letters that mark a subset, from what is in it."""
        digest = hashlib.sha256(repr(sorted(self._codes)).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def _text_map(self) -> Iterator[str]:
        entries = [f"<{code:04X}> <{utf16_hex(text)}>" for (_, text), code in self._codes.items() if text]
        yield _CMAP_HEAD
        for first in range(0, len(entries), _ENTRIES_A_BLOCK):
            block = entries[first : first + _ENTRIES_A_BLOCK]
            yield f"{len(block)} beginbfchar"
            yield from block
            yield "endbfchar"
        yield _CMAP_TAIL

    def _stream(self, doc: Any, name: str, content: bytes, **entries: int) -> Any:
        stream = pdfdoc.PDFStream(content=content)
        for key, value in entries.items():
            stream.dictionary[key] = value
        if doc.compression:
            stream.filters = [pdfdoc.PDFZCompress]
        return doc.Reference(stream, f"{self.name}:{name}")
