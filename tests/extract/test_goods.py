"""Goods and people: what is promised or was handed over, with its number."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Denmark will send 18 howitzers and ammunition to Ukraine.", [("howitzers", 18), ("ammunition", None)]),
        ("Poland will send Ukraine a squadron of MiG-29 fighters.", [("squadron of MiG-29 fighters", 1)]),
        ("Russia and Ukraine agreed to exchange 500 prisoners of war.", [("prisoners of war", 500)]),
        ("Norway pledged 200 million euros in military aid to Ukraine.", []),
    ],
)
def test_goods_of_a_promise(story, text, goods):
    (claim,) = story(text, "commitment")
    assert [(item.name, item.count) for item in claim.items] == goods


def test_people_handed_over(story):
    (claim,) = story(
        "Russia and Ukraine exchanged 307 captured soldiers in a prisoner swap on Saturday.", "fulfilment"
    )
    assert [(item.name, item.count) for item in claim.items] == [("captured soldiers", 307)]
