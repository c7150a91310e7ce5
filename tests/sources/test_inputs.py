import os

import pytest

from demarche.sources import find_inputs


def test_a_folder_gives_its_articles_sorted(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.HTML", ".hidden.txt", ".git/d.txt", "picture.png", "z.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = find_inputs([str(tmp_path)])
    assert [(os.path.relpath(i.path, tmp_path), i.form) for i in found] == [
        ("a.md", "markdown"),
        ("b.txt", "text"),
        ("z.jsonl", "jsonl"),
        ("sub/c.HTML", "html"),
    ]
    assert found[-1].name == "c.HTML"


def test_what_is_named_twice_is_read_once(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    assert len(find_inputs([str(tmp_path / "a.txt"), str(tmp_path), str(tmp_path / "a.txt")])) == 1


def test_slips_are_failures_not_exceptions(tmp_path):
    (tmp_path / "void").mkdir()
    (tmp_path / "picture.png").write_bytes(b"x")
    (tmp_path / "good.txt").write_text("x")
    os.mkfifo(tmp_path / "pipe.txt")
    names = ["nowhere.txt", "void", "picture.png", "pipe.txt", "good.txt", "good.txt/x", "a\0b"]
    found = find_inputs([*(str(tmp_path / name) for name in names), "https://post.example/1"])
    codes = [i.failure.code if i.failure else None for i in found]
    assert codes == ["vanished", "empty", "unsupported", "unsupported", None, "vanished", "vanished", "unsupported"]
    assert all(i.failure.remedy for i in found if i.failure)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"Veldin closes its quay", "text"),
        (b'\xef\xbb\xbf{"text": "x"}\n', "jsonl"),
        (b"\n<!DOCTYPE html><p>x", "html"),
        (b"", "text"),
    ],
)
def test_standard_input_is_known_by_its_start(data, form):
    (found,) = find_inputs(["-"], stdin=data)
    assert (found.form, found.data, found.name) == (form, data, "stdin")
