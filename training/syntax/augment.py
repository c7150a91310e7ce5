"""Make treebank text look like news copy: curly quotes, guillemets, dashes, headlines in capitals, careless lower case.

The treebanks hold web text typed with straight quotes.  A parser that never saw ``“`` or ``’`` reads newspapers badly,
so each time that a passage is used for training, its typography is drawn afresh.  Only the spelling of tokens changes;
their number, and so the tree, never does.  (The same idea as spaCy's ``orth_variants`` and ``lower_case`` augmenters.)
"""

from __future__ import annotations

import random
from collections.abc import Sequence

_STYLES = (("“", "”"), ("“", "”"), ("«", "»"), ("„", "“"))
_OPENING = {"``", "“", "«", "‘", "`"}


def vary(words: Sequence[str], tags: Sequence[str], rng: random.Random, strength: float = 1.0) -> list[str]:
    """Return one random variant of a passage's words.

    ``tags`` are Penn Treebank tags (an empty string where unknown); they tell an opening from a closing quotation mark.
    ``strength`` scales every probability; 0 returns the words unchanged.
    """
    words = list(words)
    if rng.random() < 0.45 * strength:
        words = curl(words, tags, *rng.choice(_STYLES))
    if rng.random() < 0.15 * strength:
        dash = rng.choice(("—", "–", "--"))
        words = [dash if word in {"--", "—", "–"} else word for word in words]
    if rng.random() < 0.1 * strength:
        words = ["…" if word == "..." else word for word in words]
    draw = rng.random()
    if draw < 0.03 * strength:
        words = [word.lower() for word in words]
    elif draw < 0.05 * strength:
        words = [word.upper() for word in words]
    return words


def curl(words: Sequence[str], tags: Sequence[str], opening: str, closing: str) -> list[str]:
    """Set double quotes as ``opening``/``closing`` and apostrophes as ``’``; without a tag, quotes alternate."""
    result, inside = [], False
    for word, tag in zip(words, tags, strict=True):
        if word in {'"', "``", "''", "“", "”"}:
            opens = tag == "``" or word in _OPENING if tag in {"``", "''"} else not inside
            inside = opens
            result.append(opening if opens else closing)
        elif word == "'":
            result.append("‘" if tag == "``" else "’")
        else:
            result.append(word.replace("'", "’") if "'" in word and len(word) < 20 else word)
    return result
