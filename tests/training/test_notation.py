"""Notes in, gold out: one case a line of the notation."""

from __future__ import annotations

import pytest

from training.gold.dispute_notes import parse_dispute
from training.gold.notation import NoteError, find_quote, parse_amount, parse_notes, parse_parties

TEXT = (
    "QUITO, 4 May 1936. The gunboat Arenal fired on a launch on Saturday, killing two oarsmen, the Navy Ministry said."
    "\n“We shall not be the last to arm,” said Captain Ugarte. Lima asked that the commander be punished; in answer"
    " Quito\n"
    "called off the talks. Subscribe today | Weather\n"
)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("fired on a launch", "fired on a launch"),
        ("The gunboat .. on Saturday", "The gunboat Arenal fired on a launch on Saturday"),
        ("in answer Quito called off", "in answer Quito\ncalled off"),  # white space may differ
        ('"We shall not be .. to arm,"', "“We shall not be the last to arm,”"),  # so may marks
        ("Saturday .. said", "Saturday, killing two oarsmen, the Navy Ministry said"),  # the first end after the start
    ],
)
def test_a_quote_is_the_texts_own(quote: str, words: str) -> None:
    assert find_quote(TEXT, quote) == words
    assert words in TEXT


@pytest.mark.parametrize("quote", ["fired at a launch", "", "Saturday .. gunboat", " .. said"])
def test_a_quote_that_is_not_there_is_refused(quote: str) -> None:
    with pytest.raises(NoteError):
        find_quote(TEXT, quote)


@pytest.mark.parametrize(
    ("written", "codes", "names"),
    [
        ("ECU=The gunboat Arenal", ["ECU"], ["The gunboat Arenal"]),
        ("ECU", ["ECU"], []),  # known, but not named here
        ("ECU+PER=the two neighbours", ["ECU", "PER"], ["the two neighbours"]),
        ("ECU+PER", ["ECU", "PER"], []),
        ("UN=", ["UN"], []),
        ("Navy League", ["Navy League"], ["Navy League"]),
        ("PER:citizens=two oarsmen; OAS", ["PER:citizens", "OAS"], ["two oarsmen"]),
        ("UN=world body; Marks + Spencer", ["UN", "Marks + Spencer"], ["world body", "Marks + Spencer"]),
        (None, [], []),
    ],
)
def test_parties(written: str | None, codes: list[str], names: list[str]) -> None:
    assert parse_parties(written) == (codes, names)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("38", (38, None, None)),
        ("2,000", (2000, None, None)),
        ("1.5", (1.5, None, None)),
        ("40..50", (None, 40, 50)),
        ("50..", (None, 50, None)),
        ("..30", (None, None, 30)),
    ],
)
def test_amounts(written: str, amount: tuple[float | None, float | None, float | None]) -> None:
    assert parse_amount(written) == amount


def test_an_amount_in_words_is_refused() -> None:
    with pytest.raises(NoteError):
        parse_amount("a dozen")


NOTES = """
# a comment
publisher: -
published: 1936-05-04
X | Subscribe .. Weather
@nm | Navy Ministry | ministry
E e01 | ASSAULT/heavy-weapons | ECU=The gunboat Arenal | PER | 1936-05-02 | occurred | - | @nm | The gunboat .. fired
E e02 | REQUEST/yield | PER=Lima | ECU | - | occurred | - | - | Lima asked .. punished
E e03 | REJECT/meet | ECU=Quito | PER | - | occurred | - | - | Quito called off the talks
C | @nm | - | i | said | The gunboat .. oarsmen
C c09 | Captain Ugarte | officer | d | said | We shall not .. to arm
D d01 | PER | ECU | punish | =
+ demanded | - | - | =e02
F | killed | 2 | persons | oarsmen of the launch | two oarsmen
P | Captain Ugarte | Ecuador will not be the last to arm | 1937 | not be the last to arm
R | e03 < e02 | in answer .. the talks
"""


def test_a_whole_page_of_notes() -> None:
    read = parse_notes(NOTES, TEXT, "x-01.txt")
    ledger = read.ledger
    assert read.problems == []
    assert (ledger["publisher"], ledger["published"], ledger["language"]) == (None, "1936-05-04", "en")
    assert ledger["furniture"] == [{"from": "Subscribe", "to": "Weather"}]
    assert [(e["id"], e["type"], e["mode"]) for e in ledger["events"]] == [
        ("e01", "ASSAULT", "heavy-weapons"), ("e02", "REQUEST", "yield"), ("e03", "REJECT", "meet"),
    ]  # fmt: skip
    assert ledger["events"][0]["speaker"] == "Navy Ministry"
    assert [(c["speaker"], c["speaker_role"], c["kind"]) for c in ledger["claims"]] == [
        ("Navy Ministry", "ministry", "indirect"), ("Captain Ugarte", "officer", "direct"),
    ]  # fmt: skip
    assert [c["id"] for c in ledger["claims"]] == ["c01", "c09"]  # numbered, unless the line says otherwise
    demand = ledger["demands"][0]
    assert demand["quote"] == demand["history"][0]["quote"] == "Lima asked that the commander be punished"
    assert ledger["figures"][0]["value"] == 2
    assert ledger["predictions"][0]["horizon"] == "1937"
    assert ledger["responses"][0] == {
        "event": "e03", "in_response_to": "e02", "quote": "in answer Quito\ncalled off the talks",
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "E e01 | ASSAULT | ECU | PER | - | occurred | - | gunboat",  # a field too few
        "E e01 | ASSAULT | ECU | PER | - | occurred | - | - | nowhere in the text",
        "C | @zz | - | i | said | two oarsmen",  # no such speaker
        "+ met | - | - | two oarsmen",  # no demand above
        "F | killed | few | persons | oarsmen | two oarsmen",
        "F | killed | inf | persons | oarsmen | two oarsmen",
        "X | Subscribe today",  # first and last words are due
        "R | e03 e02 | in answer",
        "Q what is this",
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(line: str) -> None:
    read = parse_notes(f"{line}\nF | killed | 2 | persons | oarsmen | two oarsmen", TEXT, "x-01.txt")
    assert [problem.split(":")[0] for problem in read.problems] == ["line 1"]
    assert len(read.ledger["figures"]) == 1


def test_the_notes_of_a_dispute() -> None:
    read = parse_dispute(
        "trigger: a launch fired on\nsides: Ecuador, Peru\nmediators: -\noutcome: none\nperiod: 1936-05/1936-06\n"
        "publisher | The Tide | PER | a bank | for Peru\n"
        "I | the firing | 01#e01 02#e03\nT | punishment | 01#d01 02#d01\n"
        "X figure | 01#f01 02#f01 | two dead or three\nL scope | 01#f01 02#f02 | dead, and dead and hurt\n"
        "Q conflict | the dead | 01#f01 02#f01\nS 02 cites 01 | as the Tide had it\nD 02 | The Tide | 1936-05-06\n"
        "P | 1936-05/1936-06 | crisis | the launch\n"
        "S 02 likes 01 | -\nI | the firing | e01\n",
        "x-1936",
    )
    gold = read.ledger
    assert [problem.split(":")[0] for problem in read.problems] == ["line 15", "line 16"]
    assert gold["card"]["trigger"] == "a launch fired on"
    assert gold["card"]["mediators"] is None
    assert gold["incidents"] == [{"id": "i01", "what": "the firing", "records": ["x-1936-01#e01", "x-1936-02#e03"]}]
    assert gold["contradictions"][0]["kind"] == "figure"
    assert gold["lookalikes"][0]["kind"] == "scope"
    assert gold["figures"][0]["relation"] == "conflict"
    assert gold["sources"] == [
        {"document": "x-1936-02", "of": "x-1936-01", "how": "cites", "quote": "as the Tide had it"}
    ]
    assert gold["published"] == {"x-1936-02": {"publisher": "The Tide", "published": "1936-05-06"}}
    assert gold["phases"][0]["phase"] == "crisis"
