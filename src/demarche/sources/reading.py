"""Inputs to documents: the bytes as they are, the text unchanged, what the article says of itself, its furniture
marked.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from demarche.errors import RequestError, SourceError
from demarche.records import Document, Stretch
from demarche.sources.dates import parse_date
from demarche.sources.decoding import decode
from demarche.sources.extraction import Page, declared_encoding
from demarche.sources.furniture import mark_furniture
from demarche.sources.head import Head, read_head
from demarche.sources.inputs import Failure, Input, checked, load
from demarche.sources.jsonl import Article, read_articles
from demarche.sources.language import ENGLISH, check_language
from demarche.sources.limits import Limits
from demarche.sources.publishers import by_address, canonical
from demarche.sources.workers import Pool

DEFAULT_WORKERS = 2
_AHEAD = 4  # inputs a worker that may be under way before the first is given out

_Result = list["Reading | Failure"]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What to take where an article does not tell: ``--publisher``, ``--published`` (EDTF day, month or year),
    ``--language``.

    A ``language`` given is also believed over the identification by the text.

    Raises:
        RequestError: if the date does not exist, or the language is not English.
    """

    publisher: str | None = None
    published: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            try:
                object.__setattr__(self, "published", parse_date(self.published, "--published"))
            except SourceError as error:
                raise RequestError(error.what, where="--published", remedy="write it as YYYY-MM-DD") from error
        if self.language is not None and self.language.lower() != ENGLISH:
            raise RequestError(
                f"{self.language!r} is not read, only English", where="--language", remedy="give a translation"
            )


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, the exact bytes that it was read from (of a JSON Lines file: the line's), and where they were."""

    document: Document
    raw: bytes
    path: str


def read_inputs(
    inputs: Iterable[Input],
    defaults: Defaults | None = None,
    workers: int = DEFAULT_WORKERS,
    limits: Limits | None = None,
) -> Iterator[Reading | Failure]:
    """Reads the inputs and gives a reading or a failure for each article, in the order of the inputs.

    The order and the results do not depend on ``workers``, the number of processes that extract the text of pages; they
    start with the first page and end with the iteration. Memory holds a few inputs at a time.
    """
    given, caps = defaults or Defaults(), limits or Limits()
    waiting: deque[Iterator[Reading | Failure] | Future[_Result]] = deque()
    with Pool(caps) as pool, ThreadPoolExecutor(workers) as threads:
        for item in inputs:
            if item.form == "html" and item.failure is None:
                waiting.append(threads.submit(_read_page, item, given, caps, pool))
            else:
                waiting.append(_read_plain(item, given, caps))
            while waiting and (len(waiting) > workers * _AHEAD or _ready(waiting[0])):
                yield from _results(waiting.popleft())
        while waiting:
            yield from _results(waiting.popleft())


def _ready(waiting: Iterator[Reading | Failure] | Future[_Result]) -> bool:
    return not isinstance(waiting, Future) or waiting.done()


def _results(waiting: Iterator[Reading | Failure] | Future[_Result]) -> Iterable[Reading | Failure]:
    return waiting.result() if isinstance(waiting, Future) else waiting


def _read_plain(item: Input, given: Defaults, caps: Limits) -> Iterator[Reading | Failure]:
    """Reads everything but pages, in this process."""
    if item.failure:
        yield item.failure
    elif item.form == "jsonl":
        yield from _read_records(item, given, caps)
    else:
        raw: bytes | None = None
        try:
            raw = (
                checked(item.data, item.path, caps.text_bytes)
                if item.data is not None
                else load(item.path, caps.text_bytes)
            )
            text, encoding = decode(raw, item.path)
            kind = "text/markdown" if item.form == "markdown" else "text/plain"
            media_type = kind if encoding == "utf-8" else f"{kind}; charset={encoding}"
            yield _reading(item.path, item.name, raw, text, Head(), given, media_type)
        except SourceError as error:
            yield Failure.of(item.path, error, raw)


def _read_records(item: Input, given: Defaults, caps: Limits) -> Iterator[Reading | Failure]:
    for article in read_articles(item, caps.text_bytes):
        if isinstance(article, Failure):
            yield article
            continue
        try:
            yield _article(article, given)
        except SourceError as error:
            yield Failure.of(article.path, error, article.raw)


def _article(article: Article, given: Defaults) -> Reading:
    return _reading(article.path, article.name, article.raw, article.text, article.head, given, "application/x-ndjson")


def _read_page(item: Input, given: Defaults, caps: Limits, pool: Pool) -> _Result:
    raw: bytes | None = None
    try:
        raw = (
            checked(item.data, item.path, caps.html_bytes)
            if item.data is not None
            else load(item.path, caps.html_bytes)
        )
        html, encoding = decode(raw, item.path, declared_encoding(raw))
        page: Page = pool.extract(html, item.path)
        media_type = "text/html" if encoding == "utf-8" else f"text/html; charset={encoding}"
        return [_reading(item.path, item.name, raw, page.text, page.head, given, media_type)]
    except SourceError as error:
        return [Failure.of(item.path, error, raw)]


def _reading(path: str, name: str, raw: bytes, text: str, stated: Head, given: Defaults, media_type: str) -> Reading:
    """A document of a text. What its metadata state goes before what the text says, and that before the defaults.

    Raises:
        SourceError: ``date`` or ``language``.
    """
    furniture = mark_furniture(text, stated.title)
    said = _said(text, furniture, known=bool(stated.published or given.published))
    published = stated.published and _stated_date(stated.published, path, given)
    url = stated.url or said.url
    publisher = stated.publisher or (by_address(url) if url else None) or said.publisher
    body = _without(text, furniture)
    document = Document(
        id=hashlib.sha256(raw).hexdigest(),
        name=name,
        text=text,
        publisher=canonical(publisher) if publisher else given.publisher,
        title=stated.title or said.title,
        author=stated.author or said.author,
        published=published or said.published or given.published,
        language=given.language or check_language(body, path, stated.language or said.language),
        url=url,
        media_type=media_type,
        furniture=furniture,
    )
    return Reading(document, raw, path)


def _said(text: str, furniture: Sequence[Stretch], known: bool) -> Head:
    """The text's own head; a date in it that does not exist matters only if none is ``known`` from elsewhere."""
    try:
        return read_head(text, furniture)
    except SourceError:
        if not known:
            raise
        return read_head(text, furniture, dated=False)


def _stated_date(value: str, path: str, given: Defaults) -> str | None:
    """The date in the metadata; if it does not exist and ``--published`` is given, None."""
    try:
        return parse_date(value, path)
    except SourceError:
        if given.published:
            return None
        raise


def _without(text: str, furniture: Iterable[Stretch]) -> str:
    """The text less its furniture, to tell the language by: menus are often in another."""
    parts, at = [], 0
    for stretch in furniture:
        parts.append(text[at : stretch.start])
        at = stretch.end
    return "".join((*parts, text[at:]))
