"""Learns the people of a document: full names, roles, sides, spellings, and who is an official of a state."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from demarche.annotation.layers import Block
from demarche.annotation.names import Name
from demarche.annotation.roles import Role, RoleFinder
from demarche.codebook import Codebook
from demarche.records import Document

_ADDRESSES = frozenset("mr mrs ms miss sir lord lady dame m mme dr prof madame monsieur herr señor senor".split())
_LETTERS = str.maketrans({"ð": "d", "þ": "th", "ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "đ": "d"})


@dataclass(slots=True)
class Person:
    """A person as far as the document and the codebook tell; ``official``: speaks and acts for the state ``side``."""

    name: str
    role: str | None = None
    side: str | None = None
    official: bool = False


class PeopleFinder:
    """Corrects the recogniser's names of people and learns who they are; knows the codebook's leaders and offices."""

    def __init__(self, roles: RoleFinder, codebook: Codebook) -> None:
        self._roles = roles
        self._reporting = codebook.reporting
        self._leaders: dict[str, list[tuple[str, int, int]]] = {}
        for leader in codebook.leaders:
            for key in {_plain(form) for form in (leader.name, leader.surname, *leader.variants)}:
                self._leaders.setdefault(key, []).append((leader.state, leader.start, leader.end or 9999))

    def correct(self, named: Sequence[tuple[Block, list[Name]]]) -> list[tuple[Block, list[Name]]]:
        """The names, people told from things by the words around them, with those who are only known to speak."""
        recast = [(block, self._recast(block.doc, names)) for block, names in named]
        voices = self._voices(recast)
        return [(block, _with_voices(block.doc, names, voices)) for block, names in recast]

    def _voices(self, named: Sequence[tuple[Block, list[Name]]]) -> frozenset[str]:
        """Capitalised words that nobody took for a name, but that speak ("Xly continued"), stand twice or more, and
        never in lower case."""
        told: Counter[str] = Counter()
        lower: set[str] = set()
        speaking: set[str] = set()
        for block, names in named:
            taken = {i for n in names for i in range(n.first, n.last + 1)}
            for token in block.doc:
                if token.is_lower:
                    lower.add(token.lower_)
                elif token.is_title and token.is_alpha and len(token.text) > 3:
                    told[token.text] += 1
                    after = token.nbor() if token.i + 1 < len(block.doc) else None
                    if token.i not in taken and after is not None and after.tag_ in ("VBD", "VBZ"):
                        word = self._reporting.get(after.lemma_.lower())
                        if word is not None and word.speech:
                            speaking.add(token.text)
        return frozenset(w for w in speaking if told[w] > 1 and w.lower() not in lower)

    def _recast(self, doc: Doc, names: list[Name]) -> list[Name]:
        """Corrects the recogniser where the words around a name tell better: what stands in quotation marks is a
        thing, what follows "analyst" or "minister" a person."""
        out = []
        for name in names:
            before, after = (
                doc[name.first - 1] if name.first else None,
                doc[name.last + 1] if name.last + 1 < len(doc) else None,
            )
            if name.kind == "person" and before is not None and after is not None and before.text == after.text == '"':
                name = replace(name, kind="organisation")
            elif (
                name.kind in ("organisation", "place")
                and name.code is None
                and name.last > name.first
                and before is not None
            ):
                title = doc[name.first - 2] if before.text == "," and name.first > 1 else before
                if self._roles.names_person(title) and after is not None and not after.is_upper:
                    name = replace(name, kind="person")
            elif name.kind in ("organisation", "place") and name.code is None and before is not None:
                if before.lower_.rstrip(".") in _ADDRESSES:
                    name = replace(name, kind="person")
            # "President X" taken for one name: the title is no part of it.
            first = name.first
            while (
                name.code is None
                and name.kind in ("organisation", "person", "place")
                and first < name.last
                and self._roles.is_title(doc[first])
            ):
                first += 1
            if first > name.first:
                name = replace(name, first=first, kind="person")
            out.append(name)
        return out

    def learn(self, document: Document, named: Sequence[tuple[Block, list[Name]]]) -> dict[str, Person]:
        """Every person of the document under each form of the name (full, surname), in lower case."""
        people: dict[str, Person] = {}
        singles: list[tuple[str, Role | None]] = []
        for block, names in named:
            for name in names:
                if name.kind != "person":
                    continue
                text = clean_name(block.doc[name.first : name.last + 1].text)
                role = self._roles.of_person(block.doc, name, names)
                if " " not in text:
                    singles.append((text, role))
                    continue
                person = people.setdefault(text.casefold(), Person(text))
                _learn(person, role)
        for person in list(people.values()):
            people.setdefault(person.name.split()[-1].casefold(), person)
        for text, role in singles:
            known = _spelt_alike(text, people)
            _learn(people.setdefault(text.casefold(), known or Person(text)), role)
        year = int(document.published[:4]) if document.published and document.published[:4].isdigit() else None
        for person in people.values():
            if not person.official:
                self._known_leader(person, year)
        return people

    def _known_leader(self, person: Person, year: int | None) -> None:
        entries = self._leaders.get(_plain(person.name), [])
        if " " not in person.name:
            # A bare surname counts only for whoever was in office in the year of publication.
            entries = [e for e in entries if year is not None and e[1] - 1 <= year <= e[2] + 1]
        states = {state for state, _, _ in entries}
        if len(states) == 1 and person.side in (None, *states):
            person.side, person.official = states.pop(), True


def _with_voices(doc: Doc, names: list[Name], voices: frozenset[str]) -> list[Name]:
    taken = {i for n in names for i in range(n.first, n.last + 1)}
    extra = [Name(t.i, t.i, "person", None) for t in doc if t.text in voices and t.i not in taken]
    return sorted([*names, *extra], key=lambda n: n.first)


def _spelt_alike(name: str, people: dict[str, Person]) -> Person | None:
    """A person whose surname differs in one letter, as transliterations do ("Sarkisyan", "Sargisyan")."""
    folded = name.casefold()
    if len(folded) < 6:
        return None
    for key, person in people.items():
        if (
            len(key) == len(folded)
            and key[:3] == folded[:3]
            and sum(a != b for a, b in zip(key, folded, strict=True)) == 1
        ):
            return person
    return None


def _learn(person: Person, role: Role | None) -> None:
    if role is None:
        return
    if person.role is None or (role.official and not person.official):
        person.role = role.text
    if person.side is None or (role.official and not person.official):
        person.side = role.side
    person.official = person.official or (role.official and role.side is not None)


def clean_name(text: str) -> str:
    """A name without possessive, marks and forms of address."""
    words = " ".join(text.replace("'s", "").replace("’s", "").split()).strip(" \"'“”«».,").split()
    while len(words) > 1 and words[0].rstrip(".").lower() in _ADDRESSES:
        words = words[1:]
    return " ".join(words)


def _plain(name: str) -> str:
    """A name for comparison: lower case, no diacritics ("Hallgrímsson" is "Hallgrimsson")."""
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(c for c in folded if not unicodedata.combining(c))
