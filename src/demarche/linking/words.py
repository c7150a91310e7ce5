"""What two quotes have in common, in words: the cautious evidence that they tell the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6

# Words of four letters and more that say nothing about what a sentence is about.
_EMPTY = frozenset(
    (
        "about above after again against also among because been before being below between both cannot could does "
        "doing down during each ever every from further have having here into itself just like made make many might "
        "more most much must never number once only other ours over people person persons said same says shall "
        "should since some still such than that their them then there these they this those through under until "
        "upon very were what when where which while whom will with within without would your "
    ).split()
)


def stems(text: str, drop: Iterable[str] = ()) -> frozenset[str]:
    """The first six letters of each telling word, without those of ``drop`` (names that both sides share anyway)."""
    dropped = {word[:_STEM] for phrase in drop for word in _WORD.findall(phrase.casefold())}
    found = {word[:_STEM] for word in _WORD.findall(text.casefold()) if word not in _EMPTY}
    return frozenset(found - dropped)
