"""Which publisher a text comes from, by the names that it gives itself.

Signs, surest first: the address that it names as its own; its own name in "told a “…” correspondent", more than
once; the masthead above the menu; the copyright line. Where the codebook knows the publisher, its name there is
given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from demarche.codebook import Publisher, load_codebook
from demarche.sources.dates import line_date
from demarche.sources.lines import Line
from demarche.sources.marks import MENU_WORDS

_OWN = re.compile(
    r"\b(?:told|to|for|by|with)\s{1,2}(?:an?\s|the\s|our\s)?[\"“«„']{1,2}(?P<a>[^\"“”«»„'\n]{2,50})[\"”»“']{1,2}"
    r"\s(?:correspondent|reporter|journalist)"
    r"|\b(?:reported|written|noted|covered)\s(?:earlier\s)?(?:by|in)\s(?:the\s)?[\"“«„](?P<b>[^\"“”«»„\n]{2,50})[\"”»“]"
    r"|\b(?:told|as)\s(?P<c>(?:[A-Z][\w’'&-]{0,30}\s?){1,5})"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"“”)\]]+", re.I)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\s*(?:©|\(c\)|:|by\b|(?=\d{4})))\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[,\s]*(?:by\s+)?"
    r"(?P<name>[^\d\n.,;|]{3,60}?)\s*(?:[,.;|]|\d{4}|all rights|$)",
    re.I,
)
_SOURCE_NOTE = re.compile(r"\b(?:translated|source|original|originally|published|read)\b", re.I)
_EDITION = re.compile(r"\s+(?:\(?in English\)?|\(?English(?: edition)?\)?)$", re.I)
_SMALL = frozenset("the of and for in on to a".split())


def find_publisher(text: str, lines: Sequence[Line], furniture: Sequence[bool], url: str | None = None) -> str | None:
    """The name of the publisher, or None where the text gives no sure sign. ``furniture`` tells for each line if it
    is.
    """
    if url and (name := by_address(url)):
        return name
    masthead = _masthead(text, lines, furniture)
    own = _own_names(text, masthead)
    for name in (
        _noted_address(lines, furniture),
        own,
        _known_masthead(lines),
        masthead,
        _head_name(text, lines),
        _copyright(lines),
    ):
        if name:
            return canonical(name)
    return None


def by_address(url: str) -> str | None:
    """The publisher in the codebook to whom the address belongs."""
    host = (urlsplit(url if "//" in url else "//" + url).hostname or "").removeprefix("www.")
    while "." in host:
        if publisher := _domains().get(host):
            return publisher.name
        host = host.partition(".")[2]
    return None


def canonical(name: str) -> str:
    """The publisher's name as the codebook has it, else as given."""
    known = _names().get(_fold(name))
    return known.name if known else name


@cache
def _publishers() -> Mapping[str, Publisher]:
    return load_codebook().publishers


@cache
def _domains() -> dict[str, Publisher]:
    return {domain.lower().removeprefix("www."): p for p in _publishers().values() for domain in p.domains}


@cache
def _names() -> dict[str, Publisher]:
    return {_fold(name): p for p in _publishers().values() for name in (p.name, *p.aliases)}


def _fold(name: str) -> str:
    """A name without case, article and punctuation: ``THE HUMBER NEWS`` and ``Humber News`` are one."""
    return re.sub(r"[\W_]+", " ", name).casefold().strip().removeprefix("the ")


def _masthead(text: str, lines: Sequence[Line], furniture: Sequence[bool]) -> str | None:
    """The name in large letters above a menu: the first line of words, if it is short and no entry of the menu."""
    for line, marked in zip(lines[:4], furniture, strict=False):
        raw = text[line.start : line.end]
        if not marked or len(raw) > 200:
            return None
        if not re.search(r"[^\W\d_]", raw):
            continue
        if re.fullmatch(r"(?:\w\s{1,5}){3,30}\w", raw):  # letters spaced out: a wider gap parts the words
            name = " ".join(re.sub(r"\s", "", word) for word in re.split(r"\s{2,}", raw))
        else:
            name = re.split(r"\s+[|·•/]\s+|\s{3,}", raw)[0].strip()
        name = _EDITION.sub("", name)
        words = name.split()
        if len(words) > 5 or not name.isascii() or line.closed or line.links or line_date(name):
            return None
        if any(w[0].islower() and w not in _SMALL for w in words) or all(w.casefold() in MENU_WORDS for w in words):
            return None
        return _cased(name) if name.isupper() else name
    return None


def _cased(name: str) -> str:
    """A name set in capitals, as it would be written in a sentence."""
    return " ".join(
        w.capitalize() if n == 0 or w.casefold() not in _SMALL else w.lower() for n, w in enumerate(name.split())
    )


def _known_masthead(lines: Sequence[Line]) -> str | None:
    """A line of the first ten that is a name of the codebook and nothing else."""
    return next((line.text for line in lines[:10] if line.words <= 6 and _fold(line.text) in _names()), None)


def _head_name(text: str, lines: Sequence[Line]) -> str | None:
    """The first part of a line like ``Name · Place · 8 May 1976``, if the text speaks of that name again."""
    for line in lines[:8]:
        name, *others = re.split(r"\s+[|·•]\s+", line.text)
        if (
            others
            and any(map(line_date, others))
            and re.fullmatch(r"(?:[A-Z][\w’'&-]*\s?){2,5}", name)
            and text.count(name) > 1
        ):
            return name
    return None


def _own_names(text: str, masthead: str | None) -> str | None:
    """The name by which the text speaks of its own correspondents: in quotation marks at least twice, or the
    masthead's.
    """
    counts: Counter[str] = Counter()
    for match in _OWN.finditer(text):
        if name := match["a"] or match["b"]:
            counts[" ".join(name.split())] += 1
        elif masthead and _fold(match["c"]).startswith(_fold(masthead)):
            counts[masthead] += 2
    name, count = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return name if count >= 2 else None


def _noted_address(lines: Sequence[Line], furniture: Sequence[bool]) -> str | None:
    """The publisher whose address a note below or above the article gives as the place that it comes from."""
    for line, marked in zip(lines, furniture, strict=True):
        address = _ADDRESS.search(line.text) if marked and line.words <= 40 and _SOURCE_NOTE.search(line.text) else None
        if address and (name := by_address(address.group())):
            return name
    return None


def _copyright(lines: Sequence[Line]) -> str | None:
    """The name in a copyright line at the foot."""
    for line in reversed(lines[-12:]):
        if line.words <= 25 and (match := _COPYRIGHT.match(line.text)):
            return match["name"].strip()
    return None
