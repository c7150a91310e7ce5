"""Reads the titles that make a person an official, and a phrase a government: "Senegalese Deputy Prime Minister X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from demarche.annotation.grammar import bare
from demarche.annotation.names import Name
from demarche.codebook import Codebook

_LONGEST = 5
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "sir",
        "lord",
        "lady",
        "dr",
        "general",
        "colonel",
        "captain",
        "commander",
        "major",
        "admiral",
        "lieutenant",
        "marshal",
        "councillor",
        "bishop",
        "pope",
        "professor",
        "judge",
        "sheikh",
        "ayatollah",
        "king",
        "queen",
        "prince",
        "emperor",
        "sultan",
        "comrade",
    }
)
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_STOP = frozenset({"DET", "PUNCT", "VERB", "AUX", "SCONJ", "PRON", "CCONJ"})


@dataclass(frozen=True, slots=True)
class Role:
    """A title or group noun: its words, whose it is, whether it makes an official; ``last`` is its last token."""

    text: str
    side: str | None
    official: bool
    kind: str
    last: int
    before_person: bool


class RoleFinder:
    """Looks for roles around names, by the codebook's list of offices and group nouns."""

    def __init__(self, codebook: Codebook) -> None:
        self._offices = {phrase.casefold(): kind for phrase, kind in codebook.ministries.items()}
        self._groups = codebook.group_nouns

    def after(self, doc: Doc, at: int, names: Sequence[Name]) -> Role | None:
        """The office or group noun that follows a state's name or adjective ending at token ``at``."""
        first = at + 1
        if first < len(doc) and doc[first].lower_ in ("'s", "’s", "'", "’"):
            first += 1
        starts = {n.first for n in names if n.kind == "person"}
        named = {i for n in names if n.kind != "organisation" for i in range(n.first, n.last + 1)}
        for last in range(min(first + _LONGEST, len(doc)) - 1, first - 1, -1):
            if any(i in named for i in range(first, last + 1)) or any(t.is_punct for t in doc[first : last + 1]):
                continue
            kind = self._office(doc, first, last)
            words = doc[first : last + 1].text
            if kind is not None:
                return Role(words, None, True, kind, last, last + 1 in starts)
            if last == first or all(t.pos_ in ("ADJ", "NOUN", "PROPN") for t in doc[first:last]):
                noun = doc[last]
                modifies = bare(noun.dep_) in ("compound", "amod") and noun.head.i > last
                if (
                    (noun.lemma_.lower() in self._groups or noun.lower_ in self._groups)
                    and noun.pos_ == "NOUN"
                    and not modifies
                ):
                    return Role(words, None, False, "group", last, last + 1 in starts)
        return None

    def of_person(self, doc: Doc, name: Name, names: Sequence[Name]) -> Role | None:
        """The role of a person: the words before the name, or the apposition after it."""
        before = self._before(doc, name, names) or self._apposed(doc, name, names)
        behind = self._behind(doc, name, names)
        if before is not None and (before.side or behind is None or not behind.side):
            return before
        return behind

    def names_person(self, token: Token) -> bool:
        """Whether a noun before a name makes it a person's: an office, or a noun of occupation."""
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
        word = token.lower_
        return self._offices.get(word) == "person" or (
            token.is_lower
            and word.endswith(
                (
                    "ist",
                    "ian",
                    "yst",
                    "expert",
                    "lawyer",
                    "writer",
                    "spokesman",
                    "spokeswoman",
                    "correspondent",
                    "professor",
                    "leader",
                )
            )
        )

    def is_title(self, token: Token) -> bool:
        """Whether a word can stand before a name as title or form of address."""
        word = token.lower_.rstrip(".")
        return word in _TITLES or self._offices.get(word) == "person"

    def office_at(self, doc: Doc, last: int) -> tuple[int, str] | None:
        """Where the office that ends at a token begins, and its kind."""
        for first in range(max(0, last - _LONGEST + 1), last + 1):
            if not any(t.is_punct or t.pos_ in _STOP for t in doc[first : last + 1]) and (
                kind := self._office(doc, first, last)
            ):
                return first, kind
        return None

    def side_of(self, name: Name, names: Sequence[Name]) -> str | None:
        """The state whose adjective stands inside or just before an organisation's name."""
        return next((n.code for n in names if n.kind == "adjective" and n.last + 1 == name.first), None)

    def _office(self, doc: Doc, first: int, last: int) -> str | None:
        words = [t.lower_ for t in doc[first : last + 1]]
        joined = " ".join(words).replace(" - ", "-").replace(" 's", "'s")
        lemmas = " ".join([*words[:-1], doc[last].lemma_.lower()])
        return self._offices.get(joined) or self._offices.get(lemmas)

    def _longest_office(self, doc: Doc, first: int, last: int) -> tuple[int, int] | None:
        for length in range(min(_LONGEST, last - first + 1), 0, -1):
            for start in range(first, last - length + 2):
                if self._office(doc, start, start + length - 1) in ("person", "body", "force"):
                    return start, start + length - 1
        return None

    def _before(self, doc: Doc, name: Name, names: Sequence[Name]) -> Role | None:
        first = name.first
        while first > 0 and name.first - first < 9 and doc[first - 1].pos_ not in _STOP and not doc[first - 1].is_space:
            first -= 1
        if first == name.first or not any(t.pos_ in ("NOUN", "PROPN") for t in doc[first : name.first]):
            return None
        # What stands before a preposition ("the invitation to Foreign Minister X") is no part of the title.
        office = self._longest_office(doc, first, name.first - 1)
        cut = office[0] if office is not None else name.first
        for t in doc[first:cut]:
            if t.pos_ in ("ADP", "PART", "ADV", "NUM") or (
                office is not None and t.pos_ == "NOUN" and t.i < cut and t.dep_ not in ("compound", "amod")
            ):
                first = t.i + 1
        if first >= name.first:
            return None
        text = doc[first : name.first].text
        sides = [
            n.code
            for n in names
            if first <= n.first and n.last < name.first and n.kind in ("adjective", "state", "place", "demonym")
        ]
        if office is None and doc[name.first - 1].pos_ == "ADP":
            return None
        if office is None and not any(t.pos_ == "NOUN" for t in doc[first : name.first]) and not sides:
            return None
        return Role(text, sides[-1] if sides and office else None, office is not None, "person", name.first - 1, True)

    def _apposed(self, doc: Doc, name: Name, names: Sequence[Name]) -> Role | None:
        """A title before a comma: "Ecuador's security minister, X"."""
        last = name.first - 2
        if last < 0 or doc[name.first - 1].text != ",":
            return None
        office = self.office_at(doc, last)
        if office is None or office[1] != "person":
            return None
        first = office[0]
        while first > 0 and doc[first - 1].pos_ in ("ADJ", "NOUN") and doc[first - 1].dep_ in ("amod", "compound"):
            first -= 1
        at = first - 2 if first >= 2 and doc[first - 1].lower_ in ("'s", "’s") else first - 1
        side = next(
            (n.code for n in names if n.last == at and n.kind in ("state", "place", "adjective", "demonym")), None
        )
        side = side or next(
            (n.code for n in names if first <= n.first and n.last <= last and n.kind == "adjective"), None
        )
        return Role(doc[first : last + 1].text, side, True, "person", last, False)

    def _behind(self, doc: Doc, name: Name, names: Sequence[Name]) -> Role | None:
        at = name.last + 1
        if at + 1 >= len(doc) or doc[at].text not in (",", "(", "-", "–", "—"):
            return None
        first = at + 1
        last = first
        while (
            last < len(doc)
            and last - first < 14
            and doc[last].text not in (",", ".", ";", ")", ":", '"')
            and doc[last].pos_ not in ("VERB", "AUX")
            and doc[last].lower_ not in _RELATIVE
        ):
            last += 1
        last -= 1
        while first <= last and doc[first].pos_ == "DET":
            first += 1
        if (
            last < first
            or doc[first].pos_ not in ("NOUN", "PROPN", "ADJ")
            or any(n.kind == "person" and n.first == first for n in names)
        ):
            return None
        sides = [
            n.code
            for n in names
            if first <= n.first and n.last <= last and n.kind in ("adjective", "state", "place", "demonym")
        ]
        office = self._longest_office(doc, first, last)
        if not any(t.pos_ == "NOUN" for t in doc[first : last + 1]) and office is None:
            return None
        return Role(
            doc[first : last + 1].text,
            sides[0] if sides and office else None,
            office is not None,
            "person",
            last,
            False,
        )
