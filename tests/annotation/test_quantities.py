"""Quantities over parses written by hand, so that they hold for any pipeline with the labels of Universal Dependencies.

A token is written ``word=lemma/POS/+1/dep``: lemma, part of speech, place of the head (relative), and relation may be
left out; ``&`` at the end of the word glues it to the next.
"""

from __future__ import annotations

import re
from time import perf_counter

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from demarche.annotation.layers import Block, Quantity
from demarche.annotation.numerals import read_number
from demarche.annotation.quantities import find_quantities

VOCAB = spacy.blank("en").vocab


def block(notation: str) -> Block:
    """The block of a parse in the notation above."""
    words, spaces, lemmas, tags, heads, deps = [], [], [], [], [], []
    for place, token in enumerate(notation.split()):
        form, pos, head, dep = ([*token.split("/", 3), "", "", ""])[:4]
        word, _, lemma = form.partition("=")
        words.append(word.rstrip("&"))
        spaces.append(not word.endswith("&"))
        lemmas.append(lemma or word.rstrip("&").lower())
        tags.append(pos or "X")
        heads.append(place + int(head or 0))
        deps.append(dep or ("nummod" if head and pos == "NUM" else "dep"))
    doc = Doc(VOCAB, words=words, spaces=spaces, lemmas=lemmas, pos=tags, heads=heads, deps=deps)
    return Block(index=3, start=50, end=50 + len(doc.text), kind="body", anchor=None, doc=doc)


def brief(quantity: Quantity) -> tuple[str, float | None, float | None, float | None, str]:
    return quantity.text, quantity.value, quantity.low, quantity.high, quantity.unit


# (comment, parse, the quantities as text, value, low, high, unit)
CASES: list[tuple[str, str, list[tuple[str, float | None, float | None, float | None, str]]]] = [
    (
        "persons of two sorts",
        "48/NUM/+1 passengers=passenger/NOUN and/CCONJ six/NUM/+2 crew/NOUN/+1/compound members=member/NOUN",
        [("48", 48, None, None, "persons"), ("six", 6, None, None, "persons")],
    ),
    (
        "the number alone is the subject of a fate",
        "17/NUM/+1/nsubj survived=survive/VERB",
        [("17", 17, None, None, "persons")],
    ),
    ("things take their plural", "Two/NUM/+1 torpedoes=torpedo/NOUN", [("Two", 2, None, None, "torpedoes")]),
    ("nationals are persons", "two/NUM/+1 Icelanders=Icelander/PROPN", [("two", 2, None, None, "persons")]),
    ("an adjective between", "six/NUM/+2 old/ADJ boats=boat/NOUN", [("six", 6, None, None, "boats")]),
    ("thousands with a comma", "2,400/NUM/+1 delegates=delegate/NOUN", [("2,400", 2400, None, None, "persons")]),
    ("hyphenated", "thirty&/NUM -&/PUNCT four/NUM/+1 men=man/NOUN", [("thirty-four", 34, None, None, "persons")]),
    (
        "with and",
        "two/NUM hundred/NUM and/CCONJ six/NUM/+1 votes=vote/NOUN",
        [("two hundred and six", 206, None, None, "votes")],
    ),
    ("in millions", "1.5/NUM/+1 million/NUM/+1 people/NOUN", [("1.5 million", 1_500_000, None, None, "persons")]),
    (
        "half a million",
        "half/DET a/DET million/NUM/+1 tons=ton/NOUN",
        [("half a million", 500_000, None, None, "tons")],
    ),
    # Bounds
    ("about a dozen", "about/ADV a/DET dozen/NOUN/+1 Danes=Dane/PROPN", [("about a dozen", 12, None, None, "persons")]),
    ("more than", "more/ADJ than/ADP 70/NUM/+1 ships=ship/NOUN", [("more than 70", None, 70, None, "ships")]),
    ("at least", "at/ADP least/ADJ 12/NUM/+1 boats=boat/NOUN", [("at least 12", None, 12, None, "boats")]),
    ("up to", "up/ADP to/ADP 50/NUM/+1 men=man/NOUN", [("up to 50", None, None, 50, "persons")]),
    (
        "between",
        "between/ADP 30/NUM/+3 and/CCONJ 40/NUM/-2/conj boats=boat/NOUN",
        [("between 30 and 40", None, 30, 40, "boats")],
    ),
    ("a range with a dash", "30&/NUM/+3 -&/SYM 40/NUM/-2 boats=boat/NOUN", [("30-40", None, 30, 40, "boats")]),
    ("two or three", "two/NUM/+3 or/CCONJ three/NUM/-2/conj shots=shot/NOUN", [("two or three", None, 2, 3, "shots")]),
    (
        "a scale that both ends share",
        "two/NUM to/ADP three/NUM/+1 million/NUM/+1 pounds=pound/NOUN",
        [("two to three million", None, 2_000_000, 3_000_000, "GBP")],
    ),
    (
        "a change is no range",
        "from/ADP 30/NUM to/ADP 40/NUM/+1 boats=boat/NOUN",
        [("30", 30, None, None, ""), ("40", 40, None, None, "boats")],
    ),
    ("dozens", "dozens=dozen/NOUN of/ADP/+1/case boats=boat/NOUN/-2/nmod", [("dozens", None, 24, None, "boats")]),
    (
        "hundreds of thousands",
        "hundreds/NOUN of/ADP/+1/case thousands/NOUN/-2/nmod of/ADP/+1/case people/NOUN/-2/nmod",
        [("hundreds of thousands", None, 200_000, None, "persons")],
    ),
    # Units
    ("money with a sign", "$&/SYM 25/NUM/+1 million/NUM", [("$25 million", 25_000_000, None, None, "USD")]),
    ("money with a sign and a letter", "£&/SYM 3bn/NUM", [("£3bn", 3e9, None, None, "GBP")]),
    # The form tells the currency where the lemma cannot.
    ("Icelandic money", "900/NUM/+1 kronur=krona/NOUN", [("900", 900, None, None, "ISK")]),
    ("Icelandic money, accented", "900/NUM/+1 Krónur=krona/NOUN", [("900", 900, None, None, "ISK")]),
    ("an accent by itself", "900/NUM/+1 kro\u0301nur=krona/NOUN", [("900", 900, None, None, "ISK")]),
    ("one of Icelandic money", "a/DET hundred/NUM/+1 króna=krona/NOUN", [("a hundred", 100, None, None, "ISK")]),
    ("Swedish money", "900/NUM/+1 kronor=krona/NOUN", [("900", 900, None, None, "SEK")]),
    ("Swedish money in English", "900/NUM/+1 kronas=krona/NOUN", [("900", 900, None, None, "SEK")]),
    ("Norwegian or Danish money", "900/NUM/+1 kroner=krone/NOUN", [("900", 900, None, None, "NOK")]),
    ("money by its lemma", "900/NUM/+1 dollars=dollar/NOUN", [("900", 900, None, None, "USD")]),
    ("per cent in two words", "20/NUM per/ADP cent/NOUN", [("20", 20, None, None, "percent")]),
    ("per cent as a sign", "5&/NUM %/SYM", [("5", 5, None, None, "percent")]),
    ("a length", "200/NUM/+1 miles=mile/NOUN", [("200", 200, None, None, "miles")]),
    ("a duration", "25/NUM/+1 years=year/NOUN", [("25", 25, None, None, "years")]),
    (
        "a duration as an adjective",
        "a/DET two&/NUM/+3 -&/PUNCT year/NOUN agreement/NOUN",
        [("two", 2, None, None, "years")],
    ),
    # What is no quantity
    ("a date", "On/ADP 25/NUM December/PROPN 1974/NUM they/PRON met=meet/VERB", []),
    ("a spell that is a date", "Seven/NUM/+1 months=month/NOUN ago/ADV", []),
    ("an age", "a/DET man/NOUN aged/VERB 45/NUM", []),
    ("an age in years", "3&/NUM -&/SYM 4/NUM/+1 years=year/NOUN old/ADJ", []),
    ("an ordinal", "the/DET second/ADJ boat/NOUN and/CCONJ the/DET 5th/ADJ fleet/NOUN", []),
    ("one of", "one/NUM of/ADP/+2/case the/DET ships=ship/NOUN/-3/nmod", []),
    ("an article", "Article=article/NOUN 5/NUM/-1 of/ADP the/DET treaty/NOUN", []),
    ("a type of aircraft", "a/DET Boeing/PROPN 737/NUM/-1", []),
    ("a group of states", "the/DET Group/PROPN of/ADP 20/NUM/-2/nmod", []),
    ("a formula", "the/DET 3&/NUM +&/SYM 2/NUM formula/NOUN", []),
    ("a clock time", "at/ADP 5/NUM p.m./NOUN", []),
]


@pytest.mark.parametrize(("comment", "parse", "expected"), CASES, ids=[case[0] for case in CASES])
def test_case(
    comment: str, parse: str, expected: list[tuple[str, float | None, float | None, float | None, str]]
) -> None:
    assert [brief(quantity) for quantity in find_quantities(block(parse))] == expected


def test_only_words_like_about_make_it_approximate() -> None:
    [about] = find_quantities(block("nearly/ADV 300/NUM/+1 tonnes=tonne/NOUN"))
    [exact] = find_quantities(block("300/NUM/+1 tonnes=tonne/NOUN"))
    assert (about.approximate, exact.approximate) == (True, False)


def test_places_noun_and_head() -> None:
    [quantity] = find_quantities(
        block("They/PRON sank=sink/VERB more/ADJ than/ADP 12/NUM/+2 small/ADJ boats=boat/NOUN")
    )
    assert (quantity.start, quantity.end, quantity.text) == (60, 72, "more than 12")
    assert (quantity.noun, quantity.head, quantity.block) == ("boat", 6, 3)


def test_dates_that_begin_or_end_within_a_token_take_it_whole() -> None:
    found = find_quantities(block("(4/NUM May/PROPN 1975)/NUM 6/NUM/+1 boats=boat/NOUN"))
    assert [quantity.text for quantity in found] == ["6"]


def test_a_paragraph_of_numbers_takes_no_longer_by_the_number() -> None:
    def seconds(times: int) -> float:
        made = block("about/ADV 12/NUM/+1 boats=boat/NOUN on/ADP 4/NUM May/PROPN 1975/NUM " * times)
        begin = perf_counter()
        assert len(find_quantities(made)) == times
        return perf_counter() - begin

    seconds(10)
    once = min(seconds(60) for _ in range(3))
    assert seconds(600) < 30 * once, "ten times the words, in about ten times the time"


def test_without_a_noun_the_head_is_the_number() -> None:
    [quantity] = find_quantities(block("Only/ADV 17/NUM/+1/nsubj survived=survive/VERB"))
    assert (quantity.noun, quantity.head) == (None, 1)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("38", 38),
        ("1,600.5", 1600.5),
        ("twenty nine", 29),
        ("ninety-nine", 99),
        ("two hundred and six", 206),
        ("three thousand two hundred", 3200),
        ("a dozen", 12),
        ("half million", 500_000),
        ("ships", None),
        ("and", None),
        ("", None),
    ],
)
def test_numbers_in_words(words: str, value: float | None) -> None:
    assert read_number(words.split()) == value


@given(st.integers(1, 10**9))
def test_digits_with_and_without_commas_are_the_same(number: int) -> None:
    assert read_number([str(number)]) == read_number([f"{number:,}"]) == number


@given(
    st.lists(
        st.sampled_from("a about more than 3 30 1,000 two - and to or million dozen dozens half of $ % men old".split())
    )
)
def test_any_run_of_tokens_gives_ordered_quantities_within_the_text(words: list[str]) -> None:
    made = block(" ".join(re.sub("/", "", word) for word in words))
    end = 50
    for quantity in find_quantities(made):
        assert end <= quantity.start < quantity.end <= made.end
        assert made.doc.text[quantity.start - 50 : quantity.end - 50] == quantity.text
        assert any(bound is not None for bound in (quantity.value, quantity.low, quantity.high))
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low < quantity.high
        end = quantity.end
