"""Signatures in the layouts that instruments have."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

from pactwatch.extract.actors import Actors
from pactwatch.extract.codebook import Codebook
from pactwatch.extract.signatories import SignatoryReader


@pytest.fixture(scope="module")
def reader() -> SignatoryReader:
    with as_file(files("pactwatch") / "codebook") as folder:
        return SignatoryReader(Codebook.load(folder), Actors.load(folder / "actors.yaml"))


ADA, BO = ("Ada Field", "Prime Minister", "NOR"), ("Bo Hill", "President", "UKR")


@pytest.mark.parametrize(
    "lines",
    [
        ["For Norway: Prime Minister Ada Field", "For Ukraine: Bo Hill, President"],
        ["• For Norway:", "Ada Field", "Prime Minister", "For the Government of Ukraine", "Bo Hill", "President"],
        ["For Norway:", "For Ukraine:", "Ada Field", "Prime Minister", "Bo Hill", "President"],
        ["For Norway: For Ukraine:", "Ada Field Bo Hill", "Prime Minister President"],
        ["For Norway For Ukraine", "Prime Minister Ada Field President Bo Hill"],
        [
            "Ada Field (signed)",
            "Prime Minister of the Kingdom of Norway",
            "____",
            "President of Ukraine, Bo Hill (signed)",
        ],
    ],
)
def test_two_signatories_in_every_layout(reader: SignatoryReader, lines: list[str]) -> None:
    found = [(one.name, (one.role or "").split(" of ")[0], one.actor) for one in reader.read(lines, "2024-05-03")]
    assert found == [ADA, BO]


def test_guarantors_and_witnesses_are_no_parties(reader: SignatoryReader) -> None:
    lines = [
        "Ada Field",
        "For Norway",
        "GUARANTORS:",
        "For the Republic of Chad",
        "Witnesses:",
        "For the European Union",
    ]
    found = [(one.capacity, one.name, one.actor) for one in reader.read(lines, None)]
    assert found == [("party", "Ada Field", "NOR"), ("guarantor", None, "TCD"), ("witness", None, "EU")]


def test_a_party_that_only_bears_a_states_name_is_not_the_state(reader: SignatoryReader) -> None:
    (signatory,) = reader.read(["For the United Sudan African Party: Ada Field"], None)
    assert (signatory.party, signatory.actor) == ("United Sudan African Party", None)


def test_one_who_speaks_for_nobody_keeps_the_name(reader: SignatoryReader) -> None:
    (signatory,) = reader.read(["C.D. Nobody (signed)"], None)
    assert (signatory.name, signatory.role, signatory.actor) == ("C.D. Nobody", None, None)
