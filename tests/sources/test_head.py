import pytest

from demarche.errors import SourceError
from demarche.sources import Head, mark_furniture, read_head
from tests.sources.pages import ARTICLE, BODY, PARAGRAPHS, TITLE


def head(text):
    return read_head(text, mark_furniture(text))


STEP = "Veldin closed its quay as a step in the dispute."

CASES = [
    # No head at all: nothing is made up.
    (BODY, Head()),
    (ARTICLE, Head(title=TITLE)),
    (
        f"{TITLE}\nBy Anna Roth, Harbour Correspondent\n3 March 2025\n\n{BODY}",
        Head(TITLE, "Anna Roth", published="2025-03-03"),
    ),
    (f"10:15, 3 March 2025\n\n{TITLE}\nAuthor: Anna ROTH\n{BODY}", Head(TITLE, "Anna ROTH", published="2025-03-03")),
    (
        f"{TITLE}\n\nMonday 3 March 2025 | By Anna Roth in Veldin\n\n{BODY}",
        Head(TITLE, "Anna Roth", published="2025-03-03"),
    ),
    # A whole sentence is a title where there are other signs of a head.
    (f"3 March 2025\n\n{STEP}\n\n{BODY}", Head(STEP, published="2025-03-03")),
    (f"{STEP}\n\n{BODY}", Head()),
    # The labelled date wins, an update comes last.
    (
        f"{TITLE}\nUpdated: 5 March 2025\n3 March 2025\nPublished: 2 March 2025\n\n{BODY}",
        Head(TITLE, published="2025-03-02"),
    ),
    (f"{TITLE}\nUpdated: 5 March 2025\n\n{BODY}", Head(TITLE, published="2025-03-05")),
    (f"{ARTICLE}\nPublished: March 2025", Head(TITLE, published="2025-03")),
    # A box's date line is not the article's.
    (f"{TITLE}\n\n{PARAGRAPHS[0]}\n\n09:15 01.02.2025\nThe dispute\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}", Head(TITLE)),
    # Wires.
    (f"VELDIN, March 3, 2025 (Coastal Agency) — {BODY}", Head(publisher="Coastal Agency", published="2025-03-03")),
    (f"VELDIN, March 3 (Coastal Agency) — {BODY}", Head(publisher="Coastal Agency")),
    (f"VELDIN — {BODY}", Head()),
    # Labels and front matter.
    (
        f"Publisher: Northern Post\nTitle: {TITLE}\nDate: 2025-03-03\nURL: https://post.example/1\n\n{BODY}",
        Head(TITLE, publisher="Northern Post", published="2025-03-03", url="https://post.example/1"),
    ),
    (
        f'---\ntitle: "{TITLE}"\nauthor: Anna Roth\ndate: 2025-03-03\nlang: en\n---\n\n{BODY}',
        Head(TITLE, "Anna Roth", None, "2025-03-03", "en"),
    ),
    (f"# {TITLE}\n\n*By Anna Roth · 3 March 2025*\n\n{BODY}", Head(TITLE, "Anna Roth", published="2025-03-03")),
    (f"\ufeff{ARTICLE}", Head(TITLE)),
    # Bylines that are none.
    (f"By the time the board met, all was lost\n\n{BODY}", Head("By the time the board met, all was lost")),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_heads(text, expected):
    assert head(text) == expected


def test_a_date_that_does_not_exist():
    text = f"{TITLE}\n\n21:07, 30 February 2025\n\n{BODY}"
    with pytest.raises(SourceError) as caught:
        head(text)
    assert caught.value.code == "date"
    assert read_head(text, dated=False).title == TITLE
