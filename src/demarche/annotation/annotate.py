"""Annotates a document: the second stage of the way through the house."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from demarche.annotation.attributions import find_attributions
from demarche.annotation.blocks import Paragraph, split_blocks
from demarche.annotation.dates import find_dates
from demarche.annotation.layers import Annotations, Block, DateMention, Sentence
from demarche.annotation.mentions import MentionFinder
from demarche.annotation.names import NameFinder
from demarche.annotation.quantities import find_quantities
from demarche.codebook import Codebook
from demarche.records import Document


class Annotator:
    """Annotates documents with one pipeline and one codebook; holds what is made once for both."""

    def __init__(self, nlp: Language, codebook: Codebook) -> None:
        self._nlp = nlp
        self._codebook = codebook
        self._mentions = MentionFinder(NameFinder(nlp, codebook), codebook)

    def annotate(self, document: Document) -> Annotations:
        """Every layer of annotation of a document; a document without article text has empty layers."""
        paragraphs = split_blocks(document)
        docs = self._nlp.pipe((_cut_at_quotes(self._nlp.make_doc(p.text)) for p in paragraphs), batch_size=64)
        blocks = tuple(
            Block(index, p.start, p.end, p.kind, p.anchor, doc)
            for index, (p, doc) in enumerate(zip(paragraphs, docs, strict=True))
        )
        sentences = _sentences(blocks)
        mentions = self._mentions.find(document, blocks)
        attributions = find_attributions(document, blocks, sentences, mentions, self._codebook)
        return Annotations(
            document=document,
            blocks=blocks,
            sentences=sentences,
            mentions=tuple(mentions),
            dates=tuple(_dates(document, paragraphs)),
            quantities=tuple(
                q for block in blocks if block.kind not in ("head", "repeat") for q in find_quantities(block)
            ),
            attributions=tuple(attributions),
        )


def _cut_at_quotes(doc: Doc) -> Doc:
    """Starts a sentence at a quotation behind a colon, so that the parser does not mix it with what introduces it."""
    for token in doc[2:]:
        if token.text == '"' and token.nbor(-1).text == ":":
            token.is_sent_start = True
    return doc


def _sentences(blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    out: list[Sentence] = []
    for block in blocks:
        for tokens in block.doc.sents:
            words = [t for t in tokens if not t.is_space]
            if words:
                start, end = block.offsets(words[0], words[-1])
                out.append(Sentence(len(out), block, start, end, tokens))
    return tuple(out)


def _dates(document: Document, paragraphs: Sequence[Paragraph]) -> list[DateMention]:
    out: list[DateMention] = []
    for p in paragraphs:
        if p.kind in ("head", "repeat"):
            continue
        anchor, basis = (p.anchor, "box") if p.anchor else (document.published, "publication")
        out += find_dates(p.text, anchor, basis=basis, base=p.start)
    return out
