"""The gazetteer: old, other and Cyrillic names, a file of the user's own, and names kept ready for the next process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pactwatch
from pactwatch.extract import gazetteer
from pactwatch.extract.gazetteer import Gazetteer, PlacesFile
from pactwatch.extract.gazetteer_file import own_gazetteer
from pactwatch.extract.places import Places
from pactwatch.extract.yaml_file import CodebookError, load_yaml

FILE = load_yaml(Path(pactwatch.__file__).parent / "codebook" / "places.yaml", PlacesFile)
OWN = """name,other_names,country,admin1,latitude,longitude,population,kind
Leer Town,Leer|Лер,SSD,Unity,8.30,30.14,5000,
Leer,,SSD,SS-UY,8.20,30.10,,district
Hill Farm,,SSD,The Hills,7.1,30.2,40,
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "places.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pactwatch"


@pytest.fixture(scope="module")
def geonames() -> Gazetteer:
    made = Gazetteer(FILE)
    assert made.names
    return made


@pytest.mark.parametrize(
    ("names", "code", "latitude"),
    [
        (("Kyiv", "Kiev", "Київ", "Киев"), "UA-30", 50.45),
        (("Bakhmut", "Artemivsk", "Artyomovsk", "Бахмут"), "UA-14", 48.59),
        (("Odesa", "Odessa", "Одеса", "Одесса"), "UA-51", 46.49),
        (("Mykolaiv", "Nikolaev", "Николаев"), "UA-48", 46.97),
        (("Pokrovsk", "Krasnoarmiisk", "Krasnoarmeysk"), "UA-14", 48.28),
        (("Khmelnytskyi", "Khmelnytskyy", "Khmelnitsky"), "UA-68", 49.42),
        (("Juba",), "SS-EC", 4.85),
    ],
)
def test_one_town_under_its_names(geonames: Gazetteer, names: tuple[str, ...], code: str, latitude: float) -> None:
    for name in names:
        place = geonames.locate(name, "SSD" if code.startswith("SS") else "UKR")
        assert place is not None and (place.code, place.precision) == (code, "settlement"), name
        assert place.lat == pytest.approx(latitude, abs=0.05), name


def test_a_file_of_one_s_own_takes_the_place_of_geonames(own: Path) -> None:
    places = Places(FILE, own)
    town = places.locate("Лер")
    assert town is not None and (town.lat, town.code, town.precision) == (8.3, "SS-UY", "settlement")
    (county,) = places.find("clashes in Leer County, Unity State")
    assert (county.precision, county.lat, county.code) == ("district", 8.2, "SS-UY")
    farm = places.locate("Hill Farm")
    assert farm is not None and (farm.admin1, farm.code) == ("The Hills", None)
    kharkiv = places.locate("Kharkiv")
    assert kharkiv is not None and (kharkiv.precision, kharkiv.lat) == ("region", None)


def test_geojson_is_a_gazetteer_too(tmp_path: Path) -> None:
    said = {"name": "Leer", "country": "SSD", "latitude": 8.3, "longitude": 30.1}
    path = tmp_path / "places.geojson"
    path.write_text(
        json.dumps(
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": said, "geometry": None}]}
        )
    )
    (place,) = own_gazetteer(path)
    assert (place.name, place.lat, place.kind) == ("Leer", 8.3, "settlement")
    with_point = {"type": "Feature", "properties": {"name": "Leer", "country": "SSD"}}
    with_point["geometry"] = {"type": "Point", "coordinates": [30.1, 8.3]}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [with_point]}))
    assert [(one.lat, one.lon) for one in own_gazetteer(path)] == [(8.3, 30.1)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,SSD,,1,2,,", "line 2: name: it is empty"),
        ("X,,SSD,,1,,,", "line 2: latitude and longitude are given together"),
        ("X,,SSD,,north,2,,", "line 2: latitude: 'north' is no number of degrees"),
        ("X,,SSD,,1,2,many,", "line 2: population: 'many' is no whole number"),
        ("X,,SSD,,1,2,,castle", "line 2: kind: 'castle' is none of settlement, district, region"),
        ("", "there are no places in it"),
    ],
)
def test_a_file_that_is_wrong_is_told_with_its_line(own: Path, row: str, said: str) -> None:
    own.write_text(OWN.splitlines()[0] + f"\n{row}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=said):
        own_gazetteer(own)
    own.write_text("name,country\nX,SSD\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="no column latitude"):
        own_gazetteer(own)


def test_names_that_are_kept_are_the_same_and_are_not_made_again(
    own: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = dict(Gazetteer(FILE, own).names.items())
    (kept,) = cache.glob("places-*.json")

    def made_again(_: Gazetteer) -> None:
        raise AssertionError("made again")

    with monkeypatch.context() as patch:
        patch.setattr(Gazetteer, "_made", made_again)
        assert dict(Gazetteer(FILE, own).names.items()) == first
    # Another file, or one that was spoilt, is made anew.
    kept.write_text('{"places": 3}')
    assert dict(Gazetteer(FILE, own).names.items()) == first
    own.write_text(OWN.replace("8.30", "8.31"), encoding="utf-8")
    place = Gazetteer(FILE, own).locate("Лер")
    assert place is not None and place.lat == 8.31


def test_a_folder_that_cannot_be_written_does_no_harm(own: Path, cache: Path) -> None:
    cache.parent.write_text("a file where the folder should be")
    assert Gazetteer(FILE, own).locate("Hill Farm") is not None
    assert gazetteer.kept("x") is None
