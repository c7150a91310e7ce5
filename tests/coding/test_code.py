"""The laws of coding: what holds of the records of every text, of the sample corpus and of texts made to break it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche import coding as coding_layer
from demarche.annotation.annotate import Annotator
from demarche.annotation.layers import Annotations
from demarche.codebook import Codebook
from demarche.coding import CODER, CODER_VERSION, claims, demands, figures, predictions, responses
from demarche.coding.code import code_document
from demarche.records import ClaimKind, Coding, Document, Record, Span, Stretch, When, kind_of
from tests.making import document
from tests.strategies import CHARACTERS

Code = Callable[..., Coding]
MODULES = {m.__name__.rpartition(".")[2]: m for m in (claims, demands, figures, predictions, responses)}
REASONS = {"repeat", "nobody_named", "no_rule"}
# Values that name somebody or something, and how many words the longest name may have.
NAMES = {
    "actors": 9,
    "recipients": 9,
    "actor_names": 12,
    "recipient_names": 12,
    "place": 5,
    "speaker": 12,
    "speaker_role": 14,
    "speaker_side": 1,
    "cue": 8,
    "issuer": 9,
    "addressee": 9,
    "act": 1,
    "kind": 1,
    "type": 1,
    "mode": 1,
    "unit": 3,
    "about": 10,
}


def literals(module: object) -> set[str]:
    """Every string in the code of a module."""
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    return {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


@pytest.fixture(scope="module")
def rule_exists(codebook: Codebook) -> Callable[[str], bool]:
    """Whether a rule is a pattern of the codebook, or stands in the code of the coder that it names."""
    patterns = {pattern.id for pattern in codebook.patterns.all}
    known = {name: literals(module) for name, module in MODULES.items()}
    known["figures"] |= set(codebook.cues.figures)
    known["claims"] |= set(get_args(ClaimKind))

    def exists(rule: str) -> bool:
        coder, _, name = rule.partition("/")
        if coder == "events":
            return name in patterns
        return coder in known and (name in known[coder] or rule in known[coder])

    return exists


@pytest.fixture(scope="module")
def check(annotator: Annotator, codebook: Codebook, rule_exists: Callable[[str], bool]) -> Callable[[Document], None]:
    """Codes a document and holds the laws against what comes of it."""

    def call(doc: Document) -> None:
        annotated = annotator.annotate(doc)
        assert_lawful(annotated, code_document(annotated, codebook), codebook, rule_exists)

    return call


def spans(record: Record) -> Iterator[Span]:
    """A record's words, and those of the stations of a demand."""
    yield record.span
    yield from (step.span for step in getattr(record, "history", ()))


def dates(record: Record) -> Iterator[When]:
    """The dates of a record."""
    found = [getattr(record, name, None) for name in ("date", "horizon")]
    found += [step.date for step in getattr(record, "history", ())]
    yield from (date for date in found if date is not None)


def assert_lawful(
    annotated: Annotations, coding: Coding, codebook: Codebook, rule_exists: Callable[[str], bool]
) -> None:
    """What must hold of the coding of any document."""
    doc = coding.document
    assert doc == annotated.document, "the document is never changed"
    barred = [(f.start, f.end) for f in doc.furniture]
    barred += [(b.start, b.end) for b in annotated.blocks if b.kind in ("head", "repeat")]
    told = {d.when for d in annotated.dates}
    for record in coding.records():
        assert record.document == doc.id
        for span in spans(record):
            assert doc.text[span.start : span.end] == span.quote
            assert span.quote.strip()
            assert not any(span.start < end and start < span.end for start, end in barred), f"from furniture: {span}"
        for date in dates(record):
            assert date in told, "no date but those that the words tell"
        made = record.provenance
        assert (made.coder, made.coder_version) == (CODER, CODER_VERSION)
        assert (made.codebook, made.codebook_version) == (codebook.name, codebook.version)
        assert rule_exists(made.rule), made.rule
        assert_short(record)
    ids = [record.id for record in coding.records()]
    assert len(ids) == len(set(ids))
    assert_all_accounted_for(annotated, coding)


def assert_short(record: Record) -> None:
    """No value holds a sentence in place of a value."""
    for f in fields(record):
        longest = NAMES.get(f.name)
        value = getattr(record, f.name)
        if longest is None or value is None:
            continue
        for text in value if isinstance(value, tuple) else (value,):
            assert text.strip() or f.name in ("unit", "about"), f"{kind_of(record)}.{f.name} is empty"
            assert len(text.split()) <= longest, f"{kind_of(record)}.{f.name}: {text!r}"


def assert_all_accounted_for(annotated: Annotations, coding: Coding) -> None:
    """Every sentence but those of the head carries a record, or is listed as not coded."""
    records = [record.span for record in coding.records()]
    left = {(u.span.start, u.span.end): u.reason for u in coding.uncoded}
    assert len(left) == len(coding.uncoded)
    assert set(left.values()) <= REASONS
    for sentence in annotated.sentences:
        if sentence.block.kind != "head":
            coded = any(span.start < sentence.end and sentence.start < span.end for span in records)
            assert coded is ((sentence.start, sentence.end) not in left)
        else:
            assert (sentence.start, sentence.end) not in left


def test_the_sample_corpus_is_lawful(
    annotated: tuple[Annotations, ...],
    codings: tuple[Coding, ...],
    codebook: Codebook,
    rule_exists: Callable[[str], bool],
) -> None:
    for found, coding in zip(annotated, codings, strict=True):
        assert_lawful(found, coding, codebook, rule_exists)
    kinds = {kind_of(record) for coding in codings for record in coding.records()}
    assert kinds == {"event", "claim", "demand", "figure", "prediction", "response"}, "the corpus puts all to the test"
    assert {u.reason for coding in codings for u in coding.uncoded} >= {"nobody_named", "no_rule"}
    assert any(coding.document.furniture for coding in codings)


# What the rules look for, to be thrown together in any order.
_PIECES = (
    "Peru|Chile|the Chilean police|He|they|said|demanded that|must|apologise|refused to|accused|of|expelled|by 2027|it|"
    "38 diplomats|on 4 May 1978|in response|because of the arrest of|\"|“|”|:|,|.|—|\n|\n\n|will|not|and|the demand|'|"
    ")|$3 million|died|compensation|President Lagos|We|the two countries|retaliatory|in Lima|(|according to|»|«"
).split("|")


@settings(max_examples=80, deadline=None)
@given(
    text=st.lists(st.sampled_from(_PIECES), max_size=50).map(" ".join),
    published=st.sampled_from([None, "1978-06-01"]),
)
def test_any_mixture_of_what_the_rules_look_for_is_lawful(
    check: Callable[[Document], None], text: str, published: str | None
) -> None:
    check(document(text, published=published))


@settings(max_examples=50, deadline=None)
@given(text=st.text(CHARACTERS, max_size=200))
def test_any_text_is_lawful(check: Callable[[Document], None], text: str) -> None:
    check(document(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "\x00\x01\x02",
        # Emoji, joined ones too; writing from right to left; marks without a letter.
        "Peru 🇵🇪 said 👩\u200d👩\u200d👧 that Chile 💣 must apologise 😡.",
        "\u200fאמר השר\u200e Peru \u200fأدان\u200e Chile.",
        "P\u0301e\u0301r\u0301u said it\u200b would\u00ad leave.",
        # A quotation that never ends, one that never began, ten thousand marks.
        "“Peru must apologise, he said. " * 20,
        "Peru must apologise,” he said. " * 20,
        '"' * 10_000,
        # A word of 100 kB, and one beyond what the parser takes at once.
        "a" * 100_000,
        "a" * 1_100_000,
        # 100 kB on one line.
        ("Peru " + "-" * 200) * 500,
        # Brackets to a depth that no sentence has.
        "(" * 2_000 + "Peru" + ")" * 2_000,
        # A number without end.
        "9" * 5_000 + " people died in Peru.",
        "Peru paid $" + "9," * 500 + "9 to Chile.",
        "On 99 May 99999 Peru paid.",
    ],
    ids=lambda text: f"{len(text)}:{text[:12]!r}",
)
def test_hostile_texts_are_lawful(check: Callable[[Document], None], text: str) -> None:
    check(document(text, published="1978-06-01"))


def test_nothing_but_furniture_is_coded_as_nothing(code: Code) -> None:
    text = "Peru demanded that Chile apologise. 38 people died."
    assert list(code(text).records())
    coding = code(text, furniture=(Stretch(0, len(text), "teaser"),))
    assert (list(coding.records()), coding.uncoded) == ([], ())


def test_no_record_comes_from_furniture(code: Code) -> None:
    text = "Bolivia recalled its ambassador.\n\nRead more: Peru expelled two Chilean diplomats.\n\nIt rained."
    start, end = text.index("Read"), text.index("\n\nIt rained")
    assert {a for e in code(text).events for a in e.actors} == {"BOL", "PER"}
    coding = code(text, furniture=(Stretch(start, end, "teaser"),))
    assert {a for e in coding.events for a in e.actors} == {"BOL"}


def test_a_pull_quote_yields_no_second_record(code: Code) -> None:
    said = "“Chile has broken the treaty and must release our sailors,” Peruvian President Ana Quispe said in Lima."
    pulled = "Chile has broken the treaty and must release our sailors"
    once, twice = code(f"{said}\n\nRain fell."), code(f"{said}\n\n{pulled}\n\nRain fell.")
    assert once.claims
    assert [[r.span for r in getattr(once, k)] for k in ("events", "claims", "demands")] == [
        [r.span for r in getattr(twice, k)] for k in ("events", "claims", "demands")
    ]
    assert [u.reason for u in twice.uncoded] == ["repeat", "nobody_named"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Nobody known in it.
        ("It rained all day.", [("It rained all day.", "nobody_named")]),
        # Somebody, but no rule fits.
        ("Peru is large.", [("Peru is large.", "no_rule")]),
        # Coded.
        ("Peru expelled two Chilean diplomats.", []),
        # The head is no part of what was considered.
        ("By Ann Lee\n\nPeru expelled two Chilean diplomats.", []),
    ],
)
def test_what_was_not_coded_and_why(code: Code, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(u.span.quote, u.reason) for u in code(text).uncoded] == expected


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        # As precise as the words, and no more.
        ("on 4 May 1978", "1978-05-04"),
        ("in May 1978", "1978-05"),
        ("in 1978", "1978"),
        ("in the spring of 1978", "1978-21"),
        # Resolved against the publication.
        ("in May", "1979-05"),
        ("last year", "1978"),
        # Told by nothing.
        ("long ago", None),
    ],
)
def test_a_date_is_no_more_precise_than_its_words(code: Code, words: str, edtf: str | None) -> None:
    (event,) = code(f"Peru expelled two Chilean diplomats {words}.", published="1979-06-02").events
    assert (event.date and event.date.edtf) == edtf


def test_ids_hang_on_what_is_said_and_on_the_document_alone(annotator: Annotator, codebook: Codebook) -> None:
    text = (
        "Peru demanded that Chile release 38 sailors by May 1978. “Chile will pay,” Peruvian President Juan Prado said."
    )

    def ids(doc: Document) -> list[str]:
        return [r.id for r in code_document(annotator.annotate(doc), codebook).records()]

    one = document(text, published="1978-03-01")
    assert len(ids(one)) >= 4
    # Another file name and address, the same bytes.
    assert ids(replace(one, name="copy.txt", url="https://example.org/a", media_type="text/markdown")) == ids(one)
    # Other bytes are another document, even if they read the same.
    assert not set(ids(document(text, name="other.txt", published="1978-03-01"))) & set(ids(one))


def test_coding_leaves_no_trace(codings: tuple[Coding, ...], annotator: Annotator, codebook: Codebook) -> None:
    """Whatever was read between, the same document gives the same coding, what was not coded included."""
    for coding in reversed(codings[:3]):
        assert code_document(annotator.annotate(coding.document), codebook) == coding


def test_every_module_that_names_rules_is_known_here() -> None:
    package = coding_layer.__path__[0]
    with_rules = set()
    for path in Path(package).glob("*.py"):
        if ".provenance(" in path.read_text("utf-8"):
            with_rules.add(path.stem)
    assert with_rules == {*MODULES, "events"}
