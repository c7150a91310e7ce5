"""Finds the words in a block that name a state, a body, a person or a place (their resolution: `mentions`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from demarche.annotation.grammar import bare, preposition
from demarche.annotation.syntax import NAME_LABELS
from demarche.codebook import Codebook, NameEntry

# "in Lima" is a place, "Lima said" a government: these prepositions make a place of a capital or a country.
_PLACING = frozenset(
    {"in", "at", "near", "from", "to", "into", "inside", "outside", "around", "across", "via", "over", "off", "through"}
)
_CALENDAR = frozenset(
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul "
    "Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Ramadan "
    "Mr Mrs Ms Sir Dr Lord M Mme".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of tokens ``first`` to ``last`` (included) with what the codebook or the recogniser takes it for.

    ``kind``: ``state``, ``adjective``, ``demonym``, ``body``, ``person``, ``organisation``, ``place``; ``code`` as far
    as the codebook knows it.
    """

    first: int
    last: int
    kind: str
    code: str | None

    @property
    def head(self) -> int:
        """The token that stands for the name: its last."""
        return self.last


class NameFinder:
    """Finds names by the codebook's forms first, then by the recogniser, then by capitals."""

    def __init__(self, nlp: Language, codebook: Codebook) -> None:
        self._forms = codebook.forms
        self._prefixes = codebook.cues.vessels
        self._titles = frozenset(title.casefold() for title, kind in codebook.ministries.items() if kind == "person")
        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._matcher.add("form", [nlp.make_doc(form) for form in (*codebook.forms, *codebook.decoys)])

    def find(self, doc: Doc) -> list[Name]:
        """The names of a block, in order, none overlapping another."""
        names: list[Name] = []
        taken: set[int] = set()
        recognised = [e for e in doc.ents if e.label_ in NAME_LABELS and not e.text.islower()]
        entities = [named for e in recognised if (named := self._untitled(doc, e)) is not None]
        listed = {(s.start, s.end): s for s in filter_spans([doc[a:b] for _, a, b in self._matcher(doc)])}
        persons = {i: e for e in entities if e.label_ == "PERSON" for i in range(e.start, e.end)}
        for span in listed.values():
            person = persons.get(span.start)
            # "Jordan" within "Michael Jordan" is part of a name; a listed word that makes up the whole entity is not.
            part = person is not None and (person.start < span.start or person.end > span.end)
            entry = self._choose(doc, span.start, span.end, inside_person=part)
            if entry is not None:
                names.append(Name(span.start, span.end - 1, _kind(entry, doc[span.end - 1]), entry.code))
                taken.update(range(span.start, span.end))
        for entity in entities:
            first, last = _trim(doc, entity.start, entity.end - 1)
            # A name that goes on beyond a listed adjective ("Danish House") is one name with a side.
            inner = [n for n in names if first <= n.first and n.last <= last]
            if (
                inner
                and entity.label_ == "ORG"
                and last > max(n.last for n in inner)
                and all(n.kind == "adjective" for n in inner)
            ):
                continue
            if inner or first > last or taken & set(range(first, last + 1)):
                continue
            kind = {"PERSON": "person", "ORG": "organisation", "LOC": "place"}[entity.label_]
            names.append(Name(first, last, kind, None))
            taken.update(range(first, last + 1))
        names = self._vessels(doc, names, taken)
        names.extend(self._headline(doc, taken))
        names.extend(_capitals(doc, taken))
        return sorted(_joined(names), key=lambda n: n.first)

    def _untitled(self, doc: Doc, entity: Span) -> Span | None:
        """The name in "Senegalese President X" taken for one person; None of a title without a name."""
        start, at = entity.start, entity.start
        while entity.label_ == "PERSON" and at < entity.end:
            if doc[at].lower_ in self._titles:
                start = at + 1
            elif not any(e.kind == "adjective" for e in self._forms.get(doc[at].text, ())):
                break
            at += 1
        return Span(doc, start, entity.end, label=entity.label) if start < entity.end else None

    def _choose(self, doc: Doc, start: int, end: int, *, inside_person: bool) -> NameEntry | None:
        entries = self._forms.get(doc[start:end].text, ())
        if not entries or inside_person:
            return None
        entry = entries[0]
        if entry.ambiguous and doc[end - 1].ent_type_ == "PERSON":
            return None
        # A listed word within a longer name ("Turkey" in "Bank of Turkey") stays; a lower-case match never counts.
        return entry if any(c.isupper() for c in doc[start:end].text) else None

    def _vessels(self, doc: Doc, names: list[Name], taken: set[int]) -> list[Name]:
        """The warships, told by the prefix of their navy ("HMS Andromeda"), as names of their states."""
        for token in doc[:-1]:
            side = self._prefixes.get(token.text)
            if side is None or not doc[token.i + 1].text[:1].isupper():
                continue
            last = token.i + 1
            names = [n for n in names if n.last < token.i or n.first > last]
            names.append(Name(token.i, last, "state", side))
            taken.update((token.i, last))
        return names

    def _headline(self, doc: Doc, taken: set[int]) -> list[Name]:
        """Listed names in capitals throughout ("BULGARIA")."""
        out = []
        for token in doc:
            if token.is_upper and len(token.text) > 3 and token.i not in taken:
                entry = self._choose_text(token.text.title())
                if entry is not None and not entry.ambiguous:
                    out.append(Name(token.i, token.i, _kind(entry, token), entry.code))
                    taken.add(token.i)
        return out

    def _choose_text(self, text: str) -> NameEntry | None:
        entries = self._forms.get(text, ())
        return entries[0] if entries else None


def _joined(names: Iterable[Name]) -> list[Name]:
    """Joins neighbouring names of persons ("Anna" and "Prado", split by the recogniser)."""
    out: list[Name] = []
    for name in sorted(names, key=lambda n: n.first):
        before = out[-1] if out else None
        if before and before.kind == name.kind == "person" and before.last + 1 == name.first:
            out[-1] = replace(before, last=name.last)
        else:
            out.append(name)
    return out


def _kind(entry: NameEntry, head: Token) -> str:
    if entry.kind in ("adjective", "demonym", "body"):
        if entry.kind == "demonym" and head.pos_ == "ADJ":
            return "adjective"
        if entry.kind == "adjective" and head.pos_ != "ADJ" and bare(head.dep_) not in ("amod", "compound", "nmod"):
            return "demonym" if bare(head.dep_) in ("nsubj", "obj", "obl", "conj", "root") else "adjective"
        return entry.kind
    if entry.kind == "leader":
        return "person"
    if entry.kind == "capital" and head.dep_ == "compound" and head.head.i > head.i:
        return "place"  # "the Geneva talks" are held there
    if entry.kind in ("capital", "name"):
        case = preposition(head)
        if case in _PLACING and bare(head.dep_) in ("obl", "nmod", "conj"):
            return "place"
    return "state"


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    while first <= last and (doc[first].pos_ == "DET" or not doc[first].text[0].isalnum()):
        first += 1
    while last >= first and (doc[last].lower_ in ("'s", "’s", "'") or not doc[last].text[-1].isalnum()):
        last -= 1
    return first, last


def _capitals(doc: Doc, taken: set[int]) -> list[Name]:
    """Runs of proper nouns that neither list nor recogniser knows: organisations, for want of better."""
    out: list[Name] = []
    i = 0
    while i < len(doc):
        if i not in taken and _may_name(doc[i]):
            j = i
            while (
                j + 1 < len(doc) and j + 1 not in taken and doc[j + 1].pos_ == "PROPN" and doc[j + 1].text[0].isupper()
            ):
                j += 1
            if len(doc[i : j + 1].text) > 3:
                placed = preposition(doc[j]) in _PLACING and bare(doc[j].dep_) in ("obl", "nmod", "conj")
                out.append(Name(i, j, "place" if placed else "organisation", None))
            i = j
        i += 1
    return out


def _may_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[0].isupper() and token.is_alpha and token.text.title() not in _CALENDAR
