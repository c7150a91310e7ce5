"""A case: what is filled in when it is not told."""

from __future__ import annotations

from dataclasses import replace

from demarche.analysis.case import Publisher
from tests.analysis.story import FJORD, LAKE, REPRINT, story


def test_sides_order_and_versions_come_from_the_records() -> None:
    case = story()
    assert case.sides == ("NOR", "SWE")
    assert [d.name for d in case.documents] == ["fjord.txt", "reprint.txt", "lake.txt"]
    assert [c.document for c in case.codings] == [FJORD, LAKE]
    assert case.versions == (("codebook", "plover 2.0"), ("coder", "rules 0.1"))
    assert set(case.by_id()) == {FJORD.id, LAKE.id, REPRINT.id}


def test_independence() -> None:
    case = story()
    assert case.publisher_names() == ("Fjord Post", "Hill Herald", "Lake News")
    assert case.independent() == 2  # one of the three only copies
    owned = tuple(Publisher(name, owner="North Press") for name in case.publisher_names())
    assert replace(case, publishers=owned).independent() == 1
