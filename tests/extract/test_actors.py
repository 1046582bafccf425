"""Whom a text names, and whom a phrase means, with the actors that come with Pactwatch."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pactwatch
from pactwatch.extract.actors import Actors
from pactwatch.extract.places import Places
from pactwatch.extract.yaml_file import CodebookError

CODEBOOK = Path(pactwatch.__file__).parent / "codebook"
ACTORS = Actors.load(CODEBOOK / "actors.yaml")
DAY = "2025-05-25"

# The members of the United Nations, by ISO 3166 alpha-3, and those beside them that the field names.
UN = (
    "AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN "
    "BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP "
    "EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ "
    "ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO "
    "MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK "
    "PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK "
    "SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM "
    "YEM ZAF ZMB ZWE "
)


def mentions(text: str, on: str | None = DAY) -> list[tuple[str, str, str]]:
    return [(text[m.start : m.end], " ".join(m.codes), m.kind) for m in ACTORS.find(text, on)]


def test_every_member_of_the_united_nations_is_known() -> None:
    codes = UN.split()
    assert len(codes) == 193
    assert [code for code in [*codes, "XKX", "VAT", "TWN", "PSE"] if code not in ACTORS] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France's Élysée", [("France", "FRA", "state"), ("Élysée", "FRA", "seat")]),
        ("French and Ukrainian troops", [("French", "FRA", "adjective"), ("Ukrainian", "UKR", "adjective")]),
        ("Ukrainians and Poles", [("Ukrainians", "UKR", "adjective"), ("Poles", "POL", "adjective")]),
        ("The US asked us, and Turkey ate turkey", [("US", "USA", "state"), ("Turkey", "TUR", "state")]),
        ("the U.S. and the U.K.", [("U.S.", "USA", "state"), ("U.K.", "GBR", "state")]),
        ("Moscow told the Kremlin", [("Moscow", "RUS", "seat"), ("Kremlin", "RUS", "seat")]),
        ("the Verkhovna Rada", [("Verkhovna Rada", "UKR", "state")]),
        ("OSCE SMM and the OSCE", [("OSCE SMM", "OSCE SMM", "body"), ("OSCE", "OSCE", "body")]),
        ("SPLA-IG met SPLM/A-IO", [("SPLA-IG", "SSPDF", "body"), ("SPLM/A-IO", "SPLM/A-IO", "body")]),
        ("CTSAMM became CTSAMVM", [("CTSAMM", "CTSAMM", "body"), ("CTSAMVM", "CTSAMVM", "body")]),
        ("South Sudan and Sudan", [("South Sudan", "SSD", "state"), ("Sudan", "SDN", "state")]),
        ("the Baltic states", [("Baltic states", "Baltic states", "group")]),
        ("the DPR and LPR", [("DPR", "DPR", "body"), ("LPR", "LPR", "body")]),
    ],
)
def test_actors_are_found_by_their_names(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the Washington Post wrote",
        "the Minsk agreements and the Paris Declaration",
        "the Budapest Memorandum",
        "in Kyiv region, in Moscow Oblast",
        "told Melania Trump that",
        "the Black Sea, the Baltic Sea",
        "It may rain in May",
        "Major General Martin Abucha",
        "NOK75 billion (US$7.8 billion)",
    ],
)
def test_what_only_looks_like_an_actor_is_not_found(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Volodymyr Zelenskiy", "UKR"),
        ("Zelensky", "UKR"),
        ("Sergey Lavrov", "RUS"),
        ("Prime Minister May", "GBR"),
        ("Andrii Sybiha", "UKR"),
        ("President Kiir", "SSD"),
        ("Riek Machar", "SPLM/A-IO"),
    ],
)
def test_a_person_is_coded_with_whom_they_speak_for(name: str, code: str) -> None:
    assert [m.codes for m in ACTORS.find(name)] == [(code,)]


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("Kaja Kallas", "2024-02-16", "EST"),
        ("Kaja Kallas", "2025-02-16", "EU"),
        ("Mark Rutte", "2024-03-01", "NLD"),
        ("Mark Rutte", "2025-03-01", "NATO"),
        ("Donald Tusk", "2016-05-01", "EU"),
        ("Donald Tusk", "2024", "POL"),
        ("Rasmussen", "2014-03-01", "NATO"),
        ("Rasmussen", "2017-03-01", "DNK"),
        ("Ursula von der Leyen", "2018-06", "DEU"),
        ("Antonio Costa", "2024-12-19", "EU"),
    ],
)
def test_the_date_decides_whom_a_person_speaks_for(name: str, on: str, code: str) -> None:
    assert ACTORS.resolve(name, on) == (code,)


def test_an_office_that_has_ended_counts_only_where_nothing_else_is_said() -> None:
    (mention,) = ACTORS.find("Barack Obama", DAY)
    assert (mention.codes, mention.current) == (("USA",), False)
    assert ACTORS.resolve("the European Commission's Mario Draghi", DAY) == ("EU",)
    assert ACTORS.resolve("Mario Draghi", DAY) == ("ITA",)


def test_without_a_date_a_name_that_several_bear_stays_open() -> None:
    (mention,) = ACTORS.find("Rasmussen")
    assert mention.codes == ()


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("French President Emmanuel Macron", "FRA"),
        ("the Russian Defense Ministry", "RUS"),
        ("the Russian Security Council", "RUS"),
        ("Ukraine's defence ministry", "UKR"),
        ("the French and British leaders", "FRA GBR"),
        ("the foreign ministers of France, Germany and the UK", "FRA DEU GBR"),
        ("Ministry of Defence of Ukraine", "UKR"),
        ("the Kremlin", "RUS"),
        ("a spokesman for the Kremlin", "RUS"),
        ("Dmitry Peskov, the Kremlin spokesman", "RUS"),
        ("officials in Kyiv", "UKR"),
        ("US special envoy for Ukraine Keith Kellogg", "USA"),
        ("the US envoy to Ukraine and Russia", "USA"),
        ("US President Donald Trump's special envoy Keith Kellogg", "USA"),
        ("Trump's envoy", "USA"),
        ("Ukraine's ambassador to the UN", "UKR"),
        ("NATO Secretary General Mark Rutte", "NATO"),
        ("NATO member Turkey", "TUR"),
        ("Macron's Ukrainian counterpart", "UKR"),
        ("Trump's Russian counterpart Vladimir Putin", "RUS"),
        ("Ukraine and its allies", "UKR"),
        ("Bosnia and Herzegovina", "BIH"),
        ("a French-German brigade", "FRA DEU"),
        ("talks between Russia and Ukraine", "RUS UKR"),
        ("Russian troops in Ukraine", "RUS"),
        ("Ukraine's European allies", "European allies"),
    ],
)
def test_the_head_of_a_phrase_decides_who_is_meant(phrase: str, codes: str) -> None:
    assert " ".join(ACTORS.resolve(phrase, DAY)) == codes


@pytest.mark.parametrize(
    "phrase",
    [
        "Ukraine's allies",
        "supporters of Ukraine",
        "Russian-backed separatists",
        "pro-Russian forces",
        "a US-led coalition",
        "the special envoy for Ukraine",
        "emergency services",
        "",
    ],
)
def test_someone_else_is_not_the_actor_named(phrase: str) -> None:
    assert ACTORS.resolve(phrase, DAY) == ()


def test_an_authority_named_by_its_place_speaks_for_the_state() -> None:
    places = Places.load(CODEBOOK / "places.yaml")
    assert ACTORS.resolve("Sumy Oblast military administration", DAY) == ()
    assert ACTORS.resolve("Sumy Oblast military administration", DAY, places) == ("UKR",)
    assert ACTORS.resolve("the governor of the Belgorod region", DAY, places) == ("RUS",)
    assert ACTORS.resolve("local officials", DAY, places) == ()


def test_an_actor_gives_its_adjective_and_members() -> None:
    assert ACTORS.adjective_of("FRA") == "French"
    assert ACTORS.adjective_of("NATO") == "NATO"
    assert ACTORS["E3"].members == ("DEU", "FRA", "GBR")
    assert len(ACTORS["EU"].members) == 27
    assert len(ACTORS["NATO"].members) == 32


WORDS = [
    "France",
    "'s",
    "the",
    "Macron",
    "President",
    "and",
    ",",
    "of",
    "Kyiv",
    "Ukrainian",
    "allies",
    "in",
    "May",
    "-led",
]


@given(st.lists(st.sampled_from([*WORDS, "Élysée", "\n", "U.S.", "Trump", "envoy", "to", "’s"])).map(" ".join))
def test_mentions_are_in_order_and_apart_and_mean_themselves(text: str) -> None:
    after = 0
    for mention in ACTORS.find(text, DAY):
        assert after <= mention.start < mention.end <= len(text)
        after = mention.end
        if mention.kind not in ("person", "seat"):
            alone = ACTORS.find(text[mention.start : mention.end], DAY)
            assert [one.codes for one in alone] == [mention.codes]
    named = {code for mention in ACTORS.find(text, DAY) for code in mention.codes}
    assert set(ACTORS.resolve(text, DAY)) <= named


def test_a_bad_entry_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text(
        "states:\n"
        "  - {code: FRA, names: [France]}\n"
        "  - {code: FRA, names: [Frankreich]}\n"
        "bodies:\n"
        "  - {code: E3, names: [E3], members: [FRA, DEU]}\n"
        "persons:\n"
        "  - {name: Emmanuel Macron, offices: [{office: President, for: FRA, from: 14 May}]}\n",
        encoding="utf-8",
    )
    with pytest.raises(CodebookError) as caught:
        Actors.load(path)
    assert caught.value.line == 7
    path.write_text(path.read_text(encoding="utf-8").replace("14 May", "2017-05-14").replace("for: FRA", "for: FRE"))
    with pytest.raises(CodebookError) as caught:
        Actors.load(path)
    assert [fault.line for fault in caught.value.faults] == [3, 5, 7]
    assert "no actor has the code `FRE`" in str(caught.value)
