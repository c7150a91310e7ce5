import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.sources import find_near, fingerprint, similarity
from demarche.sources.duplicates import SCHEME
from tests.sources.pages import ARTICLE, BODY, GERMAN

LONG = " ".join(f"In the year {n} the town of number {n * 7} sent {n % 13} ships to the north." for n in range(60))


def test_a_signature_names_its_scheme_and_never_changes():
    signature = fingerprint("One two three four five six.")
    assert signature.startswith(SCHEME)
    assert signature[len(SCHEME) :][:8].hex() == "1c46b03a21cfb431"


@given(st.text())
def test_a_text_is_its_own_duplicate(text):
    assert similarity(fingerprint(text), fingerprint(text)) == 1.0


def test_case_punctuation_and_breaks_do_not_count():
    assert similarity(fingerprint(LONG), fingerprint(LONG.upper().replace(".", ",\r\n"))) == 1.0


def test_near_and_far():
    near = LONG.replace("year 30 ", "spring of 30 ")
    assert 0.9 < similarity(fingerprint(LONG), fingerprint(near)) < 1.0
    assert similarity(fingerprint(LONG), fingerprint(BODY)) < 0.1


def test_find_near_gives_the_most_similar_first():
    known = {
        "far": fingerprint(GERMAN),
        "near": fingerprint(LONG.replace("year 30 ", "spring of 30 ")),
        "same": fingerprint(LONG),
        "other": fingerprint(ARTICLE),
    }
    found = find_near(fingerprint(LONG), known)
    assert [key for key, _ in found] == ["same", "near"]
    assert found[0][1] == 1.0
    assert find_near(fingerprint(LONG), {}) == []


def test_signatures_of_another_scheme_are_refused():
    with pytest.raises(ValueError, match="scheme"):
        similarity(fingerprint(BODY), b"other/1\n" + bytes(512))
