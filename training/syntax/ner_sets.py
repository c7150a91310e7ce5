"""Read the free named-entity sets into one form with three types: PERSON, ORG, LOC.

Each set has its own types and habits; the tables below say what becomes of them.  States, cities, facilities and
regions are all LOC.  What is neither (works, products, events, adjectives of nationality) is plain text.  Never read
here: UNER EWT (the yardstick), CoNLL-2003 (Reuters licence), re3d (no licence statement with the data).
"""

from __future__ import annotations

import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from training.syntax.treebanks import need

WIKIGOLD = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
WNUT = {"person": "PERSON", "location": "LOC", "corporation": "ORG", "group": "ORG"}
BTC = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
MEANTIME = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
CROSSNER = {
    "person": "PERSON",
    "politician": "PERSON",
    "researcher": "PERSON",
    "scientist": "PERSON",
    "writer": "PERSON",
    "musicalartist": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "university": "ORG",
    "band": "ORG",
    "country": "LOC",
    "location": "LOC",
}
CROSSNER_DOMAINS = ("politics", "science", "literature", "music", "ai")
_NO_SPACE_BEFORE = frozenset(
    {
        ",",
        ".",
        ";",
        ":",
        "!",
        "?",
        ")",
        "]",
        "}",
        "%",
        "'s",
        "n't",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
        "''",
        "’s",
        "”",
        "...",
    }
)
_NO_SPACE_AFTER = frozenset({"(", "[", "{", "``", "$", "£", "€", "“", "#", "@"})


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence with one BIO label a word; ``source`` names the set, for weights and for the manifest."""

    source: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    labels: tuple[str, ...]


def spacing(words: Iterable[str]) -> tuple[bool, ...]:
    """Guess where spaces stood in text that is given as bare words; quotation marks are taken to alternate."""
    words, result, inside = list(words), list[bool](), False
    for word, following in zip(words, [*words[1:], ""], strict=True):
        space = following not in _NO_SPACE_BEFORE and word not in _NO_SPACE_AFTER
        if word == '"':
            inside = not inside
            space = space and not inside
        if following == '"' and inside:
            space = False
        result.append(space)
    return tuple(result)


def tagged(source: str, words: list[str], labels: list[str], names: dict[str, str]) -> Tagged:
    """Rename a sentence's labels and make them BIO, whatever scheme they came in (IO, BIO)."""
    fixed, previous = list[str](), ""
    for label in labels:
        prefix, _, kind = label.partition("-")
        name = names.get(kind, "")
        if not name:
            fixed.append("O")
        elif prefix == "B" or previous != name:
            fixed.append(f"B-{name}")
        else:
            fixed.append(f"I-{name}")
        previous = name
    return Tagged(source, tuple(words), spacing(words), tuple(fixed))


def columns(lines: Iterable[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the sentences of a file with one word a line, its label last; a blank line ends a sentence."""
    words, labels = list[str](), list[str]()
    for line in lines:
        parts = line.rstrip("\n").replace("\t", " ").split(" ")
        if len(parts) >= 2 and parts[0].strip():
            words.append(parts[0])
            labels.append(parts[-1])
        elif words:
            yield words, labels
            words, labels = [], []
    if words:
        yield words, labels


def drop_handles(words: list[str], labels: list[str]) -> tuple[list[str], list[str]]:
    """Take Twitter's apparatus out of a tweet: handles, links, the mark of a hashtag; news text has none of them."""
    kept = list[tuple[str, str]]()
    skip = False
    for word, label in zip(words, labels, strict=True):
        if skip:
            skip = False
        elif word == "@":
            skip = True
        elif word.startswith(("@", "http", "www.")) or word in {"RT", "URL"}:
            continue
        else:
            kept.append((word.lstrip("#") or word, label))
    return [word for word, _ in kept], [label for _, label in kept]


def packed(archive: Path, ending: str) -> Iterator[tuple[str, TextIOWrapper]]:
    """Yield name and text of the members of an archive that end in ``ending``, in order of name."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda item: item.name):
            stream = tar.extractfile(member) if member.name.endswith(ending) else None
            if stream is not None:
                yield member.name, TextIOWrapper(stream, encoding="utf-8")


def small_sets() -> Iterator[Tagged]:
    """Wikigold, WNUT 2017 (train, dev) and the Broad Twitter Corpus, all CC BY 4.0."""
    archive = need("ner_small", "wikigold_wnut17_btc.tar.xz")
    for _, lines in packed(archive, "wikigold.conll.txt"):
        for words, labels in columns(lines):
            if "-DOCSTART-" not in words:
                yield tagged("wikigold", words, labels, WIKIGOLD)
    for ending in ("wnut17train.conll", "emerging.dev.conll"):
        for _, lines in packed(archive, ending):
            for words, labels in columns(lines):
                words, labels = drop_handles(words, labels)
                if words:
                    yield tagged("wnut17", words, labels, WNUT)
    for letter in "abefgh":
        for _, lines in packed(archive, f"/{letter}.conll"):
            for words, labels in columns(lines):
                words, labels = drop_handles(words, labels)
                if len(words) > 2:
                    yield tagged("btc", words, labels, BTC)


def crossner() -> Iterator[Tagged]:
    """CrossNER's train parts (Wikipedia, MIT); in four domains the dev part too, politics' is kept to look at."""
    for domain in CROSSNER_DOMAINS:
        parts = ("train.txt",) if domain == "politics" else ("train.txt", "dev.txt")
        for part in parts:
            with need("crossner", domain, part).open(encoding="utf-8") as lines:
                for words, labels in columns(lines):
                    yield tagged(f"crossner-{domain}", words, labels, CROSSNER)


def crossner_politics_dev() -> Iterator[Tagged]:
    """CrossNER politics' dev part, never trained on: it is used to choose checkpoints."""
    with need("crossner", "politics", "dev.txt").open(encoding="utf-8") as lines:
        for words, labels in columns(lines):
            yield tagged("crossner-politics-dev", words, labels, CROSSNER)


def meantime() -> Iterator[Tagged]:
    """MEANTIME's Wikinews articles (CC BY 4.0): mentions that are names, typed by the entity that they refer to."""
    archive = need("meantime", "meantime_newsreader_english_oct15.tar.xz")
    for name, text in packed(archive, ".xml"):
        if "/intra_cross-doc_annotation/" in name:
            yield from _meantime_article(ET.fromstring(text.read().encode("utf-8")))


def _meantime_article(root: ET.Element) -> Iterator[Tagged]:
    """Read one article; a mention of unknown kind makes its sentence useless, as a name may hide in it."""
    tokens = {token.attrib["t_id"]: token for token in root.iter("token")}
    types = _meantime_types(root)
    labels = dict.fromkeys(tokens, "O")
    unsure = set[str]()
    for mention in root.iter("ENTITY_MENTION"):
        anchors = [anchor.attrib["t_id"] for anchor in mention.findall("token_anchor")]
        words = [tokens[anchor].text or "" for anchor in anchors]
        syntax = mention.attrib.get("syntactic_type", "")
        kind = types.get(mention.attrib["m_id"], "")
        named = syntax in {"NAM", "PRE.NAM"}
        if (named and not kind) or (not syntax and any(word[:1].isupper() for word in words)):
            unsure.update(tokens[anchor].attrib["sentence"] for anchor in anchors)
        elif named:
            skipped = 1 if words and words[0].lower() in {"the", "a", "an"} else 0
            for number, anchor in enumerate(anchors[skipped:]):
                labels[anchor] = f"{'I' if number else 'B'}-{kind}"
    sentences = dict[str, list[str]]()
    for identifier, token in tokens.items():
        sentences.setdefault(token.attrib["sentence"], []).append(identifier)
    for sentence, identifiers in sentences.items():
        if sentence not in unsure:
            words = [tokens[identifier].text or "" for identifier in identifiers]
            yield tagged("meantime", words, [labels[identifier] for identifier in identifiers], MEANTIME)


def _meantime_types(root: ET.Element) -> dict[str, str]:
    """Return the entity type of each mention that refers to an entity."""
    kinds = {entity.attrib["m_id"]: entity.attrib.get("ent_type", "") for entity in root.iter("ENTITY")}
    types = dict[str, str]()
    for link in root.iter("REFERS_TO"):
        target = link.find("target")
        if target is not None:
            for source in link.findall("source"):
                types[source.attrib["m_id"]] = kinds.get(target.attrib["m_id"], "")
    return types
