"""Turn treebank sentences and entity spans into spaCy documents to learn from."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from training.syntax.augment import vary
from training.syntax.conllu import Sentence

BREAK = "\n\n"


def passages(sentences: Sequence[Sentence], rng: random.Random, longest: int) -> Iterator[list[Sentence]]:
    """Cut a treebank into runs of neighbouring sentences of one document, of random length up to ``longest``.

    Single sentences teach the parser to read well; runs teach it where sentences end.  Runs come in random order.
    """
    runs, start = list[list[Sentence]](), 0
    while start < len(sentences):
        size = rng.randint(1, longest) if rng.random() < 0.8 else 1
        run = [sentences[start]]
        while len(run) < size and start + len(run) < len(sentences):
            following = sentences[start + len(run)]
            if following.document != run[0].document:
                break
            run.append(following)
        runs.append(run)
        start += len(run)
    rng.shuffle(runs)
    yield from runs


def syntax_doc(vocab: Vocab, run: Sequence[Sentence], rng: random.Random | None = None) -> Doc:
    """Make one annotated document of a run of sentences.

    With ``rng`` the typography is varied and a paragraph's beginning is mostly shown by a blank line, which spaCy
    keeps as a token of white space; without, the words are those of the treebank and nothing else (for measuring).
    """
    words, spaces, tags, pos, morphs, lemmas, heads, deps, starts = (
        [],
        [],
        [],
        [],
        [],
        [],
        [],
        [],
        list[bool | int | None](),
    )

    def add(
        word: str, space: bool, tag: str, part: str, morph: str, lemma: str, head: int, dep: str, start: bool
    ) -> None:
        words.append(word)
        spaces.append(space)
        tags.append(tag)
        pos.append(part)
        morphs.append(morph)
        lemmas.append(lemma)
        heads.append(head)
        deps.append(dep)
        starts.append(start)

    for number, sentence in enumerate(run):
        if number and rng is not None and sentence.begins_paragraph and rng.random() < 0.75:
            spaces[-1] = False
            blank = BREAK if rng.random() < 0.7 else "\n"
            add(blank, False, "_SP", "SPACE", "", blank, len(words) - 1, "dep", False)
        base = len(words)
        forms = [word.form for word in sentence.words]
        if rng is not None:
            forms = vary(forms, [word.xpos for word in sentence.words], rng)
        for index, word in enumerate(sentence.words):
            morph = "" if word.feats == "_" else word.feats
            add(
                forms[index],
                word.space_after,
                word.xpos,
                word.upos,
                morph,
                word.lemma,
                base + word.head,
                word.deprel,
                index == 0,
            )
        spaces[-1] = True
    deps = ["ROOT" if dep == "root" else dep for dep in deps]
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        sent_starts=starts,
    )


def examples(docs: Iterable[Doc], make_doc: object, rng: random.Random, raw_share: float) -> Iterator[Example]:
    """Pair each document with what the tokenizer makes of its text, or, for the rest, with the gold words.

    ``raw_share`` is the share paired with the tokenizer's own words.  Both are wanted: the first is what the model
    meets when used, the second teaches it the words that the tokenizer cuts otherwise.
    """
    assert callable(make_doc)
    for doc in docs:
        if rng.random() < raw_share:
            yield Example(make_doc(doc.text), doc)
        else:
            bare = Doc(
                doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc]
            )
            yield Example(bare, doc)
