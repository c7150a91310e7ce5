"""How much one input may take: sizes in bytes and characters, seconds, bytes of memory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on reading. The defaults let any real article through and stop what would hold up the batch.

    ``text_bytes`` caps a text file or one line of a JSON Lines file, ``html_bytes`` a page; ``seconds`` and
    ``memory_bytes`` (address space) cap the extraction of one page in its worker process.
    """

    text_bytes: int = 5_000_000
    html_bytes: int = 20_000_000
    seconds: float = 20.0
    memory_bytes: int = 2_000_000_000
