"""A page to its article's text and metadata. Imported by the worker process only: the parser may crash or run for
ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from demarche.errors import SourceError
from demarche.sources.dates import line_date

_DATE_NAMES = frozenset(
    "article:published_time og:published_time og:article:published_time datepublished date pubdate "
    "publishdate publish-date  publish_date publication_date dc.date dc.date.issued dcterms.date "
    "dcterms.issued dcterms.created parsely-pub-date  sailthru.date citation_publication_date "
    "article.published cxenseparse:recs:publishtime".split()
)
_ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BlogPosting WebPage".split()
)
_DATED = re.compile(r"date|time|byline|meta|publish|posted", re.I)
_BLOCKS = frozenset(("p", "head", "item", "quote", "row", "code", "ab"))


def read_page(html: str) -> dict[str, Any] | None:
    """The article's text and metadata (fields of `Head`), or None if there is no article on the page."""
    tree = load_html(html)
    if tree is None:
        return None
    stated = _metadata(tree)
    _keep_boxes(tree)
    found: Any = bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=True)
    if found is None or found.body is None:
        return None
    text = "\n\n".join(_paragraphs(found.body))
    if not text:
        return None
    return {
        "text": text,
        "title": stated.get("title") or _clean(found.title),
        "author": _clean(found.author) or stated.get("author"),
        "publisher": stated.get("publisher"),
        "published": stated.get("published"),
        "language": stated.get("language"),
        "url": stated.get("url") or _clean(found.url),
    }


def _metadata(tree: HtmlElement) -> dict[str, str]:
    """What the page states of itself, surest statements first. Trafilatura guesses where nothing is stated; this
    does not.
    """
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if value := _clean(element.get("content")):
            meta.setdefault(name.strip().lower(), value)
    linked = _linked_data(tree)
    canonical = next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    times = (
        e.get("datetime")
        for e in tree.iter("time")
        if e.get("pubdate") is not None or e.get("itemprop") == "datePublished"
    )
    dates = [value for name, value in meta.items() if name in _DATE_NAMES]
    headings = [text for e in tree.iter("h1") if (text := _clean(e.text_content()))]
    candidates = {
        "title": (headings[0] if len(headings) == 1 else None, linked.get("headline"), meta.get("og:title")),
        "author": (linked.get("author"), meta.get("author")),
        "publisher": (
            meta.get("og:site_name"),
            linked.get("publisher"),
            meta.get("application-name"),
            meta.get("publisher"),
        ),
        "published": (*dates[:1], linked.get("datePublished"), *times, _shown_date(tree)),
        "language": (tree.get("lang"), tree.get("xml:lang"), meta.get("content-language"), meta.get("og:locale")),
        "url": (canonical, meta.get("og:url")),
    }
    return {
        field: value for field, values in candidates.items() if (value := next(filter(None, map(_clean, values)), None))
    }


def _linked_data(tree: HtmlElement) -> dict[str, str]:
    """Headline, date, author and publisher of the article that the page describes in JSON-LD."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kind = thing.get("@type")
            kinds = {name for name in (kind if isinstance(kind, list) else [kind]) if isinstance(name, str)}
            if kinds & _ARTICLES and ("headline" in thing or "datePublished" in thing):
                wanted = ("headline", "datePublished", "author", "publisher")
                return {key: name for key in wanted if (name := _named(thing.get(key)))}
    return {}


def _things(data: Any) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            if isinstance(item.get("@graph"), list):
                yield from (thing for thing in item["@graph"] if isinstance(thing, dict))


def _named(value: Any) -> str | None:
    """A name in JSON-LD: a string, a thing with a name, or a list of them."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_named, value[:5]))) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _shown_date(tree: HtmlElement) -> str | None:
    """The date in a date line or byline of the page that comes before its first paragraph of some length."""
    for element in tree.iter("p", "span", "div", "time"):
        if not element.get("class") and element.tag == "p" and len(element.text_content()) > 200:
            return None
        if element.tag == "time" or _DATED.search(element.get("class") or ""):
            text = _clean(element.text_content()) or ""
            for part in (text, *re.split(r"\s+[|·•]\s+", text)) if len(text) < 120 else ():
                try:
                    if found := line_date(part):
                        return found[0]
                except SourceError:
                    return part  # the parent tells that this date does not exist
    return None


def _keep_boxes(tree: HtmlElement) -> None:
    """Turns an aside that stands in the article and holds running text, not links, into text: a background box."""
    for aside in list(tree.iter("aside")):
        words = len(aside.text_content().split())
        linked = sum(len(a.text_content().split()) for a in aside.iter("a"))
        if words >= 25 and linked * 3 < words and any(a.tag in ("article", "main") for a in aside.iterancestors()):
            aside.tag = "div"
            aside.attrib.pop("class", None)
            aside.attrib.pop("id", None)


def _paragraphs(body: Any) -> Iterator[str]:
    """The text of trafilatura's tree, a block a paragraph, in order."""
    part: list[str] = []
    for event, element in _walk(body):
        if event == "block":
            yield from _flush(part)
        elif event == "break":
            part.append("\n")
        else:
            part.append(element)
    yield from _flush(part)


def _walk(body: Any) -> Iterator[tuple[str, str]]:
    """Texts, line breaks and ends of blocks below the body, without recursion: nesting has no limit."""
    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        element, left = stack.pop()
        block = element.tag in _BLOCKS
        if left:
            if block:
                yield "block", ""
            if element is not body and element.tail:
                yield "text", element.tail
            continue
        if block or element.tag == "lb":
            yield ("block" if block else "break"), ""
        if element.tag == "cell":
            yield "text", " "
        if element.text:
            yield "text", element.text
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _flush(part: list[str]) -> Iterator[str]:
    for line in "".join(part).split("\n\n") if "\n\n" in "".join(part) else ["".join(part)]:
        if text := " ".join(line.split()):
            yield text
    part.clear()


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
