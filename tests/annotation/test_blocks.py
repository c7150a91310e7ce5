"""Blocks: paragraphs, headings, heads, boxes, repeats, wrapped lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.annotation.blocks import split_blocks
from tests.making import document

ARTICLE = """Norland shuts its strait

By Ida Larsen

12 March 1951

Norland closed the strait to foreign ships on Monday. The order took effect at noon.

What came before

The two countries have quarrelled over the strait since the war. Talks failed twice.
"""


def kinds(text: str, **values: str) -> list[tuple[str, str]]:
    """Kind and first words of every block."""
    return [(p.kind, " ".join(p.text.split()[:3])) for p in split_blocks(document(text, **values))]


def test_an_article_has_a_head_headings_and_a_body() -> None:
    assert kinds(ARTICLE, title="Norland shuts its strait") == [
        ("heading", "Norland shuts its"),
        ("head", "By Ida Larsen"),
        ("head", "12 March 1951"),
        ("body", "Norland closed the"),
        ("heading", "What came before"),
        ("body", "The two countries"),
    ]


def test_a_box_has_its_own_date() -> None:
    box = "14:10 02.03.1951\nThe tanker affair\nA tanker was seized off the cape on 1 March. Its crew is held."
    text = f"{ARTICLE}\n{box}\n\nOn Tuesday the talks went on without a result."
    found = split_blocks(document(text))
    boxes = [p for p in found if p.kind == "box"]
    assert [(p.anchor, p.text[:8]) for p in boxes] == [("1951-03-02", "A tanker")]
    assert found[-1].kind == "body"


def test_a_pull_quote_repeats_the_body() -> None:
    quote = "obody had asked the fishermen of the north."
    text = f"Larsen said on Monday that n{quote}\n\nN{quote}"
    assert [k for k, _ in kinds(text)] == ["body", "repeat"]


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    lines = [
        "Norland closed the strait to foreign ships on Monday after",
        "talks with its neighbour had failed for the second time in",
    ]
    text = "\n".join([*lines * 4, "the year."])
    assert len(kinds(text)) == 1


@pytest.mark.parametrize("mark", ["“", "”", "«", "\u00a0"])
def test_typography_is_plain_for_the_parser_and_keeps_its_length(mark: str) -> None:
    text = f"He said {mark}no{mark} to all of them on Monday."
    (block,) = split_blocks(document(text))
    assert mark not in block.text
    assert len(block.text) == len(text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=300))
def test_blocks_lie_in_the_text_in_order(text: str) -> None:
    found = split_blocks(document(text))
    assert all(len(p.text) == p.end - p.start for p in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
