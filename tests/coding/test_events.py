"""Events: one made-up sentence a case, and every event that it holds: type, mode, actors, recipients, status."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.records import Coding

Code = Callable[..., Coding]
Told = tuple[str, str | None, list[str], list[str], str]


def told(coding: Coding) -> list[Told]:
    """Type, mode, actors, recipients and status of every event, in order of the text."""
    return [(e.type, e.mode, list(e.actors), list(e.recipients), e.status) for e in coding.events]


CASES: list[tuple[str, list[Told]]] = [
    # ---- AGREE
    # A promise.
    ("Peru promised Ecuador a loan.", [("AGREE", None, ["PER"], ["ECU"], "occurred")]),
    # Compensation promised is no aid yet.
    ("Japan promised to compensate the families.", [("AGREE", None, ["JPN"], [], "occurred")]),
    # A meeting to come.
    ("The Polish president will visit Denmark in May.", [("AGREE", None, ["POL"], ["DNK"], "planned")]),
    # Both agree.
    ("Peru and Ecuador agreed to meet in March.", [("AGREE", None, ["PER", "ECU"], [], "occurred")]),
    # A proposal taken up.
    ("Kenya accepted the proposal of Uganda.", [("AGREE", None, ["KEN"], ["UGA"], "occurred")]),
    # Aid announced.
    ("Norway announced a grant for Malawi.", [("AGREE", None, ["NOR"], ["MWI"], "occurred")]),
    # A word given.
    ("Ghana gave Togo an assurance.", [("AGREE", None, ["GHA"], ["TGO"], "occurred")]),
    # ---- CONSULT
    # Both sides of a meeting act.
    ("The Greek minister met the Turkish minister.", [("CONSULT", None, ["GRC", "TUR"], [], "occurred")]),
    ("India and Pakistan held talks.", [("CONSULT", None, ["IND", "PAK"], [], "occurred")]),
    # The visitor acts, the host receives.
    ("The Polish president visited Denmark.", [("CONSULT", "visit", ["POL"], ["DNK"], "occurred")]),
    ("The Kenyan president flew to Uganda.", [("CONSULT", "visit", ["KEN"], ["UGA"], "occurred")]),
    # Who telephones acts.
    ("The Peruvian president telephoned Ecuador.", [("CONSULT", "phone", ["PER"], ["ECU"], "occurred")]),
    # A third who goes between.
    ("Norway mediated between India and Pakistan.", [("CONSULT", "third-party", ["NOR"], ["IND", "PAK"], "occurred")]),
    # Talks as a noun.
    ("The talks between Kenya and Uganda were long.", [("CONSULT", None, ["KEN", "UGA"], [], "occurred")]),
    # ---- SUPPORT
    # A signature.
    ("France and Germany signed a treaty.", [("SUPPORT", None, ["FRA", "DEU"], [], "occurred")]),
    ("Peru ratified the treaty with Ecuador.", [("SUPPORT", None, ["PER", "ECU"], [], "occurred")]),
    # Recognition.
    ("Norway recognised the independence of Malawi.", [("SUPPORT", None, ["NOR"], ["MWI"], "occurred")]),
    # Good words.
    ("Japan praised Canada.", [("SUPPORT", None, ["JPN"], ["CAN"], "occurred")]),
    ("Ghana sent condolences to Togo.", [("SUPPORT", None, ["GHA"], ["TGO"], "occurred")]),
    # Support in words only, however it is pledged.
    ("Norway pledged its support for Malawi.", [("SUPPORT", None, ["NOR"], ["MWI"], "occurred")]),
    # ---- CONCEDE
    ("Albania apologised to Greece.", [("CONCEDE", None, ["ALB"], ["GRC"], "occurred")]),
    # One that was due and never came.
    ("Albania has not apologised to Greece.", [("CONCEDE", None, ["ALB"], ["GRC"], "not_done")]),
    # A fault admitted.
    ("Kenya admitted its mistake to Uganda.", [("CONCEDE", None, ["KEN"], ["UGA"], "occurred")]),
    # One's own yielding announced; the withdrawal itself is not told yet.
    ("Syria announced the withdrawal of its troops.", [("CONCEDE", None, ["SYR"], [], "occurred")]),
    ("Mali declared a ceasefire.", [("CONCEDE", None, ["MLI"], [], "occurred")]),
    # A demand made smaller.
    ("Chile lowered its demand.", [("CONCEDE", None, ["CHL"], [], "occurred")]),
    # A right or a weapon given up in words.
    ("Libya has renounced its chemical weapons.", [("CONCEDE", None, ["LBY"], [], "occurred")]),
    # ---- COOPERATE
    ("India and Nepal cooperated.", [("COOPERATE", None, ["IND", "NPL"], [], "occurred")]),
    ("Kenya shared intelligence with Uganda.", [("COOPERATE", None, ["KEN", "UGA"], [], "occurred")]),
    # A joint exercise threatens neither of those who hold it.
    ("Poland held joint exercises with Denmark.", [("COOPERATE", None, ["POL", "DNK"], [], "occurred")]),
    # ---- AID
    ("Japan paid compensation to China.", [("AID", None, ["JPN"], ["CHN"], "occurred")]),
    ("Japan has not paid compensation to China.", [("AID", None, ["JPN"], ["CHN"], "not_done")]),
    ("Sweden sent medicine to Ukraine.", [("AID", None, ["SWE"], ["UKR"], "occurred")]),
    # Asylum serves the one who gets it.
    ("Peru granted asylum to a Bolivian general.", [("AID", None, ["PER"], ["BOL"], "occurred")]),
    # ---- RETREAT
    ("Libya released the Italian sailors.", [("RETREAT", "release", ["LBY"], ["ITA"], "occurred")]),
    ("Libya did not release the Italian sailors.", [("RETREAT", "release", ["LBY"], ["ITA"], "not_done")]),
    ("Syria withdrew its troops from Lebanon.", [("RETREAT", "withdraw", ["SYR"], ["LBN"], "occurred")]),
    # A measure lifted, by whatever verb.
    ("Saudi Arabia has lifted the blockade of Qatar.", [("RETREAT", None, ["SAU"], ["QAT"], "occurred")]),
    ("Canada reduced the tariffs on Mexican steel.", [("RETREAT", None, ["CAN"], ["MEX"], "occurred")]),
    # An attack that was ordered and called off.
    ("Mali cancelled the attack.", [("RETREAT", None, ["MLI"], [], "occurred")]),
    # Inspectors let in.
    ("Iran granted access to the inspectors.", [("RETREAT", "access", ["IRN"], [], "occurred")]),
    # ---- REQUEST
    ("Peru demanded an apology from Ecuador.", [("REQUEST", "yield", ["PER"], ["ECU"], "occurred")]),
    # What is demanded is no event of its own.
    ("India urged Pakistan to release the pilots.", [("REQUEST", "yield", ["IND"], ["PAK"], "occurred")]),
    ("Ghana asked Togo for help.", [("REQUEST", "assist", ["GHA"], ["TGO"], "occurred")]),
    ("Kenya proposed a meeting to Uganda.", [("REQUEST", "meet", ["KEN"], ["UGA"], "occurred")]),
    # A term set.
    ("Chile gave Bolivia a deadline.", [("REQUEST", "yield", ["CHL"], ["BOL"], "occurred")]),
    # ---- ACCUSE
    ("India accused Pakistan of the attack.", [("ACCUSE", "allege", ["IND"], ["PAK"], "occurred")]),
    ("Norway condemned Denmark.", [("ACCUSE", "disapprove", ["NOR"], ["DNK"], "occurred")]),
    # An envoy called in hears a complaint.
    ("Turkey summoned the Greek ambassador.", [("ACCUSE", "disapprove", ["TUR"], ["GRC"], "occurred")]),
    ("Chile handed Bolivia a note.", [("ACCUSE", "disapprove", ["CHL"], ["BOL"], "occurred")]),
    # A court is asked.
    ("Peru filed a lawsuit against Ecuador.", [("ACCUSE", "allege", ["PER"], ["ECU"], "occurred")]),
    # What it calls the deed, not that it calls.
    ("Iraq called the raid a crime.", [("ACCUSE", "disapprove", ["IRQ"], [], "occurred")]),
    # To hold responsible is a charge, no sentence.
    ("Kenya held Uganda responsible for the raid.", [("ACCUSE", "allege", ["KEN"], ["UGA"], "occurred")]),
    # ---- REJECT
    ("Iran rejected the proposal of Iraq.", [("REJECT", None, ["IRN"], ["IRQ"], "occurred")]),
    # A meeting called off.
    ("Belgium cancelled the visit.", [("REJECT", "meet", ["BEL"], [], "occurred")]),
    # Refused is what would have been a concession.
    ("Albania refused to apologise to Greece.", [("REJECT", "yield", ["ALB"], ["GRC"], "occurred")]),
    # An offer taken back.
    ("Peru withdrew the offer.", [("REJECT", None, ["PER"], [], "occurred")]),
    # A denial.
    ("Gabon denied the charge.", [("REJECT", None, ["GAB"], [], "occurred")]),
    # No agreement after all.
    ("Kenya and Uganda failed to reach an agreement.", [("REJECT", None, ["KEN", "UGA"], [], "occurred")]),
    # An inquiry ended that the other side wants.
    ("Serbia closed the investigation.", [("REJECT", "yield", ["SRB"], [], "occurred")]),
    # ---- THREATEN
    ("Iran threatened to attack Iraq.", [("THREATEN", "violence", ["IRN"], ["IRQ"], "occurred")]),
    ("Chile threatened to sever relations with Bolivia.", [("THREATEN", "relations", ["CHL"], ["BOL"], "occurred")]),
    ("Turkey warned Greece.", [("THREATEN", None, ["TUR"], ["GRC"], "occurred")]),
    # A traveller is warned, no state.
    ("Japan warned tourists about the heat.", []),
    # ---- PROTEST
    ("Hundreds of students protested outside the Chinese embassy.", [("PROTEST", "demo", [], ["CHN"], "occurred")]),
    ("Demonstrators burned a Danish flag.", [("PROTEST", "demo", [], ["DNK"], "occurred")]),
    # A state that protests complains.
    ("Norway protested against the Danish raid.", [("ACCUSE", "disapprove", ["NOR"], ["DNK"], "occurred")]),
    # ---- SANCTION
    ("Chile broke off relations with Bolivia.", [("SANCTION", "discontinue", ["CHL"], ["BOL"], "occurred")]),
    ("Canada cut off aid to Mali.", [("SANCTION", "discontinue", ["CAN"], ["MLI"], "occurred")]),
    ("Poland expelled two Belarusian diplomats.", [("SANCTION", "expel", ["POL"], ["BLR"], "occurred")]),
    # To take back an envoy is to cut relations, not to yield.
    ("Turkey recalled its ambassador from Israel.", [("SANCTION", "withdraw", ["TUR"], ["ISR"], "occurred")]),
    ("Kenya closed the Libyan embassy.", [("SANCTION", "discontinue", ["KEN"], ["LBY"], "occurred")]),
    # A verdict.
    ("A Turkish court found the Greek captain guilty.", [("SANCTION", "convict", ["TUR"], ["GRC"], "occurred")]),
    # ---- MOBILIZE
    ("Kenya put its army on alert.", [("MOBILIZE", "troops", ["KEN"], [], "occurred")]),
    ("India moved troops to the border.", [("MOBILIZE", "troops", ["IND"], [], "occurred")]),
    ("Iran sent two warships to Syria.", [("MOBILIZE", "weapons", ["IRN"], ["SYR"], "occurred")]),
    # A test hits nobody.
    ("India tested a missile.", [("MOBILIZE", "weapons", ["IND"], [], "occurred")]),
    # A shot across the bows is a warning.
    ("Iceland fired a warning shot.", [("MOBILIZE", "weapons", ["ISL"], [], "occurred")]),
    # ---- COERCE
    ("Libya arrested two Italian sailors.", [("COERCE", "arrest", ["LBY"], ["ITA"], "occurred")]),
    ("Spain seized a Moroccan ship.", [("COERCE", "seize", ["ESP"], ["MAR"], "occurred")]),
    ("Kenya closed the border with Somalia.", [("COERCE", "restrict", ["KEN"], ["SOM"], "occurred")]),
    # Somebody is kept out.
    ("Gabon denied entry to a French minister.", [("COERCE", "restrict", ["GAB"], ["FRA"], "occurred")]),
    # ---- ASSAULT
    ("Iraq bombed Iran.", [("ASSAULT", "aerial", ["IRQ"], ["IRN"], "occurred")]),
    ("Syria shot down a Turkish plane.", [("ASSAULT", "heavy-weapons", ["SYR"], ["TUR"], "occurred")]),
    # Land taken by force is no search.
    ("Mali captured a town from Niger.", [("ASSAULT", None, ["MLI"], ["NER"], "occurred")]),
    # Both fight.
    ("Ecuadorian troops attacked Peru.", [("ASSAULT", None, ["ECU"], ["PER"], "occurred")]),
    # ---- NONE
    # What nobody did on purpose.
    ("An Indian ship collided with a Danish ship.", [("NONE", None, ["IND", "DNK"], [], "occurred")]),
    ("The treaty between Spain and Portugal has lapsed.", [("NONE", None, ["ESP", "PRT"], [], "occurred")]),
    # Silence where an answer was due.
    ("Kenya has not replied to Uganda.", [("NONE", None, ["KEN"], ["UGA"], "not_done")]),
    # ---- no event
    # What only may be.
    ("Kenya may close the border with Somalia.", []),
    # How things stand is no event.
    ("Relations between Kenya and Uganda are important.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_one_sentence_its_events(code: Code, text: str, expected: list[Told]) -> None:
    assert told(code(text)) == expected
