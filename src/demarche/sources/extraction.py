"""What comes out of a page, and what can be told of it before it is parsed. The parsing itself is in `worker`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demarche.sources.head import Head

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: its text, paragraphs parted by blank lines, and what the page's metadata state."""

    text: str
    head: Head


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page's first bytes declare."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "ignore") if match else None
