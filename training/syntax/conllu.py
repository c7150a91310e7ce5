"""Read Universal Dependencies treebanks, packed or not.

Own reader rather than spaCy's converter, because the converter drops what we need to make the model sturdy on news:
where a paragraph begins (the only gold evidence on headlines, which end without a full stop) and which document a
sentence is from (so that neighbours in training are neighbours in the text).  The format is that of
https://universaldependencies.org/format.html.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; ``head`` is an index into the sentence, the word's own index for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool
    misc: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One tree, with the text as it was printed, and where it stood."""

    document: str
    identifier: str
    text: str
    begins_paragraph: bool
    words: tuple[Word, ...]


def open_text(path: Path) -> IO[str]:
    """Open a plain or ``.xz`` file as UTF-8 text; raises ``FileNotFoundError`` naming the path."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a treebank in order; ellipsis nodes (``8.1``) are left out, as the basic tree has none."""
    document, fields, rows = "", {}, list[list[str]]()
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].strip().partition(" = ")
                if key == "newdoc id":
                    document = value
                fields[key] = value
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield _sentence(document, fields, rows)
                fields, rows = {}, []
    if rows:
        yield _sentence(document, fields, rows)


def _sentence(document: str, fields: dict[str, str], rows: list[list[str]]) -> Sentence:
    """Make the tree of one block; inside a multiword token (``don't``) no space follows but after its last word."""
    words = list[Word]()
    inside_until, space_after_group = 0, True
    for row in rows:
        number, misc = row[0], row[9]
        space = "SpaceAfter=No" not in misc
        if "-" in number:
            inside_until, space_after_group = int(number.split("-")[1]), space
            continue
        if "." in number:
            continue
        here = int(number)
        if here < inside_until:
            space = False
        elif here == inside_until:
            space = space_after_group
        head = int(row[6])
        words.append(Word(row[1], row[2], row[3], row[4], row[5], head - 1 if head else here - 1, row[7], space, misc))
    begins = any(key.startswith(("newpar", "newdoc")) for key in fields)
    return Sentence(document, fields.get("sent_id", ""), fields.get("text", ""), begins, tuple(words))
