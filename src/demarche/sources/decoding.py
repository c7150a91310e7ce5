"""Bytes to text: strict UTF-8, UTF-16 and UTF-32 with their mark, and windows-1252 where it is certain.

The text of a UTF-8 file is the file's own, character for character: a byte order mark stays as U+FEFF and line ends
stay as they are, so that ``text.encode() == data``. Of UTF-16 and UTF-32, which cannot be read without it, the mark
is dropped.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from demarche.errors import SourceError
from demarche.sources.language import ENGLISH, SURE, identify

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a rich-text document"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

_ACCENTED = "À-ÖØ-öø-ÿŠšŽžŒœŸ"
_ODD = re.compile(
    rf"[^\x00-\x7f{_ACCENTED}“”‘’–—…•·£€©®™°§½¼¾«»\u00a0]"
    rf"|(?<![A-Za-z{_ACCENTED}])[{_ACCENTED}](?![A-Za-z{_ACCENTED}])"
    r"|(?<=[a-z])[À-ÖØ-ÞŠŽŒŸ]"
)


def decode(data: bytes, where: str, declared: str | None = None) -> tuple[str, str]:
    """The text of the bytes and the name of their encoding. ``declared`` is what the input says of itself (HTML).

    Raises:
        SourceError: ``binary`` (no text at all), ``nul`` (text with NUL characters) or ``encoding``.
    """
    for mark, kind in _BINARY:
        if data.startswith(mark):
            raise SourceError(f"this is {kind}, not text", code="binary", where=where, remedy="save its text as UTF-8")
    text, encoding = _decoded(data, where, declared)
    if "\x00" in text:
        at = text.index("\x00")
        raise SourceError(f"NUL character at {at}", code="nul", where=where, remedy="remove it, or save the text again")
    return text, encoding


def _decoded(data: bytes, where: str, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _wrong(f"broken {encoding.upper()} at byte {error.start}", where) from error
    # One character in fifty that no text has: a picture or a program with a text's name.
    if len(_CONTROL.findall(data[:20_000])) * 50 > len(data[:20_000]):
        raise SourceError("this is binary data, not text", code="binary", where=where, remedy="save its text as UTF-8")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        at = error.start
    if declared and (text := _as(data, declared)) is not None:
        return text, declared.lower()
    if _MULTIBYTE.search(data):
        raise _wrong(f"broken UTF-8 at byte {at}", where)
    latin = _as(data, "windows-1252")
    if latin is not None and _plausible(latin):
        return latin, "windows-1252"
    guess = from_bytes(data[:200_000]).best()
    raise _wrong(f"not UTF-8 (byte {at})" + (f", perhaps {guess.encoding}" if guess else ""), where)


def _plausible(text: str) -> bool:
    """Whether text decoded as windows-1252, the legacy encoding in which English is saved, reads as English.

    Any bytes can be read in several legacy encodings without an error. The wrong one shows: accented letters that stand
    alone, or in capitals after small letters, and signs that English does not use.
    """
    if _ODD.search(text):
        return False
    language, sure = identify(text)
    return language == ENGLISH and sure >= SURE


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _wrong(what: str, where: str) -> SourceError:
    return SourceError(what, code="encoding", where=where, remedy="save it as UTF-8")
