"""Who promises: the parties, whoever a pronoun or a noun of promising means, all forces, or a body with a duty."""

from __future__ import annotations

import pytest

BOTH = {"DNK", "UKR"}


@pytest.mark.parametrize(
    ("article", "promisors"),
    [
        ("In case of an attack on Ukraine, the Participants, at the request of either, will consult at once.", BOTH),
        ("Denmark affirms that in those circumstances it would provide Ukraine with security assistance.", {"DNK"}),
        ("All forces shall immediately cease hostile military actions.", BOTH),
        ("Danish military assistance will be continued.", {"DNK"}),
        ("The JMCC shall monitor the ceasefire.", {"JMCC"}),
        ("The National Elections Commission shall hold elections.", {"National Elections Commission"}),
    ],
)
def test_who_promises(instrument, article, promisors):
    found = instrument([article], "commitment")
    assert found and {code for claim in found for code in claim.promisors} == promisors


def test_what_nobody_does_is_promised_by_nobody(instrument):
    assert instrument(["The legacy of the war will demand much of military education."], "commitment") == []
