import hashlib
import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.errors import RequestError
from demarche.sources import Defaults, Failure, Input, Limits, Reading, find_inputs, read_inputs
from demarche.sources.inputs import explained
from tests.sources.pages import ARTICLE, BODY, GERMAN, TITLE, page


def read(*paths, **options):
    return list(read_inputs(find_inputs([str(path) for path in paths]), **options))


def read_text(text, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return next(read_inputs([Input("a.txt", "a.txt", "text", data)], **options))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_the_document_holds_the_file_as_it_is(text):
    found = read_text(text)
    if isinstance(found, Reading):
        assert found.document.text.encode() == found.raw == text.encode()
        assert found.document.id == hashlib.sha256(found.raw).hexdigest()
    else:
        assert found.code in ("empty", "binary", "nul", "date", "language")


def test_a_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(f"3 March 2025\r\n\r\n{ARTICLE}".encode())
    (found,) = read(path)
    document = found.document
    assert (document.name, document.title, document.published, document.language) == (
        "a.txt",
        TITLE,
        "2025-03-03",
        "en",
    )
    assert document.text == f"3 March 2025\r\n\r\n{ARTICLE}"
    assert (document.media_type, found.path, found.raw) == ("text/plain", str(path), path.read_bytes())


def test_a_legacy_encoding_is_recorded():
    found = read_text(f"{ARTICLE}The “board” paid £5.".encode("cp1252"))
    assert found.document.media_type == "text/plain; charset=windows-1252"
    assert found.document.text.endswith("The “board” paid £5.")


def test_defaults_fill_what_is_missing_and_no_more():
    defaults = Defaults("Northern Post", "2025-03-04")
    assert read_text(ARTICLE, defaults=defaults).document.published == "2025-03-04"
    found = read_text(f"Publisher: Quay Watch\n3 March 2025\n\n{ARTICLE}", defaults=defaults).document
    assert (found.publisher, found.published) == ("Quay Watch", "2025-03-03")
    assert read_text(GERMAN, defaults=Defaults(language="en")).document.language == "en"
    assert read_text(f"30 February 2025\n\n{ARTICLE}", defaults=defaults).document.published == "2025-03-04"


@pytest.mark.parametrize("options", [{"published": "2025-02-30"}, {"published": "soon"}, {"language": "de"}])
def test_defaults_that_cannot_be(options):
    with pytest.raises(RequestError) as caught:
        Defaults(**options)
    assert caught.value.where in ("--published", "--language")


def test_bad_files_fail_one_by_one_and_the_rest_goes_on(tmp_path):
    files = {
        "binary.txt": b"\x7fELF" + bytes(100),
        "blank.txt": b" \n",
        "date.txt": f"{TITLE}\n\n30 February 2025\n\n{BODY}".encode(),
        "empty.txt": b"",
        "encoding.txt": "Причал закрыт.".encode("cp1251"),
        "german.txt": GERMAN.encode(),
        "good.txt": ARTICLE.encode(),
        "long.txt": b"x" * 2001,
        "nul.txt": ARTICLE.encode() + b"\0",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    inputs = find_inputs([str(tmp_path), str(tmp_path / "gone.txt")])
    (tmp_path / "blank.txt").unlink()  # vanishes between finding and reading
    found = list(read_inputs(inputs, limits=Limits(text_bytes=2000)))
    codes = {os.path.basename(f.path): f.code for f in found if isinstance(f, Failure)}
    assert codes == {
        "binary.txt": "binary",
        "blank.txt": "vanished",
        "date.txt": "date",
        "empty.txt": "empty",
        "encoding.txt": "encoding",
        "german.txt": "language",
        "long.txt": "too_large",
        "nul.txt": "nul",
        "gone.txt": "vanished",
    }
    assert [f.document.name for f in found if isinstance(f, Reading)] == ["good.txt"]
    assert all(f.what and f.remedy for f in found if isinstance(f, Failure))


def test_a_pipe_in_a_folder_holds_nothing_up(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (found,) = read(tmp_path)
    assert found.code == "unsupported"


def test_files_that_may_or_can_not_be_read(tmp_path, monkeypatch):
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert read(tmp_path)[0].code == "unreadable"
    refused = explained(PermissionError(13, "Permission denied"), "a.txt")
    assert (refused.code, refused.where) == ("unreadable", "a.txt")
    assert "permissions" in refused.remedy


def test_the_order_is_that_of_the_inputs_however_many_workers(tmp_path):
    for number in range(6):
        (tmp_path / f"{number}.html").write_text(
            page(body=f"<p>Number {number} of the series ends here, said the board.</p>")
        )
        (tmp_path / f"{number}.txt").write_text(f"{ARTICLE}Number {number}.")
    (tmp_path / "3.html").write_text("<html></html>")
    one, three = read(tmp_path, workers=1), read(tmp_path, workers=3)
    assert one == three
    assert [os.path.basename(f.path) for f in one] == sorted(os.listdir(tmp_path))


def test_json_lines(tmp_path):
    path = tmp_path / "a.jsonl"
    good = {
        "text": ARTICLE,
        "title": "Given",
        "published": "2025-03-03T10:00:00Z",
        "publisher": "Northern Post",
        "author": None,
    }
    lines = [
        json.dumps(good),
        '{"text": "cut',
        "",
        json.dumps(good | {"published": "2025-02-30"}),
        json.dumps({"text": GERMAN}),
    ]
    path.write_text("\n".join(lines))
    found = read(path)
    assert [(f.path.removeprefix(str(path)), getattr(f, "code", None)) for f in found] == [
        ("#1", None),
        ("#2", "json"),
        ("#4", "date"),
        ("#5", "language"),
    ]
    document = found[0].document
    assert (document.name, document.title, document.published) == ("a.jsonl#1", "Given", "2025-03-03")
    assert document.text == ARTICLE
    assert found[0].raw == lines[0].encode()
    assert document.id == hashlib.sha256(found[0].raw).hexdigest()
    assert found[1].raw == lines[1].encode()
