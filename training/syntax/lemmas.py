"""Tables for spaCy's rule lemmatizer: WordNet's, and what the treebanks say where the rules would be wrong.

WordNet's exception lists (Princeton licence, carried by the package spacy-lookups-data) know the irregular verbs and
nouns of the whole language (``withdrew``), which no treebank shows in full.  The treebanks know how UD wants pronouns,
auxiliaries and abbreviations.  So: WordNet's tables first, then each (word, part of speech) whose usual lemma in the
treebanks differs from what the tables give is added as an exception.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.lookups import Lookups
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.syntax.conllu import Sentence

_ALIKE = {"aux": "verb"}
"""Parts of speech that share another's exceptions and rules."""
_OPEN = frozenset({"noun", "verb", "adj", "adv", "aux"})
"""Parts of speech for which WordNet has rules; the others know only what the treebanks say."""


def wordnet_tables() -> dict[str, Any]:
    """Return WordNet's exceptions, index and rules as spacy-lookups-data packs them."""
    import spacy_lookups_data

    folder = Path(spacy_lookups_data.__file__).parent / "data"
    names = ("lemma_rules", "lemma_exc", "lemma_index")
    return {name: json.loads(gzip.decompress((folder / f"en_{name}.json.gz").read_bytes())) for name in names}


def lookups_of(tables: dict[str, Any]) -> Lookups:
    """Wrap tables as spaCy's lookups."""
    lookups = Lookups()
    for name, table in tables.items():
        lookups.add_table(name, table)
    return lookups


def rule_lemmatizer(tables: dict[str, Any]) -> Lemmatizer:
    """Return spaCy's rule lemmatizer over the tables given."""
    nlp = spacy.blank("en")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule", "overwrite": True})
    assert isinstance(lemmatizer, Lemmatizer)
    lemmatizer.initialize(lookups=lookups_of(tables))
    return lemmatizer


def lemmatize(lemmatizer: Lemmatizer, vocab: Vocab, sentence: Sentence) -> list[str]:
    """Return the lemmas of a gold-tagged sentence."""
    words = [word.form for word in sentence.words]
    morphs = ["" if word.feats == "_" else word.feats for word in sentence.words]
    doc = Doc(vocab, words=words, pos=[word.upos for word in sentence.words], morphs=morphs)
    return [token.lemma_ for token in lemmatizer(doc)]


def learned_tables(sentences: Sequence[Sentence]) -> dict[str, Any]:
    """Return WordNet's tables with the treebanks' exceptions added."""
    tables = wordnet_tables()
    for part, like in _ALIKE.items():
        tables["lemma_exc"][part] = dict(tables["lemma_exc"][like])
        tables["lemma_rules"][part] = list(tables["lemma_rules"][like])
    lemmatizer, vocab = rule_lemmatizer(tables), spacy.blank("en").vocab
    usual = defaultdict[tuple[str, str], Counter[str]](Counter)
    given = defaultdict[tuple[str, str], Counter[str]](Counter)
    for sentence in sentences:
        for word, lemma in zip(sentence.words, lemmatize(lemmatizer, vocab, sentence), strict=True):
            key = (word.upos.lower(), word.form.lower())
            usual[key][word.lemma] += 1
            given[key][lemma] += 1
    for (part, form), lemmas in sorted(usual.items()):
        best, count = max(lemmas.items(), key=lambda item: (item[1], item[0]))
        if part in {"propn", "x", "punct", "num", "sym", "intj"} or count < 2 and part not in {"verb", "aux"}:
            continue
        if part not in _OPEN or given[part, form].most_common(1)[0][0] != best:
            tables["lemma_exc"].setdefault(part, {})[form] = [best]
    drop_rivals(tables, sentences)
    for part in ("verb", "aux"):
        # The rules leave a base form as it is printed, capital and all ("See the map"): name it as its own lemma.
        exceptions = tables["lemma_exc"][part]
        for form in tables["lemma_index"]["verb"]:
            exceptions.setdefault(form, [form])
    return tables


def drop_rivals(tables: dict[str, Any], sentences: Sequence[Sentence]) -> None:
    """Take words out of WordNet's index that the rules would wrongly prefer (``hoping``: not hop, but hope)."""
    lemmatizer, vocab = rule_lemmatizer(tables), spacy.blank("en").vocab
    lemmas, rivals = Counter[tuple[str, str]](), Counter[tuple[str, str, str]]()
    for sentence in sentences:
        for word, lemma in zip(sentence.words, lemmatize(lemmatizer, vocab, sentence), strict=True):
            part = word.upos.lower()
            lemmas[part, word.lemma] += 1
            if lemma != word.lemma and lemma != word.form and part in _OPEN:
                rivals[part, lemma, word.lemma] += 1
    for (part, wrong, right), count in rivals.items():
        index = tables["lemma_index"].get(part, [])
        if count > 1 and wrong in index and lemmas[part, wrong] * 5 < lemmas[part, right]:
            index.remove(wrong)
