import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.sources import mark_furniture
from demarche.sources.marks import CLOSING, HEADINGS, LINES, match
from tests.sources.pages import ARTICLE, BODY, PARAGRAPHS, TITLE

HALF = f"{TITLE}\n\n" + "\n\n".join(PARAGRAPHS[:2])
REST = "\n\n".join(PARAGRAPHS[2:])


def marked(text, title=None):
    return [(s.reason, text[s.start : s.end]) for s in mark_furniture(text, title)]


CLEAN = [
    BODY,
    ARTICLE,
    # Subheadings that begin like furniture.
    f"{HALF}\n\nShare the burden\n\n{PARAGRAPHS[2]}\n\nRelated talks collapse\n\n{PARAGRAPHS[3]}",
    # Short sentences of the article about apps, shares, copyright and subscribing.
    f"{HALF}\n\nDrivers must use the app to cross the border.\n\nShare prices fell.\n\n"
    "Copyright law was not at issue.\n\n"
    f"The firm took it from the App Store.\n\nSubscribe to the treaty, Ostrava urged.\n\n{REST}",
    # A background box with its own date line belongs to the article.
    f"{HALF}\n\n09:15 01.02.2025\nThe dispute\nVeldin and Ostrava have argued over duties since 2019.\n\n{REST}",
    # A pull quote repeats the body, and is marked as a repeat by annotation, not here.
    f"{HALF}\n\nOstrava had ignored three notes since March.\n\n{REST}",
    # A list at the end is what its colon leads up to.
    f"{ARTICLE}\nOstrava asks for three things:\n- Reopen the quay\n- Pay for the delays\n- Dismiss the chairman",
    # The third point of a list is no copyright sign.
    f"{ARTICLE}\n(a) Veldin shall open the quay;\n(b) Ostrava shall pay the pilots;\n(c) both shall keep the peace.",
]


@pytest.mark.parametrize("text", CLEAN)
def test_the_article_is_never_furniture(text):
    assert marked(text) == []


def test_the_top_goes_down_to_the_article():
    top = "×\n\nNORTHERN POST\nHome | News | Sport | Weather\n\nGet our app and read on the train!"
    assert [reason for reason, _ in marked(f"{top}\n\n10:15, 3 March 2025\n\n{ARTICLE}")] == [
        "chrome",
        "menu",
        "advert",
    ]
    assert marked(f"{top}\n\n10:15, 3 March 2025\n\n{ARTICLE}")[-1][1] == "Get our app and read on the train!"


def test_a_menu_in_another_script():
    assert marked(f"Северный вестник\nПодписка\n\n10:15, 3 March 2025\n\n{ARTICLE}") == [
        ("menu", "Северный вестник\nПодписка")
    ]


def test_the_title_survives_what_stands_between_it_and_the_text():
    text = f"{TITLE}\nBy Anna Roth\nShare Facebook Twitter 12\nAdvertisement\n\n{BODY}"
    assert marked(text) == [("chrome", "Share Facebook Twitter 12"), ("advert", "Advertisement")]


def test_teasers_above_the_title():
    teasers = "Latest news\nStorm hits the coast\nMayor opens school"
    assert marked(f"{teasers}\n\n{ARTICLE}") == [("teaser", teasers)]


def test_a_title_known_from_elsewhere_ends_the_top():
    text = f"Front\nEvening edition\n{ARTICLE}"
    assert marked(text, TITLE) == [("menu", "Front\nEvening edition")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Read also: Storm hits the coast", "recommendation"),
        ("ADVERTISEMENT", "advert"),
        ("Subscribe to our channel!", "advert"),
        ("Follow us on Telegram", "contact"),
        ("Facebook | Twitter | 1.2k", "chrome"),
        ("* * *", "chrome"),
        ("Photo: Jan Vesely / Northern Post", "chrome"),
    ],
)
def test_single_lines_in_the_middle(line, reason):
    assert marked(f"{HALF}\n\n{line}\n\n{REST}") == [(reason, line)]


def test_a_block_of_headlines_in_the_middle():
    block = "Related stories\nStorm hits the coast\nMayor opens school"
    assert marked(f"{HALF}\n\n{block}\n\n{REST}") == [("recommendation", block)]


def test_after_the_end_everything_is_furniture():
    tail = (
        "Translated by machine from the Ostravan",
        "Do you know more? Write to us!\nThe editors read every message.",
        "Legal information\nThe duties of 1881\n\nThe town council agreed on duties for salt and beer, that were "
        "kept for sixty years until nobody could remember why.",
        "People in the news\nJan Vesely\nA singer who was born in the north and has lived abroad for twenty years.",
        "RECOMMENDED:\nStorm hits the coast",
    )
    assert marked(ARTICLE + "\n" + "\n\n".join(tail)) == list(
        zip(("translation_note", "contact", "legal", "teaser", "recommendation"), tail, strict=True)
    )


@pytest.mark.parametrize(
    "tail",
    [
        "Most read\n1. Storm hits the coast\n2. Mayor opens school",
        "Storm hits the coast\nMayor opens school\nNew bus line to the north",
        "Related articles\nStorm hits the coast\nA storm hit the coast on Sunday, and two barns lost a roof to it.",
        "© 2025 Northern Post. All rights reserved.",
        "We recommend:\n\n\n17",
        "**Read on:** [Storm hits the coast](https://post.example/1)",
    ],
)
def test_other_ends(tail):
    stretches = mark_furniture(f"{ARTICLE}\n{tail}")
    assert stretches[0].start == len(ARTICLE) + 1
    assert stretches[-1].end == len(ARTICLE) + 1 + len(tail)


def test_a_closing_line_in_the_middle_does_not_end_the_article():
    text = f"{HALF}\n\nCopyright: Northern Post\n\n{REST}"
    assert marked(text) == [("legal", "Copyright: Northern Post")]


def test_lines_broken_at_a_fixed_width():
    text = "\n\n".join(textwrap.fill(p, 70) for p in PARAGRAPHS)
    assert marked(f"{TITLE}\n\n{text}\n\nMost read\nStorm hits the coast") == [
        ("teaser", "Most read\nStorm hits the coast")
    ]


def test_front_matter_and_rules_of_markdown():
    text = f"---\ntitle: x\n---\n\n# {TITLE}\n\n{PARAGRAPHS[0]}\n\n---\n\n{REST}"
    assert marked(text) == [("chrome", "---\ntitle: x\n---"), ("chrome", "---")]


def test_a_text_of_nothing_but_signs_is_left_alone():
    assert marked("Advertisement\nSubscribe now!\n© 2025") == []


@given(
    st.lists(st.sampled_from([*PARAGRAPHS, "Most read", "×", "Home | News | Sport", "", "Advertisement", "3 May 2025"]))
)
def test_stretches_are_ordered_and_lie_in_the_text(lines):
    text = "\n".join(lines)
    at = 0
    for stretch in mark_furniture(text):
        assert at <= stretch.start < stretch.end <= len(text)
        assert text[stretch.start : stretch.end].strip() == text[stretch.start : stretch.end]
        at = stretch.end


@given(st.text(max_size=200))
def test_any_text(text):
    mark_furniture(text)


@pytest.mark.parametrize("table", [CLOSING, HEADINGS, LINES])
@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_tables_do_not_match_running_text(table, paragraph):
    assert match(table, paragraph) is None
