"""Measure the syntax pipeline: trees, tags, lemmas, sentences, names, speed.

    python benchmarks/syntax.py [--model PATH] [--data FOLDER] [--json]

Trees, tags and lemmas are measured on UD English EWT dev, three ways: gold words and gold sentences (the usual
yardstick for a parser), gold words only, and raw text.  On raw text a word counts only where its characters are
exactly those of a gold word, and F1 is given, as in the CoNLL 2018 shared task
(https://universaldependencies.org/conll18/evaluation.html).  All words count, punctuation too.  ``las`` compares whole
relations (``nmod:poss``), ``las_universal`` what stands before the colon, as CoNLL 2018 did.  Names are measured on
UNER EWT dev as exact spans, from raw text.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from demarche.annotation.syntax import load_pipeline


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold sentence: its text and rows of (form, lemma, upos, xpos, head, relation, space after)."""

    document: str
    text: str
    rows: tuple[tuple[str, str, str, str, int, str, bool], ...]
    begins_paragraph: bool


def read(path: Path) -> Iterator[Gold]:
    """Yield the sentences of a CoNLL-U file packed with xz."""
    document, text, paragraph, rows = "", "", False, list[tuple[str, str, str, str, int, str, bool]]()
    until, group_space = 0, True
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("# newdoc"):
                document, paragraph = line.split("=", 1)[-1].strip(), True
            elif line.startswith("# newpar"):
                paragraph = True
            elif line.startswith("# text = "):
                text = line[9:].rstrip("\n")
            elif len(cells) == 10 and "-" in cells[0]:
                until, group_space = int(cells[0].split("-")[1]), "SpaceAfter=No" not in cells[9]
            elif len(cells) == 10 and cells[0].isdigit():
                at, space = int(cells[0]), "SpaceAfter=No" not in cells[9]
                space = False if at < until else group_space if at == until else space
                rows.append((cells[1], cells[2], cells[3], cells[4], int(cells[6]) - 1, cells[7], space))
            elif not line.strip() and rows:
                yield Gold(document, text, tuple(rows), paragraph)
                rows, paragraph, until = [], False, 0


def universal(relation: str) -> str:
    """Return a relation without its subtype; spaCy writes the root in capitals."""
    return "root" if relation in {"ROOT", "root"} else relation.split(":", maxsplit=1)[0]


def whole(relation: str) -> str:
    """Return a relation with its subtype."""
    return "root" if relation == "ROOT" else relation


def gold_words(nlp: Language, sentences: Iterable[Gold], keep_sentences: bool) -> dict[str, float]:
    """Measure with gold words; with ``keep_sentences`` each gold sentence is read as one, else whole documents are."""
    counts = Counter[str]()
    group, groups = list[Gold](), list[list[Gold]]()
    for sentence in sentences:
        if group and (keep_sentences or sentence.document != group[-1].document):
            groups.append(group)
            group = []
        group.append(sentence)
    groups.append(group)
    for group in groups:
        rows = [row for sentence in group for row in sentence.rows]
        doc = Doc(nlp.vocab, words=[row[0] for row in rows], spaces=[row[6] for row in rows])
        if keep_sentences:
            for index, token in enumerate(doc):
                token.is_sent_start = index == 0
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        base, starts = 0, set[int]()
        for sentence in group:
            starts.add(base)
            for at, (_, lemma, upos, xpos, head, relation, _) in enumerate(sentence.rows):
                token = doc[base + at]
                attached = token.head.i == (base + head if head >= 0 else base + at)
                counts["words"] += 1
                counts["uas"] += attached
                counts["las"] += attached and whole(token.dep_) == relation
                counts["las_universal"] += attached and universal(token.dep_) == universal(relation)
                counts["upos"] += token.pos_ == upos
                counts["xpos"] += token.tag_ == xpos
                counts["lemma"] += token.lemma_ == lemma
            base += len(sentence.rows)
        made = {span.start for span in doc.sents}
        counts["right"] += len(made & starts)
        counts["starts"] += len(made) + len(starts)
    result = {
        key: round(100 * counts[key] / counts["words"], 2)
        for key in ("las", "las_universal", "uas", "upos", "xpos", "lemma")
    }
    if not keep_sentences:
        result["sentence_f1"] = round(200 * counts["right"] / counts["starts"], 2)
    return result


def texts(sentences: Iterable[Gold]) -> Iterator[tuple[str, list[tuple[int, Gold]]]]:
    """Yield each document's raw text, a blank line before each paragraph, with the place of each sentence in it."""
    parts, places, length, document = list[str](), list[tuple[int, Gold]](), 0, ""
    for sentence in sentences:
        if places and sentence.document != document:
            yield "".join(parts), places
            parts, places, length = [], [], 0
        if places:
            gap = "\n\n" if sentence.begins_paragraph else " "
            parts.append(gap)
            length += len(gap)
        document = sentence.document
        places.append((length, sentence))
        parts.append(sentence.text)
        length += len(sentence.text)
    yield "".join(parts), places


def offsets(sentence: Gold, base: int) -> list[tuple[int, int]]:
    """Return the place of each word; of a contraction whose words are not its letters, the whole form's place."""
    result, at = list[tuple[int, int]](), 0
    for form, *_ in sentence.rows:
        found = sentence.text.find(form, at, at + len(form) + 12)
        if found < 0:
            result.append((base + at, base + at))
            continue
        result.append((base + found, base + found + len(form)))
        at = found + len(form)
    return result


def raw_text(nlp: Language, sentences: Iterable[Gold]) -> dict[str, float]:
    """Measure from raw text, documents whole; F1 over words that match by their characters."""
    counts = Counter[str]()
    for text, places in texts(sentences):
        doc = nlp(text)
        tokens = {(t.idx, t.idx + len(t)): t for t in doc if not t.is_space}
        counts["made"] += len(tokens)
        ends = {(sent[-1] if not sent[-1].is_space else sent[-2] if len(sent) > 1 else sent[-1]) for sent in doc.sents}
        made_ends = {token.idx + len(token) for token in ends}
        gold_ends = set[int]()
        for base, sentence in places:
            spots = offsets(sentence, base)
            gold_ends.add(spots[-1][1])
            counts["gold"] += len(spots)
            for spot, (_, lemma, upos, xpos, head, relation, _) in zip(spots, sentence.rows, strict=True):
                token = tokens.get(spot)
                if token is None:
                    continue
                mother = (token.head.idx, token.head.idx + len(token.head))
                attached = mother == spots[head] if head >= 0 else token.head.i == token.i
                counts["tokens"] += 1
                counts["uas"] += attached
                counts["las"] += attached and whole(token.dep_) == relation
                counts["las_universal"] += attached and universal(token.dep_) == universal(relation)
                counts["upos"] += token.pos_ == upos
                counts["xpos"] += token.tag_ == xpos
                counts["lemma"] += token.lemma_ == lemma
        counts["right"] += len(made_ends & gold_ends)
        counts["ends"] += len(made_ends) + len(gold_ends)
    total = counts["made"] + counts["gold"]
    keys = ("tokens", "las", "las_universal", "uas", "upos", "xpos", "lemma")
    return {key: round(200 * counts[key] / total, 2) for key in keys} | {
        "sentence_f1": round(200 * counts["right"] / counts["ends"], 2)
    }


def read_names(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield text and (word, label) rows of each sentence of an IOB2 file packed with xz."""
    text, rows = "", list[tuple[str, str]]()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("# text = "):
                text = line[9:].rstrip("\n")
            elif len(cells) >= 3 and cells[0].isdigit():
                rows.append((cells[1], cells[2]))
            elif not line.strip() and rows:
                yield text, rows
                rows = []


def names(nlp: Language, path: Path) -> dict[str, dict[str, float]]:
    """Measure names as exact spans of characters, from raw text, sentence by sentence."""
    right, made, gold = Counter[str](), Counter[str](), Counter[str]()
    kinds = {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG"}
    for text, rows in read_names(path):
        sentence = Gold("", text, tuple((form, "", "", "", 0, "", True) for form, _ in rows), False)
        spots = offsets(sentence, 0)
        wanted, current = set[tuple[int, int, str]](), list[int]()
        for at, (_, label) in enumerate([*rows, ("", "O")]):
            if current and not label.startswith("I-"):
                kind = kinds.get(rows[current[0]][1][2:])
                if kind:
                    wanted.add((spots[current[0]][0], spots[current[-1]][1], kind))
                current = []
            if label != "O":
                current.append(at)
        found = {(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents if ent.label_ in kinds.values()}
        for kind in (*kinds.values(), "micro"):
            right[kind] += sum(kind in (span[2], "micro") for span in wanted & found)
            made[kind] += sum(kind in (span[2], "micro") for span in found)
            gold[kind] += sum(kind in (span[2], "micro") for span in wanted)
    return {
        kind: {
            "precision": round(100 * right[kind] / max(made[kind], 1), 2),
            "recall": round(100 * right[kind] / max(gold[kind], 1), 2),
            "f1": round(200 * right[kind] / max(made[kind] + gold[kind], 1), 2),
            "gold": gold[kind],
        }
        for kind in ("PERSON", "ORG", "LOC", "micro")
    }


def peak_memory() -> float:
    """Return the most memory in MB that this program has held (Linux), 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def speed(nlp: Language, sentences: Iterable[Gold], articles: int = 40) -> dict[str, float]:
    """Time articles of about 600 words on one core (processor time, so that a busy machine does not matter much)."""
    words = [word for sentence in sentences for word in sentence.text.split(" ")]
    made = [" ".join(words[at * 600 : at * 600 + 600]) for at in range(min(articles, len(words) // 600))]
    nlp(made[0])
    started = time.process_time()
    for article in made:
        nlp(article)
    spent = time.process_time() - started
    return {
        "words_per_second": round(600 * len(made) / spent),
        "seconds_per_article": round(spent / len(made), 4),
        "peak_mb": round(peak_memory()),
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, help="another spaCy pipeline than the one that ships")
    parser.add_argument("--data", type=Path, help="the folder that holds ud_ewt and uner_en_ewt")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    data = options.data or Path(os.environ.get("DEMARCHE_SHARED", "../shared")) / "data"
    trees, entities = data / "ud_ewt" / "en_ewt-ud-dev.conllu.xz", data / "uner_en_ewt" / "en_ewt-ud-dev.iob2.xz"
    for path in (trees, entities):
        if not path.is_file():
            print(f"{path} is missing: set DEMARCHE_SHARED or --data to where the data sets are", file=sys.stderr)
            return 2
    nlp = spacy.load(options.model) if options.model else load_pipeline()
    gold = list(read(trees))
    figures: dict[str, object] = {"speed": speed(nlp, gold)}
    figures["gold_words_and_sentences"] = gold_words(nlp, gold, keep_sentences=True)
    figures["gold_words"] = gold_words(nlp, gold, keep_sentences=False)
    figures["raw_text"] = raw_text(nlp, gold)
    figures["names"] = names(nlp, entities)
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        for part, values in figures.items():
            print(f"{part}: {values}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
