from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.reconcile.place_name import PlaceName


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kharkiv", "downtown Kharkiv"),
        ("Kyiv", "Kiev"),
        ("Luhansk", "Lugansk"),
        ("Odesa", "Odessa"),
        ("Kherson", "the centre of Kherson"),
        ("Dnipro", "Dnepr"),
        ("village of Nezhegol", "Nezhegol"),
        ("Sumy Oblast border", "Sumy"),
        ("Juba, South Sudan", "Juba"),
        ("Khmelnytskyi region of western Ukraine", "Khmelnytskyi Oblast"),
    ],
)
def test_one_place_in_different_words(one: str, other: str) -> None:
    here, there = PlaceName.parse(one), PlaceName.parse(other)
    assert here is not None
    assert there is not None
    assert here.meets(there)


IN_COUNTRIES = [
    ("Khmelnytskyi region, in western Ukraine", "across Ukraine"),
    ("Juba, South Sudan", "South Sudan"),
    ("Zhytomyr region of northwestern Ukraine", "Khmelnytskyi region of western Ukraine"),
]


@pytest.mark.parametrize(
    ("one", "other"), [("Kharkiv", "Kherson"), ("Donetsk", "Dnipro"), ("Leer", "Bor"), *IN_COUNTRIES]
)
def test_different_places(one: str, other: str) -> None:
    here, there = PlaceName.parse(one), PlaceName.parse(other)
    assert here is not None
    assert there is not None
    assert not here.meets(there)


@pytest.mark.parametrize(
    "text",
    ["Kyiv region", "five districts of Belgorod", "Ukrainian cities", "Sumy Oblast border", "across Ukraine", "Mali"],
)
def test_an_area_is_known_as_one(text: str) -> None:
    place = PlaceName.parse(text)
    assert place is not None
    assert place.area


@pytest.mark.parametrize(
    ("text", "area", "district"),
    [("Kherson", False, False), ("Kherson district", True, True), ("Sumy Oblast", True, False)],
)
def test_a_district_is_the_land_about_one_settlement(text: str, area: bool, district: bool) -> None:
    place = PlaceName.parse(text)
    assert place is not None
    assert (place.area, place.district, place.region) == (area, district, area and not district)


@pytest.mark.parametrize("text", [None, "", "near the border", "the city", "—"])
def test_words_that_name_no_place(text: str | None) -> None:
    assert PlaceName.parse(text) is None


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_meeting_is_symmetric(one: str, other: str) -> None:
    here, there = PlaceName.parse(one), PlaceName.parse(other)
    if here is not None and there is not None:
        assert here.meets(there) == there.meets(here)
        assert here.meets(here)
