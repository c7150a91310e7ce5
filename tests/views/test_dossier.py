"""The dossier as a page: that it is whole, inert, reachable, and stays small."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.analysis.case import Case, Failure, case_of
from demarche.codebook import load_codebook
from demarche.records import Coding
from demarche.views.dossier import write_dossier
from tests.analysis.story import APOLOGY, GIVEN, SHUT, SHUT_AGAIN, story
from tests.making import claim, coding, demand, document, event, figure, prediction, step, when
from tests.strategies import codings

CODEBOOK = load_codebook()
VOID = {"meta", "input", "br", "link"}


class Page(HTMLParser):
    """Reads a page strictly: every element must be closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.inside: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        self.inside.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def ids(self) -> list[str]:
        return [a["id"] or "" for _, a in self.elements if "id" in a]


def page(case: Case) -> tuple[str, Page]:
    html = write_dossier(case, CODEBOOK)
    return html, Page(html)


@pytest.fixture(scope="module")
def told() -> tuple[str, Page]:
    return page(story(title="A consulate shut"))


def test_the_page_asks_nothing_of_the_network(told: tuple[str, Page]) -> None:
    html, read = told
    (policy,) = [m["content"] for m in read.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    assert "default-src 'none'" in policy
    assert not {"link", "img", "iframe", "object", "base"} & {tag for tag, _ in read.elements}
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp|https?://", html)
    assert [a for tag, a in read.elements if tag == "script" and a] == []


def test_every_record_stands_once_and_every_link_leads_somewhere(told: tuple[str, Page]) -> None:
    case = story()
    _, read = told
    ids = read.ids()
    assert max(Counter(ids).values()) == 1
    shown = [r.id for c in case.codings for r in (*c.events, *c.claims, *c.demands, *c.figures, *c.predictions)]
    assert set(shown) <= set(ids)
    links = [a["href"] or "" for a in read.all("a")]
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links)


def test_evidence_marks_the_exact_words_inside_details(told: tuple[str, Page]) -> None:
    html, read = told
    marked = [data for tag, data in read.inside if tag == "mark"]
    case = story()
    for c in case.codings:
        for record in (*c.events, *c.claims, *c.figures, *c.predictions):
            assert record.span.quote in marked
    assert read.all("details")
    # the anchor of a record lies inside its details, so that a browser opens them for the address alone
    place = html.index(f'id="{SHUT.id}"')
    assert html.rfind("<details", 0, place) > html.rfind("</details>", 0, place)
    assert f"fjord.txt, characters {SHUT.span.start}–{SHUT.span.end}" in html
    assert "test.rule, 75% sure" in html


def test_the_sections_in_order_with_headings_that_skip_no_level(told: tuple[str, Page]) -> None:
    _, read = told
    assert [a["id"] for a in read.all("section") if "aria-labelledby" in a] == [
        "chronology",
        "demands",
        "figures",
        "speakers",
        "predictions",
        "publishers",
        "about",
    ]
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(levels, levels[1:], strict=False))
    assert {"main", "nav", "header"} <= {tag for tag, _ in read.elements}


def test_the_head_and_what_the_tellings_part_on(told: tuple[str, Page]) -> None:
    html, read = told
    text = " ".join(" ".join(read.text).split())
    assert "A consulate shut" in text
    assert "3 documents · 3 publishers (2 independent) · read 1 April 1951 · coder rules 0.1" in text
    assert "Norway wants of Sweden: apologise" in text
    assert "told differently" in text
    assert "given differently" in text
    assert "scan.pdf : no text in it" in text.replace("scan.pdf:", "scan.pdf :")
    assert "reprint.txt is nearly the same as fjord.txt" in text
    assert "no actor: 1" in text
    assert f'href="#{APOLOGY.id}"' in html
    assert f'id="{GIVEN.id}"' in html
    assert f'id="{SHUT_AGAIN.id}"' in html


def test_every_picture_is_named_or_hidden_and_a_list_holds_the_same(told: tuple[str, Page]) -> None:
    _, read = told
    assert all(a.get("aria-label") or a.get("aria-hidden") == "true" for a in read.all("svg"))
    focusable = [a for tag, a in read.elements if tag == "a" and a.get("tabindex") == "-1"]
    assert len(focusable) == 3  # one mark an incident on the axis, none of them a stop for the keyboard


def test_empty_is_an_answer() -> None:
    _, read = page(case_of([], CODEBOOK))
    text = " ".join(read.text)
    for words in (
        "No happenings were told.",
        "No demands were told.",
        "No figures were given.",
        "No statements of others were told.",
        "Nothing was foretold.",
        "No documents were read.",
    ):
        assert words in text


HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"--></style></script>{{7919*7919}}{% raw %}&lt;'


def test_hostile_text_is_inert_everywhere() -> None:
    text = document(
        f"{HOSTILE} stood here. {HOSTILE} again.",
        HOSTILE,
        publisher=HOSTILE,
        title=HOSTILE,
        author=HOSTILE,
        published="1951-03-10",
        url="javascript:alert(3)",
    )
    named = {"actors": (HOSTILE,), "actor_names": (HOSTILE,), "recipients": ("NOR",), "speaker": HOSTILE}
    made = coding(
        text,
        event(text, HOSTILE, "NONE", **named),
        event(text, HOSTILE, "COERCE", place=HOSTILE, date=when(HOSTILE, "1951-03-01", "1951-03-02"), **named),
        claim(text, HOSTILE, HOSTILE, speaker_role=HOSTILE, speaker_side=HOSTILE, cue=HOSTILE, kind="direct"),
        claim(text, HOSTILE, None),
        demand(text, HOSTILE, "other", step(text, HOSTILE, "demanded", None, HOSTILE), sides=(HOSTILE, HOSTILE)),
        demand(text, HOSTILE, HOSTILE, step(text, HOSTILE, "met", "1951-03-02", HOSTILE), sides=(HOSTILE, "NOR")),
        figure(text, HOSTILE, 3, HOSTILE, HOSTILE, unit=HOSTILE, speaker=HOSTILE),
        figure(text, f"{HOSTILE} again", 4, HOSTILE, HOSTILE, unit=HOSTILE),
        prediction(text, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
    )
    case = replace(
        case_of([made], CODEBOOK, title=HOSTILE),
        failures=(Failure(HOSTILE, HOSTILE),),
        versions=((HOSTILE, HOSTILE),),
        sides=(HOSTILE, "NOR"),
    )
    html, read = page(case)
    plain = page(story())[1]
    assert {tag for tag, _ in read.elements} <= {tag for tag, _ in plain.elements}
    assert len(read.all("script")) == len(read.all("style")) == 1
    assert not [a for _, attributes in read.elements for a in attributes if a.startswith("on")]
    assert all((a["href"] or "").startswith("#") for a in read.all("a"))
    assert "62710561" not in html  # nothing read is taken for a template
    assert HOSTILE in "".join(read.text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(codings(), max_size=2, unique_by=lambda c: c.document.id))
def test_any_records_make_a_whole_page(found: list[Coding]) -> None:
    _, read = page(case_of(found, CODEBOOK))
    assert max(Counter(read.ids()).values()) == 1
    assert len(read.all("script")) == 1


def test_the_same_case_gives_the_same_page_in_any_order() -> None:
    case = story()
    assert write_dossier(case, CODEBOOK) == write_dossier(
        case_of(
            reversed(case.codings), CODEBOOK, duplicates=(d for d in case.documents if d.name == "reprint.txt"),
            copies=case.copies, failures=case.failures, read_at=case.read_at,
        ),
        CODEBOOK,
    )  # fmt: skip


def test_twelve_full_documents_stay_under_two_megabytes() -> None:
    def full(number: int) -> Coding:
        lines = [
            f"Paragraph {i} of text {number} tells of herring, tolls and a long cold spring. " * 9 for i in range(30)
        ]
        text = document("\n\n".join(lines), f"{number}.txt", publisher=f"Paper {number % 5}", published="1951-05-01")
        quotes = [f"Paragraph {i} of text {number} tells of herring" for i in range(30)]
        records = [
            record
            for day, quote in enumerate(quotes, 1)
            for record in (
                event(text, quote, "ACCUSE", date=when(f"1951-04-{day:02d}")),
                event(text, quote, "SANCTION", date=when(f"1951-03-{day:02d}"), speaker="Ivar Lund"),
                claim(text, quote, f"Speaker {day}"),
                claim(text, quote, "Ivar Lund"),
                figure(text, quote, day, f"barrels of shipment {day}", "other"),
            )
        ]
        return coding(text, *records)

    html = write_dossier(case_of(map(full, range(12)), CODEBOOK), CODEBOOK)
    assert len(html.encode()) < 2_000_000
