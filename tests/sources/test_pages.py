"""Pages, read in the worker process as in earnest."""

import pytest

from demarche.sources import Failure, Input, Limits, read_inputs
from tests.sources.pages import BODY, PARAGRAPHS, TITLE, page

LINKED = (
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "H", "datePublished": '
    '"2025-03-03T10:00:00Z", "author": {"name": "Anna Roth"}, "publisher": {"name": "Northern Post"}}]}</script>'
)
BOX = (
    "Veldin and Ostrava have argued over duties since 2019. Two rounds of talks failed last year, and a third was"
    " called off by Ostrava in January."
)


def read(*pages, **options):
    inputs = [Input(f"{n}.html", f"{n}.html", "html", html.encode()) for n, html in enumerate(pages)]
    return list(read_inputs(inputs, **options))


@pytest.fixture(scope="module")
def documents():
    """Several pages read in one go, for speed."""
    pages = {
        "plain": page(),
        "meta": page('<meta property="og:site_name" content="Northern Post"><meta name="author" content="Anna Roth">'
                     '<meta property="article:published_time" content="2025-03-03T23:30:00Z">'
                     '<link rel="canonical" href="https://post.example/quay">'),
        "linked": page(LINKED),
        "shown": page(body="").replace("</h1>", '</h1><p class="meta">Monday 3 March 2025 | By Anna Roth</p>'),
        "box": page(body=f'<aside class="box"><h3>The dispute</h3><p>{BOX}</p></aside><p>{PARAGRAPHS[0]}</p>'),
        "impossible": page('<meta property="article:published_time" content="2025-02-30">'),
        "old": page('<meta name="date" content="1976-01-21">'),
        "empty": "<html><body></body></html>",
        "deep": "<html><body>" + "<div>" * 50_000 + "The quay is closed.",
    }  # fmt: skip
    return dict(zip(pages, read(*pages.values()), strict=True))


def test_text_is_the_article_in_paragraphs(documents):
    document = documents["plain"].document
    assert document.text == f"{TITLE}\n\n{BODY}"
    assert (document.title, document.language, document.media_type) == (TITLE, "en", "text/html")
    assert (document.author, document.published) == (None, None)


def test_metadata(documents):
    document = documents["meta"].document
    assert (document.publisher, document.author, document.published, document.url) == (
        "Northern Post",
        "Anna Roth",
        "2025-03-03",
        "https://post.example/quay",
    )
    linked = documents["linked"].document
    assert (linked.publisher, linked.author, linked.published) == ("Northern Post", "Anna Roth", "2025-03-03")
    assert documents["shown"].document.published == "2025-03-03"
    assert documents["old"].document.published == "1976-01-21"


def test_a_background_box_is_text_and_a_list_of_links_is_not(documents):
    assert BOX in documents["box"].document.text
    assert "Storm hits the coast" not in documents["box"].document.text


@pytest.mark.parametrize(("name", "code"), [("impossible", "date"), ("empty", "no_article"), ("deep", "no_article")])
def test_pages_that_fail(documents, name, code):
    assert isinstance(documents[name], Failure)
    assert documents[name].code == code


def test_too_large():
    assert read(page(), limits=Limits(html_bytes=100))[0].code == "too_large"
