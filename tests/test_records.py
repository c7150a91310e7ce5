"""The laws of records: spans are the text's, ids are of content alone, canonical JSON is one."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.errors import LedgerError
from demarche.ledger.laws import check_coding
from demarche.records import (
    RECORD_TYPES,
    Claim,
    Demand,
    Document,
    Event,
    Figure,
    Provenance,
    Span,
    canonical_json,
    content_id,
    kind_of,
    to_plain,
)
from tests import strategies

BY_RULES = Provenance("rules", "1", "plover", "2.0", "demand.must")
BY_A_MODEL = Provenance("model", "7", "other", "9", "head", 0.25)
TEXT = "London asked Reykjavík to call its gunboats off. \N{PARTY POPPER} It did not."
ARTICLE = Document("0" * 64, "a.txt", TEXT)


@given(strategies.codings(), st.data())
def test_a_coding_with_a_span_that_is_no_run_of_the_text_is_refused(coding, data):
    check_coding(coding, coding.document.text.encode(), **strategies.MADE_BY)
    for kind in ("events", "claims", "demands", "figures", "predictions", "responses"):
        for place, record in enumerate(getattr(coding, kind)):
            _refused(coding, kind, place, replace(record, span=data.draw(_wrong(record.span))))
    for place, told in enumerate(coding.demands):
        for number, step in enumerate(told.history):
            wrong = replace(step, span=data.draw(_wrong(step.span)))
            history = (*told.history[:number], wrong, *told.history[number + 1 :])
            _refused(coding, "demands", place, replace(told, history=history))


def _wrong(span):
    """Spans near one that are not what stands there."""
    return st.sampled_from(
        [replace(span, quote=span.quote + "x"), replace(span, end=span.start), replace(span, start=-1)]
    )


def _refused(coding, kind, place, record):
    records = getattr(coding, kind)
    broken = replace(coding, **{kind: (*records[:place], record, *records[place + 1 :])})
    with pytest.raises(LedgerError, match="the words of a span are not those of the text"):
        check_coding(broken, coding.document.text.encode(), **strategies.MADE_BY)


def test_offsets_count_code_points():
    assert ARTICLE.span(TEXT.index("It"), TEXT.index("It") + 2).quote == "It"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, len(TEXT) + 1)])
def test_a_span_outside_the_text_or_of_nothing_is_refused(start, end):
    with pytest.raises(ValueError, match="no such span in a.txt"):
        ARTICLE.span(start, end)


@given(strategies.codings())
def test_an_id_does_not_depend_on_who_coded(coding):
    for record in coding.records():
        other = replace(record, provenance=BY_A_MODEL)
        assert other.id == record.id
        assert other == record


@given(strategies.codings())
def test_an_id_depends_on_every_field_that_says_something(coding):
    for record in coding.records():
        for field in fields(record):
            if field.compare:
                value = getattr(record, field.name)
                assert replace(record, **{field.name: _another(value)}).id != record.id, field.name


def test_records_of_two_kinds_with_the_same_words_have_two_ids():
    span = ARTICLE.span(0, 6)
    claim = Claim(ARTICLE.id, span, None, None, None, "direct", None, "asserted", BY_RULES)
    demand = Demand(ARTICLE.id, span, "GBR", "ISL", "withdraw", (), BY_RULES)
    assert claim.id != demand.id


def test_an_id_never_changes_between_versions():
    """Links, judgements and exports made years ago name records by these; this literal must stay."""
    demand = Demand(ARTICLE.id, ARTICLE.span(0, 6), "GBR", "ISL", "withdraw", (), BY_RULES)
    assert demand.id == "781416da7f6d595070b5e23f"


def test_a_whole_number_and_its_float_are_one_figure():
    def figure(value):
        return Figure(ARTICLE.id, ARTICLE.span(0, 6), "killed", value, None, None, "persons", "crew", None, BY_RULES)

    assert figure(38).id == figure(38.0).id
    assert figure(0.0).id == figure(-0.0).id
    assert figure(38).id != figure(39).id


@given(strategies.codings())
def test_plain_records_survive_json(coding):
    for record in coding.records():
        plain = to_plain(record)
        assert json.loads(canonical_json(plain)) == plain
        assert list(plain) == [field.name for field in fields(record)]


@given(st.dictionaries(strategies.words(), strategies.words() | st.integers() | st.none()))
def test_canonical_json_does_not_depend_on_the_order_of_keys(values):
    backwards = dict(reversed(values.items()))
    assert canonical_json(backwards) == canonical_json(values)
    assert json.loads(canonical_json(values)) == values


def test_canonical_json_has_no_spaces_and_keeps_letters():
    assert canonical_json({"b": [1, None], "a": "þorskur"}) == '{"a":"þorskur","b":[1,null]}'


def test_content_ids_tell_apart_parts_that_join_alike():
    assert content_id("a", "bc") != content_id("ab", "c")
    assert re.fullmatch("[0-9a-f]{24}", content_id("a"))


@given(strategies.codings())
def test_every_record_has_the_kind_of_its_type(coding):
    for record in coding.records():
        assert RECORD_TYPES[kind_of(record)] is type(record)


def test_what_is_no_record_has_no_kind():
    with pytest.raises(TypeError, match="Document"):
        kind_of(ARTICLE)


def test_records_cannot_be_changed():
    event = Event(
        ARTICLE.id,
        ARTICLE.span(0, 6),
        "REQUEST",
        None,
        (),
        ("GBR",),
        (),
        ("ISL",),
        (),
        None,
        "occurred",
        None,
        None,
        BY_RULES,
    )
    with pytest.raises(AttributeError):
        event.type = "AID"


def _another(value):
    if isinstance(value, Span):
        return replace(value, start=value.start + 1)
    if isinstance(value, tuple):
        return (*value, "more")
    return 0.5 if value is None else f"{value}x" if isinstance(value, str) else None
