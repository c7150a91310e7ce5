"""Resolves pronouns and definite noun phrases to whom they stand for, by what the text named last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from demarche.annotation.grammar import bare
from demarche.annotation.layers import Block, Mention, MentionKind
from demarche.annotation.people import Person

_HE = frozenset({"he", "she", "him", "his", "her", "hers"})
_SHE = frozenset({"she", "her", "hers"})
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their", "theirs"})
_BOTH = frozenset({"both", "two"})
_BOTH_NOUNS = frozenset(
    "country side state party government nation capital neighbour neighbor people leader president minister".split()
)
_ORGANISATIONS = frozenset(
    """organisation organization agency airline company institution newspaper centre center structure group movement
    firm bank mission carrier""".split()
)
_BODIES = frozenset(
    "alliance league bloc council commission court union organisation organization agency community assembly".split()
)
_COUNTRIES = frozenset({"country", "republic", "nation", "kingdom", "government"})


@dataclass(slots=True)
class Memory:
    """What is remembered on the way through a text: who was named last, as what; ``sides``: the states named most."""

    people: dict[str, Person]
    sides: frozenset[str]
    person: Mention | None = None
    subject: Mention | None = None
    organisation: Mention | None = None
    country: Mention | None = None
    body: Mention | None = None
    bodies: dict[str, Mention] = field(default_factory=dict)
    officials: dict[str, Mention] = field(default_factory=dict)

    def holder(self, noun: str, kind: str) -> Mention | None:
        """Who is meant by an office named without its state: the official last named with it.

        "The ministry" may be either side's: it stays unresolved, for a wrong party is worse than none.
        """
        return self.officials.get(noun.lower()) if kind == "person" else None

    def pronoun(self, block: Block, token: Token) -> Mention | None:
        """Whom "he", "she" or "it" stands for."""
        word = token.lower_
        here = self.subject if self.subject is not None and self.subject.kind == "state" else None
        if word in _SHE and here is not None and here.block == block.index:
            # "Bulgaria … her frontier": older prose speaks of a state so.
            return here
        if word in _HE:
            return self.person
        if word in _IT and bare(token.dep_) in ("nsubj", "nmod", "obj") and not _expletive(token):
            return self.subject if self.subject is not None and self.subject.kind != "person" else None
        return None

    def nominal(self, token: Token) -> Mention | None:
        """What "the organisation", "the country", "the alliance" stands for."""
        lemma = token.lemma_.lower()
        if any(bare(c.dep_) in ("amod", "compound", "nmod", "acl", "nummod") for c in token.children):
            return None
        if lemma in _BODIES and self.body is not None:
            return self.body
        if lemma in _ORGANISATIONS:
            return self.organisation
        return self.country if lemma in _COUNTRIES else None

    def hear(self, mention: Mention, token: Token) -> None:
        """Remember a mention as the text goes on."""
        if mention.kind == "person":
            if bare(token.dep_) not in ("obj", "iobj", "compound") and token.dep_ != "nmod:poss" or self.person is None:
                self.person = mention
            for word in (mention.role or "").lower().split() if len(mention.code) == 3 else ():
                self.officials[word] = mention
        elif mention.kind == "igo":
            self.body = mention
            for word in mention.text.split():
                if word[0].isupper():
                    self.bodies.setdefault(word.casefold(), mention)
        elif mention.kind == "organisation":
            self.organisation = mention
        elif mention.kind == "state" and mention.basis != "nominal":
            if mention.code in self.sides or self.country is None:
                self.country = mention
            if mention.role:
                self.officials[mention.role.lower().split()[-1]] = mention
        if bare(token.dep_) == "nsubj":
            self.subject = mention


def both_sides(block: Block, dyad: tuple[str, ...]) -> list[Mention]:
    """One mention for each side of the main dyad, where the text says "the two countries" or "both sides"."""
    if len(dyad) < 2:
        return []
    out = []
    for token in block.doc:
        if token.lemma_.lower() in _BOTH_NOUNS and token.pos_ == "NOUN" and token.tag_ in ("NNS", "NNPS"):
            children = {c.lower_ for c in token.children}
            sides = {"side", "party"}
            if children & _BOTH or (token.lemma_.lower() in sides and "the" in children and len(children) == 1):
                out += [
                    make_mention(block, token.i, token.i, token.i, "state", code, code, None, code, "nominal")
                    for code in dyad
                ]
    return out


def they(block: Block, mentions: Sequence[Mention]) -> list[Mention]:
    """Who "they" and "them" are: the group, or the parties of one phrase, named last before it in the block."""
    heads = Counter(m.head for m in mentions)
    plural = [
        m
        for m in mentions
        if m.kind == "citizens" or heads[m.head] > 1 or (m.kind == "state" and block.doc[m.head].tag_ == "NNS")
    ]
    out = []
    for token in block.doc:
        if token.lower_ not in _THEY:
            continue
        earlier = [m for m in plural if m.head < token.i and token.i - m.head < 60]
        if earlier:
            last = max(m.head for m in earlier)
            out += [
                make_mention(block, token.i, token.i, token.i, m.kind, m.code, m.name, m.role, m.side, "pronoun")
                for m in earlier
                if m.head == last
            ]
    return out


def make_mention(
    block: Block,
    first: int,
    last: int,
    head: int,
    kind: MentionKind,
    code: str,
    name: str,
    role: str | None,
    side: str | None,
    basis: str,
) -> Mention:
    """A mention of the tokens from ``first`` to ``last``, both included."""
    start, end = block.offsets(block.doc[first], block.doc[last])
    return Mention(start, end, block.doc[first : last + 1].text, kind, code, name, role, side, block.index, head, basis)


def _expletive(token: Token) -> bool:
    """Whether a subject stands for nobody: "It was because of this that …"."""
    head = token.head
    if head.lemma_.lower() in ("be", "seem", "appear"):
        return True
    return any(c.dep_ in ("ccomp", "csubj", "acl:relcl", "advcl", "expl") for c in head.children) and any(
        c.dep_ == "cop" for c in head.children
    )
