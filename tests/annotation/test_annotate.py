"""Every layer of annotation of a document keeps to its text, whatever the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.annotation.annotate import Annotator
from demarche.annotation.layers import Annotations
from demarche.records import Stretch
from tests.making import document
from tests.strategies import CHARACTERS

Annotate = Callable[..., Annotations]
# A date that names a day must have words for one.
_DAY_WORDS = re.compile(
    r"\b\d{1,2}(st|nd|rd|th)?\b|\b(first|second|third|\w+th)\b|day|night|morning|noon|evening|tomorrow|week|christmas",
    re.I,
)
_MONTH_WORDS = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|month|\d", re.I)


def runs(annotations: Annotations) -> Iterator[tuple[str, int, int]]:
    """The layer and offsets of everything that annotation found."""
    for block in annotations.blocks:
        yield "block", block.start, block.end
    for layer in ("sentences", "mentions", "dates", "quantities", "attributions"):
        for found in getattr(annotations, layer):
            yield layer, found.start, found.end
    for attribution in annotations.attributions:
        for start, end in attribution.more:
            yield "more", start, end
        if attribution.cue_start is not None:
            yield "cue", attribution.cue_start, attribution.cue_start + 1


def assert_lawful(annotations: Annotations) -> None:
    """What must hold of the annotations of any text."""
    text, furniture = annotations.document.text, annotations.document.furniture
    for layer, start, end in runs(annotations):
        assert 0 <= start < end <= len(text), layer
        assert not any(f.start < end and start < f.end for f in furniture), f"{layer} in furniture: {text[start:end]!r}"
    for before, after in zip(annotations.blocks, annotations.blocks[1:], strict=False):
        assert before.end <= after.start
    for block in annotations.blocks:
        # Only line breaks, spaces and quotation marks are written otherwise, one character for one.
        given_text, parsed = text[block.start : block.end], block.doc.text
        assert len(given_text) == len(parsed)
        assert all(a == b or b in " \"'" for a, b in zip(given_text, parsed, strict=True))
    assert [s.index for s in annotations.sentences] == list(range(len(annotations.sentences)))
    for one, next_ in zip(annotations.sentences, annotations.sentences[1:], strict=False):
        assert one.end <= next_.start
    for sentence in annotations.sentences:
        assert sentence.block.start <= sentence.start < sentence.end <= sentence.block.end
        assert text[sentence.start : sentence.end].strip()
    silent = [(b.start, b.end) for b in annotations.blocks if b.kind in ("head", "repeat")]
    for found in (*annotations.dates, *annotations.quantities):
        assert not any(start <= found.start < end for start, end in silent)
        assert found.text == text[found.start : found.end] or len(found.text) == found.end - found.start


def test_the_sample_corpus_is_lawful(annotated: tuple[Annotations, ...]) -> None:
    assert len(annotated) == 10
    for article in annotated:
        assert_lawful(article)
    # The corpus has what the laws are about.
    assert any(a.document.furniture for a in annotated)
    kinds = {b.kind for a in annotated for b in a.blocks}
    assert kinds >= {"head", "heading", "body", "box"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(CHARACTERS, max_size=200),
    cut=st.integers(0, 40),
    published=st.sampled_from([None, "1962-10", "1914-08-04"]),
)
def test_any_text_is_lawful(annotator: Annotator, text: str, cut: int, published: str | None) -> None:
    furniture = (Stretch(0, cut, "menu"),) if 0 < cut <= len(text) else ()
    assert_lawful(annotator.annotate(document(text, furniture=furniture, published=published)))


_WORDS = [
    "Peru",
    "said",
    '"',
    "“",
    "”",
    ":",
    "\n",
    "\n\n",
    " ",
    "on 4 May",
    "they",
    "must",
    ",",
    "3 men",
    ".",
    "—",
    "»",
    "the minister",
    "'",
    "2019",
]


@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join))
def test_any_mixture_of_what_the_rules_look_for_is_lawful(annotator: Annotator, text: str) -> None:
    assert_lawful(annotator.annotate(document(text, published="2019-05-06")))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n \n",
        "\x00",
        "?",
        "“”",
        "🕊️",
        "\u200fשלום עולם",
        "ﷺ\u200b\u200b",
        "e\u0301" * 30,
        "\ufeff",
        "1",
        "a\rb",
        "\u2028" * 4,
    ],
)
def test_texts_of_next_to_nothing(annotate: Annotate, text: str) -> None:
    found = annotate(text)
    assert_lawful(found)
    assert found.attributions == ()


def test_nothing_but_furniture_leaves_nothing(annotate: Annotate) -> None:
    text = "Home | World | Sport\nSubscribe now"
    found = annotate(text, furniture=(Stretch(0, len(text), "menu"),))
    assert (found.blocks, found.sentences, found.mentions, found.dates) == ((), (), (), ())


def test_furniture_is_not_read(annotate: Annotate) -> None:
    text = "Peru protested.\n\nRead also: Chile expels 4 envoys on 3 May 1988.\n\nBolivia was silent."
    start = text.index("Read also")
    stretch = Stretch(start, text.index("\n\nBolivia"), "teaser")
    assert "CHL" in {m.code for m in annotate(text).mentions}
    found = annotate(text, furniture=(stretch,))
    assert {m.code for m in found.mentions} == {"PER", "BOL"}
    assert (found.dates, found.quantities) == ((), ())


def test_a_broken_line_does_not_run_into_the_next(annotate: Annotate) -> None:
    found = annotate("Peru protests\n\nChile was silent on the matter.")
    assert [found.document.text[s.start : s.end] for s in found.sentences] == [
        "Peru protests",
        "Chile was silent on the matter.",
    ]


def test_an_endless_paragraph_is_read_in_pieces(annotate: Annotate) -> None:
    text = "Peru - " + "- " * 10_500 + "Chile protested."
    found = annotate(text)
    assert_lawful(found)
    assert len(found.blocks) > 1
    assert max(len(b.doc.text) for b in found.blocks) <= 20_000
    assert {m.code for m in found.mentions} >= {"PER", "CHL"}
    gaps = [text[a.end : b.start] for a, b in zip(found.blocks, found.blocks[1:], strict=False)]
    assert set(gaps) == {" "}


def test_a_quotation_behind_a_colon_begins_a_sentence(annotate: Annotate) -> None:
    text = "The minister was blunt: “Peru will not pay.”"
    found = annotate(text)
    assert [text[s.start :][:1] for s in found.sentences] == ["T", "“"]


def test_a_box_is_dated_by_its_own_line(annotate: Annotate) -> None:
    text = (
        "Peru closed its port on Monday, and the crews went home without their pay.\n\n"
        "12 March 1971\n"
        "Chile recalled its envoy on Friday, after a night of talks in the old town hall."
    )
    found = annotate(text, published="1975-06-18")
    assert [(d.text, d.when.edtf, d.when.basis) for d in found.dates] == [
        ("Monday", "1975-06-16", "publication"),
        ("Friday", "1971-03-12", "box"),
    ]


def test_an_undated_article_resolves_no_weekday(annotate: Annotate) -> None:
    assert annotate("Peru closed its port on Monday and Chile on 3 May 1971.").dates[-1].when.edtf == "1971-05-03"
    assert [d.when.edtf for d in annotate("Peru closed its port on Monday.").dates] == []


def test_no_date_is_more_precise_than_its_words(annotated: tuple[Annotations, ...]) -> None:
    dates = [date for article in annotated for date in article.dates]
    assert len(dates) > 100
    for date in dates:
        for part in date.when.edtf.split("/"):
            if re.fullmatch(r"\d{4}-\d\d-\d\d~?", part):
                assert _DAY_WORDS.search(date.text), date
            if re.fullmatch(r"\d{4}-(0\d|1[0-2])~?", part):
                assert _MONTH_WORDS.search(date.text), date


def test_reading_leaves_no_trace(annotate: Annotate) -> None:
    """What was read before changes nothing: the model and the codebook hold no state between documents."""
    text = "Honduran foreign minister Elvia Chacon met the envoy of Peru. She said it would close its border on Monday."
    first = annotate(text, published="1969-07-02")
    annotate("Elvia Chacon, President of Panama, said she was ill. It rained on 3 May 1901.")
    again = annotate(text, published="1969-07-02")
    assert (first.mentions, first.dates, first.attributions) == (again.mentions, again.dates, again.attributions)
    assert first.mentions
