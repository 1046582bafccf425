"""Articles as findings cite them."""

from __future__ import annotations

import pytest

from pactwatch.extract.monitoring.articles import provisions_in, without_instruments
from pactwatch.extract.monitoring.words import InstrumentEntry

INSTRUMENTS = (
    InstrumentEntry(name="R-ARCSS", also=("R- ARCSS",)),
    InstrumentEntry(name="ACoH", also=("ACOH",)),
    InstrumentEntry(name="COHA", also=("Cessation of Hostilities Agreement",)),
)


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("in violation of Article 2.1.10 of the R-ARCSS", ("R-ARCSS article 2.1.10",)),
        (
            "the following provisions of the R- ARCSS: Articles 2.1.10.0 and Article 2.0.10.0.",
            ("R-ARCSS article 2.1.10.0", "R-ARCSS article 2.0.10.0"),
        ),
        ("violates 4.0, 4.1 and 4.2 of the COHA", ("COHA article 4.0", "COHA article 4.1", "COHA article 4.2")),
        ("in clear violation of the ACOH, specifically Article Three", ("ACoH article Three",)),
        ("in violation of the R-ARCSS and ACoH", ("R-ARCSS", "ACoH")),
        ("on 20 November 2020 they moved 80 soldiers", ()),
    ],
)
def test_provisions(text, provisions):
    assert provisions_in(text, INSTRUMENTS) == provisions


def test_the_day_of_an_agreement_is_blanked_with_its_name():
    text = "violated the Cessation of Hostilities Agreement (COHA), 23 January 2014 in Nassir"
    assert without_instruments(text, INSTRUMENTS).split() == ["violated", "the", "in", "Nassir"]
