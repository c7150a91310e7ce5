"""The canonical export is the same whatever the order of reading, and however often."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.ledger import Copy, canonical_export
from tests import strategies
from tests.ledger.made_up import EARLY, LATE, new_ledger, put, story


@st.composite
def corpora(draw):
    """Some codings of different documents, their near-copies, and a second order in which to read them."""
    codings = draw(st.lists(strategies.codings(most=2), min_size=2, max_size=4, unique_by=lambda c: c.document.id))
    numbers = list(range(len(codings)))
    pairs = draw(st.lists(st.sampled_from([(a, b) for a in numbers for b in numbers if a < b]), unique=True))
    again = draw(st.lists(st.sampled_from(numbers)))
    return codings, pairs, draw(st.permutations(numbers)) + again


def exported(codings, pairs, order, times):
    """What a ledger says that read the codings in this order, linking each to the copies that are there already."""
    seen = set()
    with tempfile.TemporaryDirectory() as folder, new_ledger(Path(folder) / "l.db") as ledger:
        for number, at in zip(order, times, strict=False):
            seen.add(number)
            others = [a if b == number else b for a, b in pairs if number in (a, b)]
            copies = [Copy(codings[other].document.id, "near", 0.75) for other in others if other in seen]
            put(ledger, codings[number], at=at, path=f"{at}/{number}", copies=copies)
        return list(canonical_export(ledger.view()))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(corpora())
def test_reading_in_another_order_or_twice_gives_the_same_bytes(corpus):
    codings, pairs, order = corpus
    times = [f"2026-01-01T00:00:{n:02}Z" for n in range(60)]
    straight = exported(codings, pairs, range(len(codings)), times)
    assert straight == exported(codings, pairs, order, times[::-1])
    assert straight == sorted(straight)


def test_the_export_holds_everything_but_times_and_paths(ledger):
    coding = story()
    put(ledger, coding, path="/some/where/story.txt", at=EARLY)
    ledger.judge(coding.events[0].id, "accept", "Ana", "clear", LATE)
    lines = list(canonical_export(ledger.view()))
    kinds = sorted(json.loads(line)["line"] for line in lines)
    assert kinds == sorted(
        ["document", "coding", *["event"] * 2, "claim", "demand", "response", "uncoded", "judgement"]
    )
    assert not any("/some/where" in line or "2026-03-0" in line for line in lines)


def test_ledgers_that_say_different_things_export_differently(ledger, tmp_path):
    coding = story()
    put(ledger, coding)
    with new_ledger(tmp_path / "other.db") as other:
        put(other, type(coding)(coding.document, coding.events[:1]))
        assert list(canonical_export(other.view())) != list(canonical_export(ledger.view()))
