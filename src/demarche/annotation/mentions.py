"""Resolves names and titles, short forms and pronouns to what they mean in this document.

Two passes over the blocks: the first learns every person's full name, role and side (`people`); the second makes the
mentions, with pronouns and nominal expressions (`anaphora`). What cannot be resolved stays under its own name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from demarche.annotation.anaphora import Memory, both_sides, make_mention, they
from demarche.annotation.grammar import bare
from demarche.annotation.layers import Block, Mention, MentionKind
from demarche.annotation.names import Name, NameFinder
from demarche.annotation.people import PeopleFinder, Person, clean_name
from demarche.annotation.roles import RoleFinder
from demarche.codebook import Codebook
from demarche.records import Document

# Of all names of states, so large a share makes two of them the sides of the text.
_MOSTLY = 0.5
_STATES = frozenset({"state", "adjective", "demonym", "place"})

_Made = tuple[Mention | None, int]


class MentionFinder:
    """Finds and resolves mentions; one instance serves all documents read with a pipeline and a codebook."""

    def __init__(self, names: NameFinder, codebook: Codebook) -> None:
        self._names = names
        self._roles = RoleFinder(codebook)
        self._people = PeopleFinder(self._roles, codebook)

    def find(self, document: Document, blocks: Sequence[Block]) -> list[Mention]:
        """All mentions of a document, in order of the text."""
        named = self._people.correct([(block, self._names.find(block.doc)) for block in blocks])
        told = Counter(n.code for _, names in named for n in names if n.code and n.kind in _STATES)
        memory = Memory(self._people.learn(document, named), frozenset(code for code, _ in told.most_common(3)))
        out: list[Mention] = []
        for block, names in named:
            out.extend(self._block(block, names, memory))
        dyad = main_sides(out)
        for block in blocks:
            out.extend(both_sides(block, dyad))
        for block in blocks:
            out.extend(they(block, [m for m in out if m.block == block.index]))
        return sorted(out, key=lambda m: (m.start, m.end, m.code))

    def _block(self, block: Block, names: list[Name], memory: Memory) -> list[Mention]:
        made: list[Mention] = []
        used: set[int] = set()
        for name in names:
            if name.first in used:
                continue
            mention, last = self._mention(block, name, names, memory)
            if mention is not None:
                made.append(mention)
                used.update(range(name.first, last + 1))
        by_head = {m.head: m for m in made}
        for token in block.doc:
            found = by_head.get(token.i)
            if found is None and token.i not in used and (found := self._anaphor(block, token, memory)) is not None:
                made.append(found)
            if found is not None:
                memory.hear(found, token)
        return made

    def _mention(self, block: Block, name: Name, names: Sequence[Name], memory: Memory) -> _Made:
        """The mention of a name, and the last token that it takes up."""
        text = block.doc[name.first : name.last + 1].text
        if name.kind in ("organisation", "place") and name.code is None:
            if name.first == name.last and text.casefold() in memory.people:
                return self._person(block, name, memory)
            known = self._short_body(block, name, names, memory) or self._office(block, name, names, memory)
            if known is not None:
                return known
        if name.kind == "person":
            return self._person(block, name, memory)
        if name.kind == "body":
            code = name.code or text
            return make_mention(
                block, name.first, name.last, name.head, "igo", code, code, None, None, "codebook"
            ), name.last
        if name.kind in _STATES and name.code:
            return self._state(block, name, name.code, names)
        kind: MentionKind = "organisation" if name.kind == "organisation" else "place"
        side = self._roles.side_of(name, names) if kind == "organisation" else None
        clean = clean_name(text)
        return make_mention(block, name.first, name.last, name.head, kind, clean, clean, None, side, "name"), name.last

    def _person(self, block: Block, name: Name, memory: Memory) -> _Made:
        clean = clean_name(block.doc[name.first : name.last + 1].text)
        person = memory.people.get(clean.casefold()) or memory.people.get(clean.split()[-1].casefold()) or Person(clean)
        code = person.side if person.official and person.side else person.name
        basis = "name" if person.name == clean else "short_form"
        head = _run_head(block.doc, name.first, name.last)
        made = make_mention(
            block, name.first, name.last, head, "person", code, person.name, person.role, person.side, basis
        )
        return made, name.last

    def _short_body(self, block: Block, name: Name, names: Sequence[Name], memory: Memory) -> _Made | None:
        """The mention of a body by its short name: "the Council of the League of Nations", then "the Council"."""
        if name.first != name.last:
            return None
        body, end = _of(block.doc, name.last, [n for n in names if n.kind == "body"])
        if body is not None:
            return make_mention(block, name.first, end, name.last, "igo", body, body, None, None, "codebook"), end
        known = memory.bodies.get(block.doc[name.first].text.casefold())
        if known is None:
            return None
        return make_mention(
            block, name.first, name.last, name.last, "igo", known.code, known.name, None, None, "short_form"
        ), name.last

    def _office(self, block: Block, name: Name, names: Sequence[Name], memory: Memory) -> _Made | None:
        """The mention of an office: "the President of Chile"; "the President" alone is whoever was last named so."""
        doc, first, last = block.doc, name.first, name.last
        office = self._roles.office_at(doc, last)
        if office is None or office[0] > first:
            return None
        start, kind = office
        head = _run_head(doc, first, last)
        side, end = _of(doc, last, [n for n in names if n.kind in _STATES])
        if side is not None:
            role = doc[start : last + 1].text
            return make_mention(
                block, start, end, head, "state", side, doc[start : end + 1].text, role, side, "title"
            ), end
        known = memory.holder(doc[last].lemma_, kind)
        if known is not None:
            return make_mention(
                block, start, last, head, known.kind, known.code, known.name, known.role, known.side, "title"
            ), last
        return (None, last) if kind == "person" else None

    def _state(self, block: Block, name: Name, code: str, names: Sequence[Name]) -> _Made:
        """A state's name, adjective or demonym with the office, group or proper name that goes on after it."""
        doc, first, last = block.doc, name.first, name.last
        role = self._roles.after(doc, last, names)
        if role is not None and role.kind == "group":
            words = doc[first : role.last + 1].text
            return make_mention(
                block, first, role.last, role.last, "citizens", f"{code}:citizens", words, None, code, "nominal"
            ), role.last
        if role is not None and not role.before_person:
            words = doc[first : role.last + 1].text
            return make_mention(
                block, first, role.last, role.last, "state", code, words, role.text, code, "title"
            ), role.last
        if name.kind == "demonym":
            return _demonym(block, name, code), last
        if role is None and last + 1 < len(doc) and (name.kind != "place" or doc[last + 1].ent_type_ == "ORG"):
            end = _proper_run(doc, last, names)
            if end > last:
                full = doc[first : end + 1].text
                return make_mention(block, first, end, end, "organisation", full, full, None, code, "name"), end
        kind: MentionKind = "place" if name.kind == "place" else "state"
        text = doc[first : last + 1].text
        return make_mention(block, first, last, name.head, kind, code, text, None, code, "codebook"), last

    def _anaphor(self, block: Block, token: Token, memory: Memory) -> Mention | None:
        """A pronoun or a definite noun phrase that stands for somebody named before."""
        source, basis = memory.pronoun(block, token), "pronoun"
        if source is None and token.pos_ == "NOUN" and any(c.lower_ in ("the", "this", "that") for c in token.children):
            source, basis = memory.nominal(token), "nominal"
            if source is None and (office := self._roles.office_at(block.doc, token.i)) is not None:
                source = memory.holder(token.lemma_, office[1])
        if source is None:
            return None
        return make_mention(
            block, token.i, token.i, token.i, source.kind, source.code, source.name, source.role, source.side, basis
        )


def main_sides(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The two states that a document is mostly about: those named most often, if they make up most of what is named.

    Fewer if it names fewer; none if it is about several states alike.
    """
    counts = Counter(
        m.side or m.code
        for m in mentions
        if m.kind in ("state", "citizens", "person", "place") and (m.side or _is_code(m.code))
    )
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if sum(n for _, n in ranked[:2]) < _MOSTLY * counts.total():
        return ()
    return tuple(code for code, _ in ranked[:2])


def _is_code(code: str) -> bool:
    return len(code) == 3 and code.isascii() and code.isupper()


def _demonym(block: Block, name: Name, code: str) -> Mention:
    """The mention of a demonym: two Chileans are citizens, "the Chileans agreed" is a government."""
    token = block.doc[name.last]
    counted = any(
        bare(c.dep_) in ("nummod", "amod", "acl") or c.lower_ in ("some", "many", "several") for c in token.children
    )
    definite = any(c.lower_ in ("the", "our") for c in token.children)
    if definite and not counted:
        return make_mention(block, name.first, name.last, name.head, "state", code, token.text, None, code, "codebook")
    return make_mention(
        block, name.first, name.last, name.head, "citizens", f"{code}:citizens", token.text, None, code, "codebook"
    )


def _of(doc: Doc, last: int, names: Sequence[Name]) -> tuple[str | None, int]:
    """The code of the name that "of" ties to an office or body ("President of Chile"), and the last token of both."""
    at = last + 1
    if at + 1 < len(doc) and doc[at].lower_ in ("of", "for"):
        at += 2 if doc[at + 1].lower_ == "the" else 1
        found = next((n for n in names if n.first == at and n.code), None)
        if found is not None:
            return found.code, found.last
    return None, last


def _run_head(doc: Doc, first: int, last: int) -> int:
    """The token of a run that the rest of the sentence hangs on."""
    return next((t.i for t in doc[first : last + 1] if not first <= t.head.i <= last or t.head == t), last)


def _proper_run(doc: Doc, last: int, names: Sequence[Name]) -> int:
    """The last token of capitalised common words that go on after an adjective: "Turkish Airlines"."""
    end = last
    barred = {i for n in names if n.kind == "person" for i in range(n.first, n.last + 1)}
    while end + 1 < len(doc) and end + 1 not in barred and doc[end + 1].text[:1].isupper() and doc[end + 1].is_alpha:
        end += 1
    return end
