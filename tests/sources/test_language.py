import pytest

from demarche.errors import SourceError
from demarche.sources.language import check_language
from tests.sources.pages import BODY, GERMAN


def test_english_is_let_through():
    assert check_language(BODY, "x") == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "de"),
        ("Le conseil du port a décidé lundi de fermer le quai nord jusqu'à la fin du différend douanier.", "fr"),
        ("Совет гавани решил в понедельник закрыть северный причал до конца спора о пошлинах.", "ru"),
    ],
)
def test_other_languages_are_named(text, code):
    with pytest.raises(SourceError, match=rf"\({code}\)") as caught:
        check_language(text, "x", "en")
    assert caught.value.code == "language"


@pytest.mark.parametrize(
    "text", ["Quay closed.", "Hallam, Ruiz, Vesely, Okafor, Lindqvist, Takahashi, Moreau, Petrov", ""]
)
def test_short_texts_and_lists_of_names_are_let_through(text):
    assert check_language(text, "x") in (None, "en")


def test_a_short_text_is_what_it_is_declared_to_be():
    assert check_language("Quay closed.", "x", "en-GB") == "en"
    with pytest.raises(SourceError):
        check_language("Kai zu.", "x", "de_DE")
