from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.codebook import Codebook, load_codebook
from demarche.codebook.names import body_forms, state_forms

# name, codes in order, ways, ambiguous
LOOKUPS = [
    ("Iceland", ["ISL"], {"name"}, False),
    ("Icelanders", ["ISL"], {"demonym"}, False),
    ("Icelandic", ["ISL"], {"adjective"}, False),
    ("Reykjavík", ["ISL"], {"capital"}, False),
    ("Whitehall", ["GBR"], {"byname"}, False),
    ("Great Britain", ["GBR"], {"name"}, False),
    ("Britons", ["GBR"], {"demonym"}, False),
    ("the White House", ["USA"], {"byname"}, False),  # an article before it
    ("The Hague", ["NLD"], {"capital"}, False),  # an article in it
    ("Quai d'Orsay", ["FRA"], {"byname"}, False),
    ("Peking", ["CHN"], {"capital"}, False),
    ("Kiev", ["UKR"], {"capital"}, False),
    ("Sublime Porte", ["TUR"], {"byname"}, False),
    ("Soviets", ["SUN"], {"demonym"}, False),
    ("East Germany", ["DDR"], {"name"}, False),
    ("Kosovo", ["XKX"], {"name"}, False),
    ("Moscow", ["RUS", "SUN"], {"capital"}, False),  # the living state first
    ("Belgrade", ["SRB", "YUG", "SCG"], {"capital"}, False),
    ("Russian", ["RUS"], {"adjective", "demonym"}, False),
    ("Georgia", ["GEO"], {"name"}, True),  # also one of the United States
    ("Korea", ["PRK", "KOR"], {"name"}, True),
    ("Congolese", ["COG", "COD"], {"adjective", "demonym"}, True),
    ("Brussels", ["BEL", "EU"], {"capital", "body"}, True),
    ("NATO", ["NATO"], {"body"}, False),
    ("Nato", ["NATO"], {"body"}, False),
    ("League of Nations", ["League of Nations"], {"body"}, False),
    ("Harold Wilson", ["GBR"], {"leader"}, False),
    ("Jens Stoltenberg", ["NOR", "NATO"], {"leader"}, True),  # two offices that both still stand
    ("FRANCE", ["FRA"], {"name"}, False),  # a headline
    ("US", ["USA"], {"name", "adjective"}, False),
    ("Us", [], set(), False),
    ("turkey", [], set(), False),
    ("polish", [], set(), False),
    ("Atlantis", [], set(), False),
    ("", [], set(), False),
    ("the ", [], set(), False),
]


@pytest.mark.parametrize(("name", "codes", "kinds", "ambiguous"), LOOKUPS, ids=[repr(row[0]) for row in LOOKUPS])
def test_lookup(name: str, codes: list[str], kinds: set[str], ambiguous: bool, codebook: Codebook) -> None:
    entries = codebook.lookup(name)
    assert list(dict.fromkeys(entry.code for entry in entries)) == codes
    assert {entry.kind for entry in entries} == kinds
    assert {entry.ambiguous for entry in entries} <= {ambiguous}


def test_every_iso_code_has_its_state(codebook: Codebook) -> None:
    assert set(ISO.split()) <= set(codebook.states)
    assert set(codebook.states) - set(ISO.split()) == {*"XKX SUN YUG SCG CSK DDR AUH RVN YMD ANT".split()}


def test_every_sovereign_state_has_adjective_demonym_and_capital(codebook: Codebook) -> None:
    same_as_the_state = {"MCO", "SGP", "SMR", "VAT"}
    for code, state in codebook.states.items():
        if code in TERRITORIES.split() or state.historical:
            continue
        assert state.adjectives, code
        assert state.demonyms or code == "VAT", code
        assert state.capitals or code in same_as_the_state, code


def test_forms_are_clean(codebook: Codebook) -> None:
    forms = {form for state in codebook.states.values() for form, _ in state_forms(state)}
    forms |= {form for body in codebook.bodies.values() for form in body_forms(body)}
    for form in forms | set(codebook.forms):
        assert form == " ".join(form.split())
        assert not re.match(r"(the|The) (?!Hague)", form), form
        assert form[0].isupper() or form[0].isdigit() or form == "al-Shabaab", form


def test_longest_forms_come_first(codebook: Codebook) -> None:
    lengths = [form.count(" ") for form in codebook.forms]
    assert lengths == sorted(lengths, reverse=True)


def test_decoys_hold_other_names_and_are_none(codebook: Codebook) -> None:
    assert "Gulf of Mexico" in codebook.decoys
    assert not codebook.decoys & codebook.forms.keys()


def test_sizes(codebook: Codebook) -> None:
    assert len(codebook.bodies) >= 80
    assert len({leader.name for leader in codebook.leaders}) >= 500
    assert len(codebook.publishers) >= 120


def test_terms_of_office_lie_in_the_life_of_the_state(codebook: Codebook) -> None:
    for leader in codebook.leaders:
        state = codebook.states.get(leader.state)
        assert leader.end is None or leader.start <= leader.end
        if state is not None and state.start is not None and state.end is not None:
            assert leader.start >= state.start - 5, leader  # some took office before the state was proclaimed
            assert leader.end is not None and leader.end <= state.end, leader


@given(st.sampled_from(sorted(load_codebook().forms)), st.sampled_from(["", "the ", "The "]))
def test_every_form_finds_itself(form: str, article: str) -> None:
    entries = load_codebook().lookup(article + form)
    assert entries == load_codebook().forms[form]
    assert {entry.form for entry in entries} == {form}


@given(st.text(max_size=12))
def test_lookup_bears_any_text_and_minds_the_first_letter(name: str) -> None:
    for entry in load_codebook().lookup(name):
        assert entry.form.casefold() in name.casefold()
        assert entry.form[0] in name


ISO = """
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ
BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU
DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC
GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM
KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG
MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL
PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN
SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB
VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
"""

TERRITORIES = """
ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN IOT JEY MAC
MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR WLF
"""
