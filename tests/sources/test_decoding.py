import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.errors import SourceError
from demarche.sources.decoding import decode

ENGLISH = (
    "The board said that the “talks” had failed — and that £5 million, a café included, was not enough. "
    "Nobody expects the town to give way before the summer."
)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_the_text_of_a_utf8_file_is_the_file(text):
    data = text.encode()
    if not data.startswith((b"%PDF-", b"PK\x03\x04", b"GIF8", b"{\\rtf")):
        assert decode(data, "x") == (text, "utf-8")


@pytest.mark.parametrize("text", ["\ufeffA mark stays", "Line\r\nends\rstay\n", "tabs\tand\ffeeds"])
def test_nothing_is_normalised(text):
    assert decode(text.encode(), "x")[0].encode() == text.encode()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_encodings_with_their_mark(encoding):
    assert decode(ENGLISH.encode(encoding), "x") == (ENGLISH, encoding)


def test_windows_1252_where_it_is_certain():
    assert decode(ENGLISH.encode("cp1252"), "x") == (ENGLISH, "windows-1252")


@pytest.mark.parametrize(
    "data",
    [
        ENGLISH.encode("mac-roman"),
        ENGLISH.replace("“", "").replace("”", "").replace("—", "-").encode("cp850"),
        "Совет гавани закрыл северный причал, пока идёт спор.".encode("cp1251"),
        "Der Hafenrat schließt den nördlichen Kai für alle Schiffe.".encode("latin-1"),
        ENGLISH.encode()[:60] + b"\xff" + ENGLISH.encode()[60:],  # broken UTF-8 is not taken for a legacy encoding
    ],
)
def test_other_encodings_are_refused_not_guessed(data):
    with pytest.raises(SourceError) as caught:
        decode(data, "x.txt")
    assert caught.value.code == "encoding"
    assert "UTF-8" in (caught.value.remedy or "")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\nstream", "binary"),
        (b"PK\x03\x04word/document.xml", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (ENGLISH.encode("utf-16-le"), "binary"),
        (ENGLISH.encode() + b"\x00" + ENGLISH.encode(), "nul"),
    ],
)
def test_what_is_no_text(data, code):
    with pytest.raises(SourceError) as caught:
        decode(data, "x.txt")
    assert caught.value.code == code


def test_a_declared_encoding_is_believed_after_utf8():
    assert decode("Þór fór út.".encode("latin-1"), "x.html", "ISO-8859-1") == ("Þór fór út.", "iso-8859-1")
    assert decode("Þór".encode(), "x.html", "ISO-8859-1") == ("Þór", "utf-8")
