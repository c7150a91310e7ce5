"""Resolves names, titles, pronouns and nominal expressions to whom or what they mean in this document.

Two passes over the blocks: the first learns every person's full name, role and side; the second makes the mentions,
short forms and pronouns included. What cannot be resolved stays under its own name.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from demarche.annotation.grammar import bare
from demarche.annotation.layers import Block, Mention, MentionKind
from demarche.annotation.names import Name, NameFinder
from demarche.annotation.roles import Role, RoleFinder
from demarche.codebook import Codebook
from demarche.records import Document

ADDRESSES = frozenset({"mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dame", "m", "mme", "dr", "prof", "madame", "monsieur", "herr", "señor", "senor"})
_LETTERS = str.maketrans({"ð": "d", "þ": "th", "ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "đ": "d"})
_HE = frozenset({"he", "she", "him", "his", "her", "hers"})
_IT = frozenset({"it", "its"})
_BOTH = frozenset({"both", "two"})
_BOTH_NOUNS = frozenset({"country", "side", "state", "party", "government", "nation", "capital", "neighbour", "neighbor", "people", "leader",
                         "president", "minister", "ministers"})
_ORGANISATION_NOUNS = frozenset({"organisation", "organization", "agency", "airline", "company", "institution", "newspaper", "centre", "center",
                                 "structure", "group", "movement", "firm", "bank", "mission", "carrier"})
_BODY_NOUNS = frozenset({"alliance", "league", "bloc", "council", "commission", "court", "union", "organisation", "organization", "agency", "community", "assembly"})
_THEY = frozenset({"they", "them", "their", "theirs"})
_COUNTRY_NOUNS = frozenset({"country", "republic", "nation", "kingdom", "government"})


@dataclass(slots=True)
class _Person:
    name: str
    role: str | None = None
    side: str | None = None
    official: bool = False


@dataclass(slots=True)
class _State:
    """What the second pass remembers as it moves through the text."""

    person: Mention | None = None
    subject: Mention | None = None
    organisation: Mention | None = None
    country: Mention | None = None
    body: Mention | None = None
    bodies: dict[str, Mention] = field(default_factory=dict)
    officials: dict[str, Mention] = field(default_factory=dict)
    people: dict[str, _Person] = field(default_factory=dict)
    sides: frozenset[str] = frozenset()


class MentionFinder:
    """Finds and resolves mentions; one instance serves all documents read with a pipeline and a codebook."""

    def __init__(self, names: NameFinder, codebook: Codebook) -> None:
        self._names = names
        self._codebook = codebook
        self._roles = RoleFinder(codebook)
        self._leaders: dict[str, list[tuple[str, str, int, int]]] = {}
        for leader in codebook.leaders:
            for key in {_plain(form) for form in (leader.name, leader.surname, *leader.variants)}:
                self._leaders.setdefault(key, []).append((leader.name, leader.state, leader.start, leader.end or 9999))

    def find(self, document: Document, blocks: Sequence[Block]) -> list[Mention]:
        """All mentions of a document, in order of the text."""
        named = [(block, self._recast(block.doc, self._names.find(block.doc))) for block in blocks]
        voices = self._voices(named)
        named = [(block, _with_voices(block.doc, names, voices)) for block, names in named]
        told = Counter(n.code for _, names in named for n in names if n.code and n.kind in ("state", "adjective", "demonym", "place"))
        state = _State(people=self._people(document, named), sides=frozenset(code for code, _ in told.most_common(3)))
        out: list[Mention] = []
        for block, names in named:
            out.extend(self._block(block, names, state, document))
        dyad = main_sides(out)
        for block in blocks:
            out.extend(_both(block, dyad))
        for block in blocks:
            out.extend(_they(block, [m for m in out if m.block == block.index]))
        return sorted(out, key=lambda m: (m.start, m.end, m.code))

    def _voices(self, named: Sequence[tuple[Block, list[Name]]]) -> frozenset[str]:
        """Capitalised words that nobody took for a name, but that speak ("Xly continued"), twice or more, and never stand in
        lower case."""
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
                        word = self._codebook.reporting.get(after.lemma_.lower())
                        if word is not None and word.speech:
                            speaking.add(token.text)
        return frozenset(w for w in speaking if told[w] > 1 and w.lower() not in lower)

    def _recast(self, doc: Doc, names: list[Name]) -> list[Name]:
        """Corrects the recogniser where the words around a name tell better: what stands in quotation marks is a thing, what
        follows "analyst" or "minister" a person."""
        out = []
        for name in names:
            before, after = doc[name.first - 1] if name.first else None, doc[name.last + 1] if name.last + 1 < len(doc) else None
            if name.kind == "person" and before is not None and after is not None and before.text == after.text == '"':
                name = replace(name, kind="organisation")
            elif name.kind in ("organisation", "place") and name.code is None and name.last > name.first and before is not None:
                title = doc[name.first - 2] if before.text == "," and name.first > 1 else before
                if self._roles.names_person(title) and after is not None and not after.is_upper:
                    name = replace(name, kind="person")
            # "President X" taken for one name: the title is no part of it.
            first = name.first
            while name.code is None and name.kind in ("organisation", "person", "place") and first < name.last and self._roles.is_title(doc[first]):
                first += 1
            if first > name.first:
                name = replace(name, first=first, kind="person")
            out.append(name)
        return out

    def _people(self, document: Document, named: Sequence[tuple[Block, list[Name]]]) -> dict[str, _Person]:
        """Every person of the document under each form of the name (full, surname), with role and side."""
        people: dict[str, _Person] = {}
        singles: list[tuple[str, Role | None]] = []
        for block, names in named:
            for name in names:
                if name.kind != "person":
                    continue
                text = _clean(block.doc[name.first : name.last + 1].text)
                role = self._roles.of_person(block.doc, name, names)
                if " " not in text:
                    singles.append((text, role))
                    continue
                person = people.setdefault(text.casefold(), _Person(text))
                _learn(person, role)
        for person in list(people.values()):
            people.setdefault(person.name.split()[-1].casefold(), person)
        for text, role in singles:
            known = _spelt_alike(text, people)
            _learn(people.setdefault(text.casefold(), known or _Person(text)), role)
        year = int(document.published[:4]) if document.published and document.published[:4].isdigit() else None
        for person in people.values():
            if not person.official:
                self._known_leader(person, year)
        return people

    def _known_leader(self, person: _Person, year: int | None) -> None:
        entries = self._leaders.get(_plain(person.name), [])
        if " " not in person.name:
            # A bare surname counts only for whoever was in office in the year of publication.
            entries = [e for e in entries if year is not None and e[2] - 1 <= year <= e[3] + 1]
        states = {state for _, state, _, _ in entries}
        if len(states) == 1 and person.side in (None, *states):
            person.side, person.official = states.pop(), True

    def _block(self, block: Block, names: list[Name], state: _State, document: Document) -> list[Mention]:
        doc = block.doc
        made: list[Mention] = []
        used: set[int] = set()
        for name in names:
            if name.first in used:
                continue
            mention, last = self._mention(block, name, names, state)
            if mention is None:
                continue
            made.append(mention)
            used.update(range(name.first, last + 1))
        by_head = {m.head: m for m in made}
        for token in doc:
            found = by_head.get(token.i) or self._anaphor(block, token, state, used)
            if found is None:
                continue
            if token.i not in by_head:
                made.append(found)
            _remember(state, found, token)
        return made

    def _mention(self, block: Block, name: Name, names: Sequence[Name], state: _State) -> tuple[Mention | None, int]:
        doc = block.doc
        first, last, head = name.first, name.last, name.head
        text = doc[first : last + 1].text
        unlisted = name.kind in ("organisation", "place") and name.code is None
        if unlisted and first == last and text.casefold() in state.people:
            name = replace(name, kind="person")
        if unlisted and first == last:
            body, end = _of_body(doc, last, names)
            if body is not None:
                return _make(block, first, end, last, "igo", body, body, None, None, "codebook"), end
            if (known_body := state.bodies.get(text.casefold())) is not None:
                return _make(block, first, last, last, "igo", known_body.code, known_body.name, None, None, "short_form"), last
        if unlisted and (office := self._roles.office_at(doc, last)) is not None and office[0] <= first:
            side, end = _of_state(doc, last, names)
            if side is not None:
                return _make(block, office[0], end, _run_head(doc, first, last), "state", side, doc[office[0] : end + 1].text,
                             doc[office[0] : last + 1].text, side, "title"), end
            known = self._holder(doc[last].lemma_, office[1], state)
            if known is not None:
                return _make(block, office[0], last, _run_head(doc, first, last), known.kind, known.code, known.name, known.role, known.side, "title"), last
            if office[1] == "person":
                return None, last
        if name.kind == "person":
            clean = _clean(text)
            person = state.people.get(clean.casefold()) or state.people.get(clean.split()[-1].casefold()) or _Person(clean)
            code = person.side if person.official and person.side else person.name
            basis = "name" if person.name == clean else "short_form"
            return _make(block, first, last, _run_head(doc, first, last), "person", code, person.name, person.role, person.side, basis), last
        if name.kind == "body":
            return _make(block, first, last, head, "igo", name.code or text, name.code or text, None, None, "codebook"), last
        if name.kind in ("adjective", "state", "place", "demonym") and name.code:
            role = self._roles.after(doc, last, names)
            if role is not None and role.kind == "group":
                return _make(block, first, role.last, role.last, "citizens", f"{name.code}:citizens", doc[first : role.last + 1].text, None,
                             name.code, "nominal"), role.last
            if role is not None and not role.before_person:
                return _make(block, first, role.last, role.last, "state", name.code, doc[first : role.last + 1].text, role.text,
                             name.code, "title"), role.last
            if name.kind == "demonym":
                return self._demonym(block, name, name.code), last
            if role is None and (name.kind != "place" or doc[last].nbor(1).ent_type_ == "ORG" if last + 1 < len(doc) else False):
                end = _proper_run(doc, last, names)
                if end > last:
                    full = doc[first : end + 1].text
                    return _make(block, first, end, end, "organisation", full, full, None, name.code, "name"), end
            kind: MentionKind = "place" if name.kind == "place" else "state"
            return _make(block, first, last, head, kind, name.code, text, None, name.code, "codebook"), last
        if name.kind == "organisation":
            side = self._roles.side_of(doc, name, names)
            return _make(block, first, last, head, "organisation", _clean(text), _clean(text), None, side, "name"), last
        return _make(block, first, last, head, "place", _clean(text), _clean(text), None, None, "name"), last

    def _holder(self, noun: str, kind: str, state: _State) -> Mention | None:
        """Who is meant by an office named without its state: the official last named with it, or the country last named."""
        if kind == "person":
            return state.officials.get(noun.lower())
        return state.country if state.country is not None and state.country.code in state.sides else None

    def _demonym(self, block: Block, name: Name, code: str) -> Mention:
        """"Two Azerbaijanis" are citizens; "the Russians agreed" is a government."""
        token = block.doc[name.last]
        counted = any(bare(c.dep_) in ("nummod", "amod", "acl") or c.lower_ in ("some", "many", "several") for c in token.children)
        definite = any(c.lower_ in ("the", "our") for c in token.children)
        if definite and not counted:
            return _make(block, name.first, name.last, name.head, "state", code, token.text, None, code, "codebook")
        return _make(block, name.first, name.last, name.head, "citizens", f"{code}:citizens", token.text, None, code, "codebook")

    def _anaphor(self, block: Block, token: Token, state: _State, used: set[int]) -> Mention | None:
        """A pronoun or a definite noun phrase that stands for somebody named before."""
        word, lemma = token.lower_, token.lemma_.lower()
        source: Mention | None = None
        if token.i in used:
            return None
        if word in _HE:
            source = state.person
            if word in ("she", "her", "hers") and state.subject is not None and state.subject.kind == "state" and state.subject.block == block.index:
                # "Bulgaria … her frontier": older prose speaks of a state so.
                source = state.subject
        elif word in _IT and bare(token.dep_) in ("nsubj", "nmod", "obj") and not _expletive(token):
            source = state.subject if state.subject is not None and state.subject.kind != "person" else None
        elif token.pos_ == "NOUN" and any(c.lower_ in ("the", "this", "that") for c in token.children):
            bare_noun = not any(bare(c.dep_) in ("amod", "compound", "nmod", "acl", "nummod") for c in token.children)
            if lemma in _BODY_NOUNS and bare_noun and state.body is not None:
                source = state.body
            elif lemma in _ORGANISATION_NOUNS and bare_noun:
                source = state.organisation
            elif lemma in _COUNTRY_NOUNS and bare_noun:
                source = state.country
            elif (office := self._roles.office_at(block.doc, token.i)) is not None:
                side, _ = _of_state(block.doc, token.i, ())
                source = self._holder(token.lemma_, office[1], state) if side is None else None
        if source is None:
            return None
        basis = "pronoun" if token.pos_ == "PRON" or word in _HE | _IT else "nominal"
        return _make(block, token.i, token.i, token.i, source.kind, source.code, source.name, source.role, source.side, basis)


def _with_voices(doc: Doc, names: list[Name], voices: frozenset[str]) -> list[Name]:
    taken = {i for n in names for i in range(n.first, n.last + 1)}
    extra = [Name(t.i, t.i, "person", None) for t in doc if t.text in voices and t.i not in taken]
    return sorted([*names, *extra], key=lambda n: n.first)


def _expletive(token: Token) -> bool:
    """"It was because of this that …": a subject that stands for nobody."""
    head = token.head
    if head.lemma_.lower() in ("be", "seem", "appear"):
        return True
    return any(c.dep_ in ("ccomp", "csubj", "acl:relcl", "advcl", "expl") for c in head.children) and any(c.dep_ == "cop" for c in head.children)


def _of_state(doc: Doc, last: int, names: Sequence[Name]) -> tuple[str | None, int]:
    """The state in "President of Russia", and the last token of the phrase."""
    at = last + 1
    if at < len(doc) and doc[at].lower_ in ("of", "for") and at + 1 < len(doc):
        at += 1
        if doc[at].lower_ == "the":
            at += 1
        found = next((n for n in names if n.first == at and n.kind in ("state", "place", "adjective", "demonym") and n.code), None)
        if found is not None:
            return found.code, found.last
    return None, last


def _of_body(doc: Doc, last: int, names: Sequence[Name]) -> tuple[str | None, int]:
    """The body in "the Council of the League of Nations", and the last token of the phrase."""
    at = last + 1
    if at + 1 < len(doc) and doc[at].lower_ == "of":
        at += 2 if doc[at + 1].lower_ == "the" else 1
        found = next((n for n in names if n.first == at and n.kind == "body" and n.code), None)
        if found is not None:
            return found.code, found.last
    return None, last


def _run_head(doc: Doc, first: int, last: int) -> int:
    """The token of a run that the rest of the sentence hangs on."""
    return next((t.i for t in doc[first : last + 1] if not first <= t.head.i <= last or t.head == t), last)


def main_sides(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The two states that the document names most often (fewer, if it names fewer): who the text is mostly about."""
    counts = Counter(m.side or m.code for m in mentions if m.kind in ("state", "citizens", "person", "place") and (m.side or len(m.code) == 3))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(code for code, _ in ranked[:2])


def _both(block: Block, dyad: tuple[str, ...]) -> list[Mention]:
    """"The two countries", "both sides": one mention for each side of the main dyad."""
    if len(dyad) < 2:
        return []
    out = []
    for token in block.doc:
        if token.lemma_.lower() in _BOTH_NOUNS and token.pos_ == "NOUN" and token.tag_ in ("NNS", "NNPS"):
            children = {c.lower_ for c in token.children}
            sides = {"side", "party"}
            if children & _BOTH or (token.lemma_.lower() in sides and "the" in children and len(children) == 1):
                out += [_make(block, token.i, token.i, token.i, "state", code, code, None, code, "nominal") for code in dyad]
    return out


def _they(block: Block, mentions: Sequence[Mention]) -> list[Mention]:
    """"They", "them": the group, or the several parties of one phrase, named last before it in the block."""
    heads = Counter(m.head for m in mentions)
    plural = [m for m in mentions if m.kind == "citizens" or heads[m.head] > 1 or (m.kind == "state" and block.doc[m.head].tag_ == "NNS")]
    out = []
    for token in block.doc:
        if token.lower_ not in _THEY:
            continue
        earlier = [m for m in plural if m.head < token.i and token.i - m.head < 60]
        if earlier:
            last = max(m.head for m in earlier)
            out += [_make(block, token.i, token.i, token.i, m.kind, m.code, m.name, m.role, m.side, "pronoun") for m in earlier if m.head == last]
    return out


def _spelt_alike(name: str, people: dict[str, _Person]) -> _Person | None:
    """A person whose surname differs in one letter, as transliterations do ("Sarkisyan", "Sargisyan")."""
    folded = name.casefold()
    if len(folded) < 6:
        return None
    for key, person in people.items():
        if len(key) == len(folded) and key[:3] == folded[:3] and sum(a != b for a, b in zip(key, folded, strict=True)) == 1:
            return person
    return None


def _learn(person: _Person, role: Role | None) -> None:
    if role is None:
        return
    if person.role is None or (role.official and not person.official):
        person.role = role.text
    if person.side is None or (role.official and not person.official):
        person.side = role.side
    person.official = person.official or (role.official and role.side is not None)


def _remember(state: _State, mention: Mention, token: Token) -> None:
    if mention.kind == "person":
        if bare(token.dep_) not in ("obj", "iobj", "compound") and token.dep_ != "nmod:poss" or state.person is None:
            state.person = mention
        for word in (mention.role or "").lower().split() if len(mention.code) == 3 else ():
            state.officials[word] = mention
    elif mention.kind == "igo":
        state.body = mention
        for word in mention.text.split():
            if word[0].isupper():
                state.bodies.setdefault(word.casefold(), mention)
    elif mention.kind == "organisation":
        state.organisation = mention
    elif mention.kind == "state" and mention.basis != "nominal":
        if mention.code in state.sides or state.country is None:
            state.country = mention
        if mention.role:
            state.officials[mention.role.lower().split()[-1]] = mention
    if bare(token.dep_) == "nsubj":
        state.subject = mention


def _proper_run(doc: Doc, last: int, names: Sequence[Name]) -> int:
    """The last token of capitalised common words that go on after an adjective: "Russian House", "Turkish Airlines"."""
    end = last
    barred = {i for n in names if n.kind == "person" for i in range(n.first, n.last + 1)}
    while end + 1 < len(doc) and end + 1 not in barred and doc[end + 1].text[:1].isupper() and doc[end + 1].is_alpha:
        end += 1
    return end


def _clean(text: str) -> str:
    """A name without possessive, marks and forms of address."""
    words = " ".join(text.replace("'s", "").replace("’s", "").split()).strip(" \"'“”«».,").split()
    while len(words) > 1 and words[0].rstrip(".").lower() in ADDRESSES:
        words = words[1:]
    return " ".join(words)


def _plain(name: str) -> str:
    """A name for comparison: lower case, no diacritics ("Hallgrímsson" is "Hallgrimsson")."""
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(c for c in folded if not unicodedata.combining(c))


def _make(block: Block, first: int, last: int, head: int, kind: MentionKind, code: str, name: str, role: str | None, side: str | None,
          basis: str) -> Mention:
    start, end = block.offsets(block.doc[first], block.doc[last])
    return Mention(start, end, block.doc[first : last + 1].text, kind, code, name, role, side, block.index, head, basis)
