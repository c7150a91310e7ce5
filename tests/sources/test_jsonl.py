import json

import pytest

from demarche.sources import Failure, Input
from demarche.sources.jsonl import read_articles


def articles(data, limit=10_000):
    return list(read_articles(Input("a.jsonl", "a.jsonl", "jsonl", data), limit))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"text": "cut', "json"),
        (b"[" * 5000, "json"),
        (b'["text"]', "record"),
        (b"{}", "record"),
        (b'{"text": 5}', "record"),
        (b'{"text": "x", "title": ["y"]}', "record"),
        (b'{"text": " "}', "empty"),
        (b'{"text": "half \\ud800 a pair"}', "surrogate"),
        (b'{"text": "x", "title": "\\udc00"}', "surrogate"),
        (b'{"text": "a\\u0000b"}', "nul"),
        (b'{"text": "\xff"}', "encoding"),
    ],
)
def test_a_broken_line_fails_alone(line, code):
    good = b'{"text": "good"}'
    first, broken, last = articles(good + b"\n" + line + b"\r\n" + good)
    assert (first.text, last.text, last.path) == ("good", "good", "a.jsonl#3")
    assert isinstance(broken, Failure)
    assert (broken.code, broken.path, broken.raw) == (code, "a.jsonl#2", line)


def test_a_line_that_is_too_long_is_passed_over():
    long = json.dumps({"text": "x" * 3_000_000}).encode()
    found = articles(long + b"\n" + b'{"text": "good"}\n' + long)
    assert [(f.path, getattr(f, "code", "read")) for f in found] == [
        ("a.jsonl#1", "too_large"),
        ("a.jsonl#2", "read"),
        ("a.jsonl#3", "too_large"),
    ]


def test_a_mark_and_blank_lines_do_not_matter():
    assert [a.path for a in articles(b'\xef\xbb\xbf{"text": "x"}\n\n \n{"text": "y"}\n')] == ["a.jsonl#1", "a.jsonl#4"]


def test_nothing_in_it():
    (found,) = articles(b"\n\n")
    assert found.code == "empty"
