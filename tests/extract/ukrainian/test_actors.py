from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from pactwatch.extract.actors import Actors
from pactwatch.extract.ukrainian.actors import Naming


@pytest.mark.parametrize(
    ("text", "code", "nominative"),
    [
        ("Франція", "FRA", True),
        ("Францією", "FRA", False),
        ("Сполученого Королівства Великої Британії і Північної Ірландії", "GBR", False),
        ("Нідерланди", "NLD", True),
        ("Сполученими Штатами Америки", "USA", False),
        ("Чеській Республіці", "CZE", False),
        ("Європейського Союзу", "EU", False),
    ],
)
def test_states_are_known_in_every_case(codebook, text: str, code: str, nominative: bool) -> None:
    (mention,) = Naming(codebook.actors, ("UKR", "FRA")).find(text)
    assert (mention.codes, mention.nominative) == ((code,), nominative)


def test_the_parties_together_and_a_common_word(codebook) -> None:
    naming = Naming(codebook.actors, ("UKR", "FRA"))
    assert [each.codes for each in naming.find("Учасники та Сторонами")] == [("UKR", "FRA"), ("UKR", "FRA")]
    assert naming.find("сторони справи, дані про учасників") == []


def test_every_code_is_one_of_the_actors(codebook) -> None:
    actors = Actors.load(Path(str(files("pactwatch") / "codebook" / "actors.yaml")))
    assert [each.code for each in codebook.actors.actors if each.code not in actors] == []
