"""Find the names among GUM's entity mentions.

GUM marks every mention (``the team``, ``she``, ``Hamdullah Mohib``) with a type, in the MISC column; what we want are
the names.  A mention of a person, place or organization counts as named when its head is a proper noun; the name is
the run of proper nouns around the head, with the small words inside it (``University of Portsmouth``) where the
mention covers them. Titles (``President``) and the article are not part of a name, as in the other sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from training.syntax.conllu import Sentence
from training.syntax.ner_sets import Tagged

TYPES = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
TITLES = frozenset(
    "tsar emperor "
    "mr mr. mrs mrs. ms ms. dr dr. president chairman minister senator rep. sen. gov. governor king queen prince "
    "princess pope general gen. colonel captain judge justice professor prof. sir lord lady secretary prime vice "
    "ambassador chancellor mayor sheikh st. saint director officer congressman congresswoman representative".split()
)
_INSIDE = frozenset({"of", "the", "for", "and", "de", "al", "el", "-", "'s", "’s", ".", "&", "in", "on", "'", "’", "/"})
_BRACKET = re.compile(r"\((?P<open>[^()]+)(?P<close>\))?|(?P<end>[0-9]+)\)|\)")


def mentions(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Return (first word, one past the last, type) of the mentions that begin and end within the sentence."""
    found, pending = list[tuple[int, int, str]](), list[tuple[str, int, str]]()
    for index, word in enumerate(sentence.words):
        field = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for match in _BRACKET.finditer(field):
            if match["open"]:
                number, kind = match["open"].split("-")[:2]
                if match["close"]:
                    found.append((index, index + 1, kind))
                else:
                    pending.append((number, index, kind))
            elif match["end"]:
                for place in range(len(pending) - 1, -1, -1):
                    if pending[place][0] == match["end"]:
                        _, start, kind = pending.pop(place)
                        found.append((start, index + 1, kind))
                        break
    return found


def name_in(sentence: Sentence, start: int, end: int, kind: str) -> tuple[int, int] | None:
    """Return the bounds of the name within a mention, None if the mention's head is not a proper noun."""
    words = sentence.words
    heads = [index for index in range(start, end) if not start <= words[index].head < end or words[index].head == index]
    if not heads or words[heads[0]].upos != "PROPN":
        return None
    head = heads[0]
    if kind == "person" and words[head].xpos == "NNPS":
        return None

    def part(index: int) -> bool:
        return words[index].xpos in {"NNP", "NNPS"}

    first = last = head
    while first > start and (
        part(first - 1) or (first - 2 >= start and part(first - 2) and _joins(sentence, first - 1))
    ):
        first -= 1 if part(first - 1) else 2
    while last + 1 < end and (
        part(last + 1)
        or (last + 2 < end and part(last + 2) and _joins(sentence, last + 1))
        or (
            kind != "person"
            and last + 3 < end
            and words[last + 1].form == "of"
            and words[last + 2].form == "the"
            and part(last + 3)
        )
    ):
        last += 1 if part(last + 1) else 2 if part(last + 2) else 3
    while first < last and kind == "person" and words[first].form.lower() in TITLES:
        first += 1
    if kind == "person" and words[first].form.lower() in TITLES:
        return None
    return first, last + 1


def _joins(sentence: Sentence, index: int) -> bool:
    return sentence.words[index].form in _INSIDE


def tagged_gum(sentence: Sentence) -> Tagged:
    """Label the names of one sentence; of nested names the outermost wins."""
    labels = ["O"] * len(sentence.words)
    spans = mentions(sentence)
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        bounds = name_in(sentence, start, end, kind) if kind in TYPES else None
        if bounds and all(label == "O" for label in labels[bounds[0] : bounds[1]]):
            for index in range(*bounds):
                labels[index] = f"{'B' if index == bounds[0] else 'I'}-{TYPES[kind]}"
    words = tuple(word.form for word in sentence.words)
    return Tagged("gum", words, tuple(word.space_after for word in sentence.words), tuple(labels))


def gum_names(sentences: Iterator[Sentence]) -> Iterator[Tagged]:
    """Label the names of a treebank's sentences."""
    return (tagged_gum(sentence) for sentence in sentences)
