"""Codes figures: the quantities that matter to the case, by the words that govern the number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Token

from demarche.annotation.grammar import bare, noun_words, preposition
from demarche.annotation.layers import Block, Quantity
from demarche.coding.context import Context
from demarche.records import Figure, Span

_DURATIONS = frozenset({"hours", "days", "weeks", "fortnights", "months", "years", "decades"})
_SPANS = frozenset({"day", "week", "month", "year"})
_DISTANCES = frozenset({"miles", "km", "metres"})
_NOT_COUNTED = frozenset({"feet", "yards", "knots", "degrees", "minutes", "seconds", "times", "occasions"})
_FATES = frozenset({"killed", "injured", "survived", "aboard"})
# Prepositions that make a span of time a term, a deadline or the length of something.
_TERMS = frozenset({"within", "for", "in", "after", "over", "during", "by"})
_TERM_ADJECTIVES = frozenset({"past", "last", "next", "coming", "more", "least", "just", "only"})
# Persons and things of these are spoken of again and again without being counted: "the two sides", "both leaders".
_SAME_AGAIN = frozenset(
    "side country party government state leader president minister nation capital people neighbour neighbor man way"
    " thing time year day plane level part half point hand case question fact step world".split()
)
_PERSON_KINDS = frozenset({"killed", "injured", "survived", "aboard", "detained", "released", "participants"})
# Fates that a bare number shares with the noun counted before it: "three dead and five wounded".
_FATE_WORDS = {
    "dead": "killed",
    "killed": "killed",
    "wounded": "injured",
    "injured": "injured",
    "hurt": "injured",
    "missing": "other",
}
_STATES = frozenset({"aboard", "board", "onboard", "custody", "hospital", "captive", "dead", "wounded"})
_PASSED_ON = frozenset({"conj", "appos"})


# What is reckoned with these is a figure though nothing is named beside the number: "the owners speak of nine".
_COUNTING = frozenset(
    "count give put speak admit estimate number total reach offer ask demand lower raise come".split()
)
_NOUGHT = frozenset({"nobody", "none", "no-one"})
_LOSSES = {"casualty": "injured", "injury": "injured", "death": "killed", "fatality": "killed", "loss": "killed"}
_NEAR = 3
# So many words behind its first tell what is counted.
_LONGEST = 7
_NO_BEGINNING = frozenset({"ADV", "CCONJ", "PART", "PUNCT"})
# From here on a bare number can hardly be anything but a count.
_LARGE = 1000


def code_figures(context: Context) -> list[Figure]:
    """The figures of a document in order of the text, one a place and one a thing counted."""
    blocks = {b.index: b for b in context.annotations.blocks}
    named = _limits(context, blocks)
    found: list[Figure] = []
    unit = "units"
    for quantity in context.annotations.quantities:
        if quantity.noun and not _is_money(quantity.unit) and quantity.unit not in _DURATIONS | {"", "percent"}:
            unit = quantity.unit
        figure = _figure(context, blocks[quantity.block], quantity, named)
        if figure is not None and not figure.unit:
            # A bare number counts persons by its kind, or else what was counted last: "110,000 tons … 65,000".
            given = "persons" if figure.kind in _PERSON_KINDS else unit
            figure = replace(figure, unit=given, about=figure.about or given)
        found += [figure] if figure is not None else []
    for sentence in context.annotations.coded_sentences():
        found.extend(f for t in sentence.tokens if (f := _unnumbered(context, sentence.block, t)) is not None)
    out: dict[tuple[object, ...], Figure] = {}
    for figure in sorted(found, key=lambda f: (f.span.start, f.id)):
        # The same number of the same thing told again is the same figure.
        about = "" if figure.kind in _FATES else figure.about
        out.setdefault((figure.kind, figure.value, figure.low, figure.high, figure.unit, about), figure)
    return list(out.values())


def _limits(context: Context, blocks: Mapping[int, Block]) -> frozenset[tuple[float | None, str]]:
    """Distances that the document uses as a name: "the 50-kilometre zone" makes every "50 kilometres" that zone."""
    out = set()
    for q in context.annotations.quantities:
        doc = blocks[q.block].doc
        if q.unit in _DISTANCES and (doc[q.head].nbor(-1).text == "-" if q.head else False):
            out.add((q.value, q.unit))
    return frozenset(out)


def _figure(
    context: Context, block: Block, quantity: Quantity, named: frozenset[tuple[float | None, str]]
) -> Figure | None:
    head = block.doc[quantity.head]
    kind = _kind(context, block, quantity, head)
    if kind is None or (quantity.value, quantity.unit) in named:
        return None
    value, low, high = quantity.value, quantity.low, quantity.high
    if value is None and (low is None or high is None) and not _is_vague(quantity):
        # "More than 50" gives the number 50 and says which way the truth lies.
        value = low if low is not None else high
    return _make(
        context,
        _span(context, block, quantity, head),
        kind,
        (value, low, high),
        "persons" if _suffers(context, quantity, head) or _fate_told(context, quantity) else quantity.unit,
        _about(block, quantity, head, kind),
    )


def _make(
    context: Context,
    span: Span,
    kind: str,
    values: tuple[float | None, float | None, float | None],
    unit: str,
    about: str,
) -> Figure:
    value, low, high = values
    return Figure(
        document=context.document.id,
        span=span,
        kind=kind,
        value=value,
        low=low,
        high=high,
        unit=unit,
        about=about,
        speaker=context.speaker(span.start, span.end),
        provenance=context.provenance(f"figures/{kind}"),
    )


# What is done to people alone.
_ON_PEOPLE = frozenset("kill wound injure murder arrest detain execute massacre imprison die".split())


def _unnumbered(context: Context, block: Block, token: Token) -> Figure | None:
    """What is told without a number: "nobody was hurt", "no casualties", "within a week"."""
    word, lemma = token.lower_, token.lemma_.lower()
    if word in _NOUGHT and bare(token.dep_) == "nsubj" and token.head.i > token.i:
        for kind in ("killed", "injured"):
            if token.head.lemma_.lower() in context.codebook.cues.figures[kind]:
                return _make(
                    context, context.span(block, token, token.head), kind, (0, None, None), "persons", "persons"
                )
    if lemma in _LOSSES and token.i and token.nbor(-1).lower_ == "no" and token.tag_ == "NNS":
        return _make(
            context, context.span(block, token.nbor(-1), token), _LOSSES[lemma], (0, None, None), "persons", word
        )
    if lemma in _SPANS and token.i > 1 and token.nbor(-1).lower_ in ("a", "an") and token.nbor(-2).lower_ == "within":
        return _make(
            context, context.span(block, token.nbor(-2), token), "duration", (1, None, None), lemma + "s", lemma
        )
    return None


def _is_vague(quantity: Quantity) -> bool:
    """ "Dozens", "hundreds": no number was given at all."""
    last = quantity.text.split()[-1].casefold()
    return last in ("dozens", "scores", "hundreds", "thousands", "millions", "billions")


def _about(block: Block, quantity: Quantity, head: Token, kind: str) -> str:
    """What is counted, in a run of the text's own words: the noun with what stands next to it and tells which, from
    behind the number to the last noun; of persons, up to the verb behind them that tells their fate."""
    if not quantity.noun:
        return quantity.unit
    doc, phrase = head.doc, {t.i for t in noun_words(head)}
    first = last = head.i
    while first and _goes_before(doc[first - 1], phrase):
        at = block.start + doc[first - 1].idx
        if quantity.start <= at < quantity.end:
            break
        first -= 1
    while first < head.i and (doc[first].is_space or doc[first].pos_ in _NO_BEGINNING):
        first += 1
    while last + 1 < len(doc) and last - first < _LONGEST and (last + 1 in phrase or _joins(doc[last + 1], phrase)):
        last += 1
    while last > head.i and (doc[last].like_num or doc[last].pos_ not in ("NOUN", "PROPN")):
        last -= 1
    verb = _verb(head)
    if verb is not None and kind in _PERSON_KINDS and 0 < verb.i - last <= _NEAR:
        between = doc[last + 1 : verb.i]
        last = verb.i if all(t.is_space or t.pos_ in ("AUX", "ADV", "PART") for t in between) else last
    return " ".join(doc[first : last + 1].text.split())


def _goes_before(token: Token, phrase: Collection[int]) -> bool:
    """Whether a word before a counted noun goes on to tell which: "deep-water trawlers", not "at least five"."""
    if token.like_num or token.pos_ in ("DET", "SYM") or (token.pos_ == "ADP" and token.lower_ != "per"):
        return False
    return token.i in phrase or _joins(token, phrase)


def _joins(token: Token, phrase: Collection[int]) -> bool:
    """Whether it is a hyphen within the phrase."""
    return token.text == "-" and token.i - 1 in phrase and token.i + 1 in phrase


def _verb(head: Token) -> Token | None:
    return (
        head.head
        if head.head != head and head.head.pos_ == "VERB" and bare(head.dep_) in ("nsubj", "obj", "acl")
        else None
    )


def _span(context: Context, block: Block, quantity: Quantity, head: Token) -> Span:
    """The number with its noun and what tells which, and the verb if it stands next to them ("38 people died")."""
    start, end = quantity.start, quantity.end
    last = head
    if quantity.noun:
        for t in noun_words(head):
            if t.i == last.i + 1 and t.i - head.i <= 6:
                last = t
        while last.i > head.i and (
            last.pos_ in ("ADP", "DET", "CCONJ", "PUNCT", "ADV", "PART", "PRON") or last.is_space
        ):
            last = last.nbor(-1)
    end = max(end, block.start + last.idx + len(last.text))
    after = _token_at(block, head, end)
    verb = _verb(head) if quantity.noun else (head.head if head.head.pos_ in ("VERB", "ADJ") else None)
    if verb is not None and after is not None and 0 <= verb.i - after.i <= 2:
        end = block.start + verb.idx + len(verb.text)
    first = _token_at(block, head, start)
    if (
        end == quantity.end
        and first is not None
        and first.i
        and head.head.pos_ == "VERB"
        and 0 < first.i - head.head.i <= _NEAR
    ):
        # A number that stands alone says little without its verb: "speak of nine".
        start = block.start + head.head.idx
    return context.document.span(start, end)


def _token_at(block: Block, near: Token, offset: int) -> Token | None:
    """The first token at or behind an offset of the document, looked for from a token near it."""
    at, doc = near.i, block.doc
    while at > 0 and block.start + doc[at - 1].idx >= offset:
        at -= 1
    while at < len(doc) and (block.start + doc[at].idx < offset or doc[at].is_space):
        at += 1
    return doc[at] if at < len(doc) else None


def _kind(context: Context, block: Block, quantity: Quantity, head: Token) -> str | None:
    """The kind of figure by the nearest governing word; None if nothing that matters is counted."""
    if quantity.noun is None and quantity.unit in ("", "persons"):
        number = max(quantity.value or 0, quantity.low or 0, quantity.high or 0)
        return _bare_kind(context, block, quantity, head, number)
    if _is_money(quantity.unit):
        return "money"
    if quantity.unit in _DURATIONS:
        return "duration" if _is_term(block, quantity, head) else None
    if quantity.unit in _NOT_COUNTED:
        return None
    if quantity.unit == "percent":
        return "other"
    if quantity.unit in _DISTANCES:
        return None if head.head.lemma_.lower() in ("claim", "extend") else "other"
    number = max(quantity.value or 0, quantity.low or 0, quantity.high or 0)
    if quantity.noun in _SAME_AGAIN and number <= 2:
        return None
    if (fate := _fate_told(context, quantity)) is not None:
        return fate
    persons = quantity.unit == "persons" or _suffers(context, quantity, head)
    if persons:
        for kind in _fates(context, head):
            return kind
    if persons or quantity.noun in context.codebook.cues.things:
        return "other" if number > 2 or not persons else None
    return "other" if number >= 3 and not _is_vague(quantity) and quantity.noun not in _SAME_AGAIN else None


def _fate_told(context: Context, quantity: Quantity) -> str | None:
    """The kind of "38 perished" where the parser takes the verb for what is counted."""
    for kind in ("killed", "injured", "survived"):
        if any(quantity.noun in (f"{word}ed", f"{word}d") for word in context.codebook.cues.figures[kind]):
            return kind
    return None


def _suffers(context: Context, quantity: Quantity, head: Token) -> bool:
    """Whether what is counted must be people, whatever they are called: "two rangers were killed"."""
    above = head.head
    undergoes = bare(head.dep_) in ("obj", "nsubj") and above.pos_ == "VERB" and above.lemma_.lower() in _ON_PEOPLE
    return undergoes and quantity.noun not in context.codebook.cues.things


def _fates(context: Context, head: Token) -> Iterator[str]:
    """The kinds whose words govern a noun, the nearest first."""
    for circle in _circles(head):
        for kind, triggers in context.codebook.cues.figures.items():
            if circle & triggers:
                yield kind


def _is_money(unit: str) -> bool:
    return unit.isupper() and len(unit) == 3


def _bare_kind(context: Context, block: Block, quantity: Quantity, head: Token, number: float) -> str | None:
    """The kind of a number that names nothing: by the fate behind it, by who counts, or by its mere size."""
    if any(t.lower_ == "toll" for t in head.sent if t.i < head.i):
        return "killed"  # "the death toll rose to three"
    after = _token_at(block, head, quantity.end)
    ahead = [t for t in block.doc[after.i : after.i + 3] if t.sent == head.sent] if after is not None else []
    for token in ahead:
        if token.lower_ in _FATE_WORDS:
            return _FATE_WORDS[token.lower_]
        for kind, triggers in context.codebook.cues.figures.items():
            if token.pos_ == "VERB" and token.lemma_.lower() in triggers:
                return kind
        if token.is_punct:
            break
    if _is_vague(quantity):
        return None
    if quantity.unit == "persons":
        return next(_fates(context, head), "other")
    if number >= _LARGE or (head.head.lemma_.lower() in _COUNTING and bare(head.dep_) in ("obj", "obl") and number > 2):
        return "other"
    return None


def _is_term(block: Block, quantity: Quantity, head: Token) -> bool:
    """Whether a span of time is a deadline, a term or the length of something: "within a week", "30 years of war"."""
    first = _token_at(block, head, quantity.start) or head
    words = {t.lower_ for t in block.doc[max(0, first.i - 3) : first.i]}
    after = head.nbor().lower_ if head.i + 1 < len(block.doc) else ""
    if "first" in words or after in ("ago", "earlier", "later", "before", "old", "after", "-"):
        return False
    case = preposition(head)
    return case in _TERMS or bool(words & (_TERMS | _TERM_ADJECTIVES)) or after in ("of", "to")


def _circles(head: Token) -> list[set[str]]:
    """The words around a counted noun, near to far: itself and its modifiers; the verb above; that verb's phrases."""
    near = {head.lemma_.lower(), head.lower_}
    near |= {c.lemma_.lower() for c in head.children if bare(c.dep_) in ("amod", "acl", "compound")}
    near |= {c.lower_ for c in head.children if bare(c.dep_) in ("amod", "acl", "advmod")}
    # "Two of the crew were hurt": they are told by what befell them, not by where they belong.
    partitive = preposition(head) == "of" and any(t.like_num for t in head.doc[max(0, head.i - 4) : head.i])
    at = head
    while at.dep_ in _PASSED_ON and at.head != at:
        at = at.head
    if partitive and at.head != at:
        at = at.head
    above = at.head
    far: list[set[str]] = []
    if above != at:
        far.append({above.lemma_.lower(), above.lower_})
        if above.pos_ in ("VERB", "AUX", "ADJ") and bare(at.dep_) in ("nsubj", "obj"):
            below = {c.lemma_.lower() for c in above.children if bare(c.dep_) in ("obl", "xcomp", "advmod")}
            far.append(below & _STATES)
        elif above.pos_ == "NOUN" and above.dep_ == "nmod":
            far.append({above.head.lemma_.lower()})
    return [*far, near] if partitive else [near, *far]
