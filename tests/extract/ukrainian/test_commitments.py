"""What is promised, by whom, how firmly, on what condition."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "firmness", "polarity"),
    [
        ("Норвегія надаватиме Україні зброю.", "signed", "will"),
        ("Норвегія надасть Україні зброю.", "signed", "will"),
        ("Норвегія буде надавати Україні зброю.", "signed", "will"),
        ("Норвегія зобов’язується надавати Україні зброю.", "signed", "will"),
        ("Норвегія залишатиметься відданою наданню Україні зброї.", "signed", "will"),
        ("Норвегія має намір надати Україні зброю.", "intended", "will"),
        ("Норвегія планує надати Україні зброю.", "announced", "will"),
        ("Норвегія може надати Україні зброю.", "considered", "will"),
        ("Норвегія розгляне можливість надання Україні зброї.", "considered", "will"),
        ("Норвегія не виключає можливості передачі Україні зброї.", "considered", "will"),
        ("Норвегія не надаватиме Україні зброї.", "signed", "will_not"),
    ],
)
def test_firmness_is_that_of_the_verb(read, sentence: str, firmness: str, polarity: str) -> None:
    (claim,) = read(sentence)
    assert (claim.promisors, claim.promisees, claim.action) == (("NOR",), ("UKR",), "military_aid")
    assert (claim.firmness, claim.polarity, claim.section) == (firmness, polarity, "1.1")


@pytest.mark.parametrize(
    "sentence",
    [
        "Норвегія надала Україні зброю у 2023 році.",
        "Норвегія підтримує прагнення України до миру.",
        "Учасники визнають, що Норвегія надаватиме Україні зброю.",
        "Росія повинна відшкодувати Україні збитки.",
        "Зброя, яку надаватиме Норвегія, є сучасною.",
        "Цей механізм забезпечить Україні зброю.",
    ],
)
def test_what_is_past_recalled_or_of_others_is_no_promise(read, sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "promisors"),
    [
        ("Збройні сили Норвегії проводитимуть навчання.", ("NOR",)),
        ("Норвезька Сторона проводитиме навчання.", ("NOR",)),
        ("Україна та Норвегія проводитимуть навчання.", ("UKR", "NOR")),
        ("Учасники за необхідності проводитимуть навчання.", ("UKR", "NOR")),
        ("Навчання проводитимуться Норвегією.", ("NOR",)),
        ("Політика Норвегії полягає в наданні допомоги.", ("NOR",)),
        ("Норвегія підтверджує, що вона проводитиме навчання.", ("NOR",)),
    ],
)
def test_who_promises(read, sentence: str, promisors: tuple[str, ...]) -> None:
    assert [claim.promisors for claim in read(sentence)] == [promisors]


def test_one_sentence_with_three_promises_gives_three(read) -> None:
    claims = read("Норвегія надасть зброю, проводитиме навчання військових, а Україна продовжить судову реформу.")
    assert [(claim.promisors, claim.action) for claim in claims] == [
        (("NOR",), "military_aid"),
        (("NOR",), "training"),
        (("UKR",), "reform"),
    ]
    assert [claim.quote for claim in claims] == [
        "Норвегія надасть зброю",
        "проводитиме навчання військових",
        "Україна продовжить судову реформу.",
    ]


def test_further_infinitives_promise_besides(read) -> None:
    claims = read("Норвегія зобов’язується надавати зброю та запроваджувати санкції проти Росії.")
    assert [claim.action for claim in claims] == ["military_aid", "sanctions"]


@pytest.mark.parametrize(
    ("sentence", "condition", "trigger"),
    [
        ("Після припинення вогню Норвегія братиме участь у моніторингу.", "Після припинення вогню", "ceasefire"),
        ("На запит України Норвегія проводитиме навчання.", "На запит України", "request"),
        ("Щойно дозволять умови, Норвегія проводитиме навчання.", "Щойно дозволять умови", "other"),
        ("Норвегія проводитиме навчання в межах своїх можливостей.", "в межах своїх можливостей", "none"),
        ("Поки триває агресія Росії, Норвегія зберігатиме санкції.", "Поки триває агресія Росії", "other"),
    ],
)
def test_conditions_are_quoted_and_say_what_sets_off(read, sentence: str, condition: str, trigger: str) -> None:
    (claim,) = read(sentence)
    assert (claim.condition, claim.trigger) == (condition, trigger)


def test_an_attack_activates_consultation_and_then_help(read) -> None:
    consult, help_, costs = read(
        "У разі майбутнього збройного нападу Росії на Україну Учасники протягом 24 годин проведуть консультації.",
        "За цих обставин Норвегія надасть Україні швидку та сталу допомогу, а також запровадить санкції.",
    )
    assert (consult.action, consult.trigger, consult.respond_within) == ("consultation", "attack", "PT24H")
    assert consult.condition == "У разі майбутнього збройного нападу Росії на Україну"
    assert (help_.action, help_.trigger, help_.promisees) == ("assistance_if_attacked", "attack", ("UKR",))
    assert (costs.action, costs.trigger) == ("sanctions", "attack")


def test_amounts_goods_and_times(read) -> None:
    money, goods = read(
        "У 2025 році Норвегія надасть до 1,7 млрд євро військової допомоги.",
        "Норвегія передасть 12 гаубиць до кінця 2026 року.",
    )
    assert [(each.value, each.currency, each.qualifier) for each in money.amounts] == [(1.7e9, "EUR", "up_to")]
    assert (money.period, money.due) == ("2025", None)
    assert [(each.name, each.count) for each in goods.items] == [("гаубиць", 12)]
    assert goods.due == "2026-12-31"


def test_items_of_a_list_inherit_their_lead_in(read) -> None:
    claims = read("Норвегія зобов’язується:\nа) надавати зброю;\nб) проводити навчання;\nв) запровадити санкції.")
    assert [(claim.promisors, claim.action, claim.section) for claim in claims] == [
        (("NOR",), "military_aid", "1.1(а)"),
        (("NOR",), "training", "1.1(б)"),
        (("NOR",), "sanctions", "1.1(в)"),
    ]


def test_the_heading_decides_between_two_actions(read) -> None:
    sentence = "Норвегія підтримуватиме відбудову та навчання військових."
    assert [claim.action for claim in read(sentence)] == ["reconstruction"]
    assert [claim.action for claim in read(sentence, heading="Тренування")] == ["training"]


def test_a_line_that_only_names_a_party_says_who_does_the_items(read) -> None:
    claims = read("Норвезька Сторона:\n1) надасть зброю;\n2) не скасовуватиме мит.")
    assert [(claim.promisors, claim.polarity) for claim in claims] == [(("NOR",), "will"), (("NOR",), "will_not")]


def test_a_year_of_what_was_done_is_not_that_of_the_promise(read) -> None:
    (claim,) = read("Норвегія надала зброю у 2022 та 2023 роках і має намір надавати зброю у 2024 році.")
    assert claim.period == "2024"
