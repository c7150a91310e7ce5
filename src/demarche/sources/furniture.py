"""Marks what is no part of the article: menus, adverts, teasers, legal texts, recommendations.

Three passes over the lines, each by general signs: from the top until the article starts, single lines in the
middle, and from the first sign that the article is over to the end. What is in doubt stays: a missed advert costs a
reader a glance, a lost paragraph costs the ledger a record.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from demarche.records import Stretch
from demarche.sources.head import tells_head
from demarche.sources.lines import Line, plain, split_lines
from demarche.sources.marks import CLOSING, HEADINGS, LINES, MENU_WORDS, TOP, match

_TOP = 40  # lines in which an article must have begun
_ENOUGH = 40  # words of running text before anything may end the article
_SIGNS = 20  # signs of an end that are weighed; a text with more of them is no article
_SYMBOLS = re.compile(r"[\W\d_]*$")
_SEPARATED = re.compile(r"\s*[|·•/»›]\s*|\s{3,}|\t+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z]\w{2,}")  # a capital within a sentence
_CAPITAL = re.compile(r"[\"“”'‘’«\d]*\s?[^\W\da-z_]")
_BLOCKS = ("teaser", "recommendation")
_RULE = re.compile(r"[-*_=~\s]{3,}$")


def mark_furniture(text: str, title: str | None = None) -> tuple[Stretch, ...]:
    """The stretches of the text that are no part of the article, in order, without overlap, each with a coded
    reason.

    Reasons: ``menu``, ``advert``, ``teaser``, ``legal``, ``recommendation``, ``contact``, ``translation_note``,
    ``chrome``. ``title`` is the article's title, if it is known from elsewhere: nothing from its line on is taken
    for the top. Background boxes and pull quotes belong to the article. Runs in time linear in the length of the
    text.
    """
    lines = split_lines(text)
    reasons: list[str | None] = [None] * len(lines)
    front = _front_matter(text, lines)
    reasons[:front] = ["chrome"] * front
    start = _mark_top(text, lines, reasons, front, title)
    _mark_middle(lines, reasons, start)
    _mark_end(lines, reasons, start)
    if all(reasons):  # never the whole text: then the signs were no signs
        return ()
    return _stretches(lines, reasons)


def _front_matter(text: str, lines: Sequence[Line]) -> int:
    """How many lines a YAML block at the very top of a Markdown file takes."""
    if not lines or text[lines[0].start : lines[0].end] != "---":
        return 0
    for number, line in enumerate(lines[1:_TOP], 1):
        if text[line.start : line.end] == "---":
            return number + 1
    return 0


def _mark_top(text: str, lines: Sequence[Line], reasons: list[str | None], first: int, title: str | None) -> int:
    """Marks the furniture above the article; gives the number of the article's first line."""
    signs: dict[int, str] = {}
    for body in range(first, min(len(lines), first + _TOP)):
        reason = _top_reason(text, lines[body])
        if reason is None and body - 1 in signs and signs[body - 1] in _BLOCKS and _headline(lines[body]):
            reason = signs[body - 1]
        if reason:
            signs[body] = reason
        elif lines[body].prose:
            break
    else:  # nothing here that an article could start with
        return first
    kept = [n for n in range(first, body) if n not in signs and not tells_head(lines[n])]
    known = plain(title).casefold() if title else None
    start = next((n for n in kept if lines[n].text.casefold() == known), None)
    if start is None:
        # What stands above a menu belongs to it (the masthead, a motto), if something is left to be the title.
        last = max((n for n, reason in signs.items() if reason != "chrome" and kept and n < kept[-1]), default=-1)
        start = next((n for n in kept if n > last), body)
    elif not signs:
        start = first
    for number in range(first, body):
        above = number < start and number in kept and not lines[number].heading
        reasons[number] = signs.get(number) or ("menu" if above else None)
    return start


def _headline(line: Line) -> bool:
    """Whether the line may be a headline in a block of them: short, no sentence, no blank line before it."""
    return not line.gap and not line.closed and line.words <= 20 and not tells_head(line)


def _top_reason(text: str, line: Line) -> str | None:
    """Why a line above the article would be furniture, if it is."""
    if tells_head(line):
        return None
    raw = text[line.start : line.end]
    if _SYMBOLS.match(line.text) or _RULE.match(raw):
        return "chrome"
    for table in (LINES, TOP, HEADINGS, CLOSING):
        if reason := match(table, line.text):
            return reason
    if not line.prose and (line.links or _is_menu(raw, line)):
        return "menu"
    return None


def _is_menu(raw: str, line: Line) -> bool:
    """Whether the line is made like a menu: of separate short entries, of a menu's words, or in another script."""
    if len(_LATIN.findall(line.text)) * 2 < len(_LETTER.findall(line.text)):
        return True
    parts = [part for part in _SEPARATED.split(raw) if part.strip()] if len(raw) < 500 else []
    if len(parts) >= 3 and all(len(part.split()) <= 4 for part in parts) and not line.closed:
        return True
    words = [word for word in (word.strip("&|·/-»").casefold() for word in line.text.split()) if word]
    return len(words) <= 8 and MENU_WORDS.issuperset(words)


def _mark_middle(lines: Sequence[Line], reasons: list[str | None], start: int) -> None:
    """Marks single lines that are furniture wherever they stand."""
    for number in range(start, len(lines)):
        line = lines[number]
        if reasons[number] is None and (not line.prose or line.words < 25):
            reasons[number] = match(LINES, line.text)
        if reasons[number] is None and (
            line.text.startswith("![") or (_SYMBOLS.match(line.text) and not tells_head(line))
        ):
            reasons[number] = "chrome"


def _mark_end(lines: Sequence[Line], reasons: list[str | None], start: int) -> None:
    """Finds where the article is over, and marks all from there."""
    read = 0
    names: Counter[str] = Counter()
    asked = 0
    for number in range(start, len(lines)):
        line = lines[number]
        closing = None if line.prose and line.words > 40 else match(CLOSING, line.text)
        reason = closing or match(HEADINGS, line.text)
        if reason and read >= _ENOUGH and asked < _SIGNS:
            asked += 1
            # A sure sign is believed unless a good part of the article comes after it; a heading of links only if
            # nothing of it does.
            if _going_on(lines[number + 1 :], names) <= (read // 3 if closing else 0):
                _mark_rest(lines, reasons, number, reason)
                return
            _mark_block(lines, reasons, number, reason)
        elif reason and line.words <= 12:
            _mark_block(lines, reasons, number, reason)
        if reasons[number] is None and line.prose:
            read += line.words
            names.update(_NAME.findall(line.text))
    _mark_tail(lines, reasons, start)


def _going_on(rest: Sequence[Line], names: Counter[str]) -> int:
    """How many words of running text after a sign still speak of the article's matter: of a name that it gave twice
    before.
    """
    matter = {name for name, count in names.items() if count >= 2}
    return sum(line.words for line in rest if line.prose and not matter.isdisjoint(_NAME.findall(line.text)))


def _mark_block(lines: Sequence[Line], reasons: list[str | None], number: int, reason: str) -> None:
    """Marks a heading in the middle of the article and the headlines of other stories right below it."""
    reasons[number] = reasons[number] or reason
    for below in range(number + 1, min(number + 8, len(lines))):
        if not _headline(lines[below]):
            break
        reasons[below] = reasons[below] or reason


def _mark_rest(lines: Sequence[Line], reasons: list[str | None], number: int, reason: str) -> None:
    for below in range(number, len(lines)):
        reason = match(CLOSING, lines[below].text) or match(HEADINGS, lines[below].text) or reason
        reasons[below] = reasons[below] or match(LINES, lines[below].text) or reason
    _mark_tail(lines, reasons, 0)


def _mark_tail(lines: Sequence[Line], reasons: list[str | None], start: int) -> None:
    """From the end backwards: several lines that are no sentences are the headlines of other stories, unless a list."""
    end = len(lines)
    while end > start and reasons[end - 1]:
        end -= 1
    first = end
    while first > start and reasons[first - 1] is None and _loose(lines[first - 1]):
        first -= 1
    # What a colon or comma leads up to is a list of the article's.
    if end - first >= 3 and first > start and not lines[first - 1].text.endswith((":", ";", ",")):
        reasons[first:end] = ["teaser"] * (end - first)


def _loose(line: Line) -> bool:
    """Whether the line could be the headline of another story: short, with a capital, neither a sentence nor open."""
    return line.words <= 16 and not line.closed and line.text[-1] not in ":;," and bool(_CAPITAL.match(line.text))


def _stretches(lines: Sequence[Line], reasons: Sequence[str | None]) -> tuple[Stretch, ...]:
    """Neighbouring lines of one reason as one stretch."""
    out: list[Stretch] = []
    before: str | None = None
    for line, reason in zip(lines, reasons, strict=True):
        if reason and reason == before:
            out[-1] = Stretch(out[-1].start, line.end, reason)
        elif reason:
            out.append(Stretch(line.start, line.end, reason))
        before = reason
    return tuple(out)
