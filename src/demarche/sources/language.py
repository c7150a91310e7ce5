"""Which language a text is in; only English is read."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from demarche.errors import SourceError

ENGLISH = "en"
_ENOUGH = 40  # letters; below that names alone decide
_SAMPLE = 1500  # characters; more do not change the answer
SURE = 0.9
_LETTER = re.compile(r"[^\W\d_]")


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def identify(text: str) -> tuple[str | None, float]:
    """The language (ISO 639-1) of the text and how sure that is, 0 to 1; None for a text too short to tell."""
    sample = text[:_SAMPLE]
    if len(_LETTER.findall(sample)) < _ENOUGH:
        return None, 0.0
    code, sure = _identifier().classify(sample)
    return str(code), float(sure)


def check_language(text: str, where: str, declared: str | None = None) -> str | None:
    """The language to record: what the text shows, else what is declared.

    Raises:
        SourceError: ``language``, if the text is surely in another language than English, or is too short to tell and
            declared to be in another one.
    """
    code, sure = identify(text)
    stated = declared.lower().replace("_", "-").split("-")[0] if declared else None
    if code is None:
        code, sure = stated, 1.0 if stated else 0.0
    if code == ENGLISH or code is None:
        return code
    if sure >= SURE:
        raise SourceError(
            f"the text is in another language ({code}); English is read",
            code="language",
            where=where,
            remedy="give a translation, or --language en if it is English after all",
        )
    return stated or ENGLISH
