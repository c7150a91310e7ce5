"""Raw news text, without labels: to gather word vectors from, and for the teachers to label.

PolNeAR's articles (copyright of their publishers; research data) are read on the training machine only.  No word of
them is in the repository; what the model learns from them is what our teachers say about them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from training.syntax.ner_sets import packed
from training.syntax.treebanks import need

_TOKEN = re.compile(r"\w+(?:[-.]\w+)*\.?(?=\W|$)|n't|'\w+|[^\w\s]", re.UNICODE)
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[A-Z\"“'‘(])")
_NOISE = re.compile(r"^(ABSTRACT|FULL TEXT|Load-Date|Byline|Length)", re.IGNORECASE)


def articles() -> Iterator[tuple[str, str]]:
    """Yield name and text of each article of the train part, in order of name."""
    for name, stream in packed(need("polnear", "polnear_train_dev.tar.xz"), ".txt"):
        if "train/text/" in name:
            yield name, stream.read()


def paragraphs(text: str) -> Iterator[str]:
    """Yield an article's paragraphs, without the archive's headings."""
    for part in re.split(r"\n\s*\n", text):
        cleaned = " ".join(part.split())
        if len(cleaned) > 20 and not _NOISE.match(cleaned):
            yield cleaned


def split(paragraph: str) -> list[str]:
    """Cut a paragraph roughly into sentences, the closing quotation mark staying with its sentence."""
    places = [match.end() for match in _END.finditer(paragraph)]
    return [paragraph[start:end].strip() for start, end in zip([0, *places], [*places, len(paragraph)], strict=True)]


def rough_sentences() -> Iterator[list[str]]:
    """Yield words of roughly cut sentences: good enough to gather vectors."""
    for _, text in articles():
        for paragraph in paragraphs(text):
            for sentence in _END.split(paragraph):
                words = [word.removesuffix(".") or word for word in _TOKEN.findall(sentence)]
                if len(words) > 3:
                    yield words
