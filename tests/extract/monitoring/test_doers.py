"""Who did it, as a sentence names them."""

from __future__ import annotations

import pytest

from pactwatch.extract.monitoring.doers import doers_of
from pactwatch.extract.monitoring.parties import Parties
from pactwatch.extract.monitoring.sorts import sorts_of


@pytest.fixture(scope="module")
def doers(extractor):
    words, actors = extractor._tools.codebook.monitoring, extractor._tools.actors
    mission = next(mission for mission in words.missions if mission.country == "SSD")
    parties = Parties(mission, actors, ("CTSAMM",), "2016-03-22")

    def read(text):
        parsed = extractor._language(text)
        ((_, tokens),) = sorts_of(parsed, words)
        return doers_of(tokens, text, parties)

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The village was attacked by SPLA soldiers on 5 March.", ("SSPDF",)),
        ("An officer was killed by armed civilians near Tali.", ("armed civilians",)),
        ("The convoy was ambushed by unknown gunmen near Tali.", ()),
        ("The officer was killed by the “White Army” near Tali.", ("White Army",)),
        ("Fighting broke out at Tali when Government Forces attacked the village.", ("SSPDF",)),
        ("There was a shooting at a car driven by SPLM/A-IO officials.", ()),
        ("It was agreed by both SPLM/A-IO and SSPDF that the killing of the trader was a crime.", ()),
    ],
)
def test_who_did_it(doers, text, expected):
    assert doers(text) == expected
