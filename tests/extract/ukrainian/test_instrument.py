from __future__ import annotations

from pactwatch.extract.ukrainian.instrument import is_instrument, naming_of
from pactwatch.read.document import Document
from pactwatch.read.sections import sections_of

OPENING = (
    "Україна, з одного боку, та Данія і Литва (далі – «Партнери»), з іншого боку, далі разом – «Учасники», "
    "домовилися про таке."
)
ARTICLES = "\n".join(f"{number}. Учасники співпрацюватимуть у сфері безпеки." for number in range(1, 6))


def document(text: str, title: str | None) -> Document:
    return Document(doc="d.txt", text=text, title=title, language="uk", sections=sections_of(text))


def test_an_agreement_is_told_from_a_report_of_one() -> None:
    assert is_instrument(document(f"Угода\n{OPENING}\n{ARTICLES}", "Угода"))
    assert not is_instrument(document("Київ і Рим підписали угоду. Сторони співпрацюватимуть. " * 20, "Новини"))


def test_a_term_stands_for_those_whom_the_opening_defines_it_for(codebook) -> None:
    title = "Угода між Україною, Данією та Литвою"
    naming = naming_of(document(f"{title}\n{OPENING}\n{ARTICLES}", title), codebook.actors)
    assert naming.parties == ("UKR", "DNK", "LTU")
    assert [each.codes for each in naming.find("Партнери, Партнерами")] == [("DNK", "LTU")] * 2
    assert [each.codes for each in naming.find("Учасники")] == [("UKR", "DNK", "LTU")]


def test_a_term_in_the_singular_stands_for_the_name_before_it(codebook) -> None:
    title = "УГОДА МІЖ УКРАЇНОЮ ТА СПОЛУЧЕНИМ КОРОЛІВСТВОМ ВЕЛИКОЇ БРИТАНІЇ І ПІВНІЧНОЇ ІРЛАНДІЇ"
    opening = "Україна та Сполучене Королівство Великої Британії і Північної Ірландії (далі – «Королівство»)"
    naming = naming_of(document(f"{title}\n{opening}\n{ARTICLES}", title), codebook.actors)
    assert naming.parties == ("UKR", "GBR")
    assert [each.codes for each in naming.find("Королівство")] == [("GBR",)]


def test_the_usual_names_are_all_parties_however_they_are_brought_in(codebook) -> None:
    title = "Меморандум між Кабінетом Міністрів України та Урядом Королівства Нідерланди"
    opening = "Кабінет Міністрів України та Уряд Королівства Нідерланди (далі – «Сторони») домовилися про таке:"
    naming = naming_of(document(f"{title}\n{opening}\n{ARTICLES}", title), codebook.actors)
    assert [each.codes for each in naming.find("Сторони")] == [("UKR", "NLD")]
