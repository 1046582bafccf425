"""What an instrument in Ukrainian says about itself."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "provision", "value"),
    [
        ("Ця Угода набирає чинності з моменту підписання.", "entry_into_force", "з моменту підписання"),
        ("Угода набуває чинності 1 січня 2025 року.", "entry_into_force", "2025-01-01"),
        ("Ця Угода діє протягом десяти (10) років з дати її підписання.", "term", "P10Y"),
        ("Ця Угода укладається на десятирічний строк.", "term", "P10Y"),
        ("Дія Угоди становить сім років.", "term", "P7Y"),
        (
            "Учасник може припинити дію цієї Угоди, письмово повідомивши про це за шість місяців.",
            "termination_notice",
            "P6M",
        ),
        ("У разі нападу на Україну Учасники консультуватимуться протягом доби.", "consultation", "PT24H"),
        ("Ця Угода не створює юридичних зобов’язань за міжнародним правом.", "legal_status", "non_binding"),
        ("Ця Угода є юридично обов’язковою для Сторін.", "legal_status", "binding"),
        ("Зміни до цієї Угоди вносяться за взаємною згодою Учасників.", "amendment", "за взаємною згодою Учасників"),
        ("Учасники щороку переглядатимуть виконання цієї Угоди.", "review", "P1Y"),
        ("Ця Угода переглядається кожні два роки.", "review", "P2Y"),
    ],
)
def test_provisions_have_their_value(read, sentence: str, provision: str, value: str) -> None:
    claims = read(sentence, kind="provision")
    assert [(claim.provision, claim.value) for claim in claims] == [(provision, value)]


def test_notice_stands_in_the_sentence_after_the_right_to_terminate(read) -> None:
    claims = read(
        "Дію цієї Угоди може бути припинено шляхом письмового повідомлення. "
        "Вона втрачає чинність через три місяці з дати отримання повідомлення.",
        kind="provision",
    )
    assert [(claim.provision, claim.value) for claim in claims] == [("termination_notice", "P3M")]


def test_how_long_it_lasts_is_not_the_notice(read) -> None:
    claims = read(
        "Ця Угода залишатиметься чинною протягом 10 років, якщо жодна зі Сторін не повідомить про намір припинити "
        "її дію не менш ніж за три місяці.",
        kind="provision",
    )
    assert {claim.provision: claim.value for claim in claims} == {"term": "P10Y", "termination_notice": "P3M"}


@pytest.mark.parametrize(
    ("sentence", "day", "place"),
    [
        ("Підписано в м. Київ 24 лютого 2024 року українською мовою.", "2024-02-24", "Київ"),
        ("Вчинено у Вільнюсі «12» січня 2024 року у двох примірниках.", "2024-01-12", "Вільнюсі"),
    ],
)
def test_signature_has_its_day_and_place(read, sentence: str, day: str, place: str) -> None:
    (claim,) = read(sentence, kind="provision")
    assert (claim.provision, claim.value, claim.place) == ("signature", day, place)


def test_sums_say_whether_they_are_still_to_come(read) -> None:
    claims = read("Норвегія надала приблизно 400 млн євро.", "Норвегія виділить 9 мільйонів євро.", kind="provision")
    assert [(claim.amounts[0].value, claim.amounts[0].qualifier, claim.future) for claim in claims] == [
        (4e8, "about", False),
        (9e6, "exact", True),
    ]


def test_what_is_said_of_another_agreement_is_none(read) -> None:
    assert read("Угода про асоціацію набирає чинності 1 вересня 2017 року.", kind="provision") == []
    assert read("Норвегія допомагатиме протягом десятирічного строку дії цієї Угоди.", kind="provision") == []


def test_its_means_the_instrument_that_the_paragraph_spoke_of(read) -> None:
    claims = read(
        "Ця Угода набирає чинності з дати підписання і діє п’ять років. Її дія продовжується на п’ятирічні періоди, якщо "
        "жодна зі Сторін не повідомить про намір припинити її дію не пізніше ніж за 90 днів.",
        kind="provision",
    )
    assert [(claim.provision, claim.value) for claim in claims] == [
        ("entry_into_force", "з дати підписання"),
        ("term", "P5Y"),
        ("termination_notice", "P90D"),
    ]
