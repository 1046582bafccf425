from __future__ import annotations

from pathlib import Path

from pactwatch.extract.claim import Claim, CommitmentClaim, ProvisionClaim
from pactwatch.judge.check import check_terms
from pactwatch.judge.draft import draft_terms
from pactwatch.judge.terms import Terms, load_terms
from pactwatch.read.document import Document
from pactwatch.read.reader import read_file

TEXT = """Agreement on the Lake

1. Ceasefire
The parties shall not open fire on each other.

2. Prisoners
The parties shall release all prisoners by 2 May 2025.

3. Talks
Talks: in good faith.
"""


def agreement(tmp_path: Path) -> Document:
    path = tmp_path / "lake.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read_file(path)


def drafted(tmp_path: Path, document: Document, claims: list[Claim]) -> tuple[Terms, Path]:
    path = tmp_path / "draft.yaml"
    path.write_text(draft_terms(document, claims), encoding="utf-8")
    return load_terms(path), path


def claims_in(document: Document) -> list[Claim]:
    def commitment(quote: str, **fields: object) -> CommitmentClaim:
        start = document.text.index(quote)
        given = {"doc": "lake.txt", "start": start, "end": start + len(quote), "quote": quote, "firmness": "signed"}
        return CommitmentClaim.model_validate({**given, "promisors": ["AAA", "BBB"], **fields})

    title = "Agreement on the Lake"
    signed = ProvisionClaim(
        doc="lake.txt", start=0, end=len(title), quote=title, provision="signature", value="2025-04-01"
    )
    return [
        signed,
        commitment("The parties shall not open fire on each other.", action="ceasefire", polarity="will_not"),
        commitment("The parties shall release all prisoners", action="prisoner_release", due="2025-05-02"),
    ]


def test_commitments_become_rules_and_duties(tmp_path: Path) -> None:
    document = agreement(tmp_path)
    terms, _ = drafted(tmp_path, document, claims_in(document))
    (rule,), (duty,) = terms.rules, terms.duties
    assert (rule.article, rule.quote) == ("1", "The parties shall not open fire on each other.")
    assert rule.forbids.by == ("AAA", "BBB")
    assert "shelling" in rule.forbids.types
    assert (duty.article, duty.kind, str(duty.by)) == ("2", "prisoner_release", "2025-05-02")
    assert str(terms.in_force[0].first) == "2025-04-01"


def test_what_a_person_has_to_finish_is_reported(tmp_path: Path) -> None:
    document = agreement(tmp_path)
    terms, path = drafted(tmp_path, document, claims_in(document))
    remarks = check_terms(terms, path, [document])
    assert not [remark for remark in remarks if remark.severity == "error"]
    unfinished = [remark.text for remark in remarks if "unfinished" in remark.text]
    assert any("article 3: no commitment was read in it" in text for text in unfinished)
    assert any("agents" in text for text in unfinished)


def test_a_text_without_commitments_gives_terms_that_load(tmp_path: Path) -> None:
    document = agreement(tmp_path)
    terms, _ = drafted(tmp_path, document, [])
    assert terms.in_force == ()
    assert [duty.id for duty in terms.duties] == ["TODO"]


def test_a_promise_that_was_read_at_several_words_is_one_rule(tmp_path: Path) -> None:
    path = tmp_path / "lake.txt"
    path.write_text(
        "1. Ceasefire\nThe parties shall not open fire and shall not shell each other. Nor shall they advance.\n",
        encoding="utf-8",
    )
    document = read_file(path)

    def promise(quote: str, *promisors: str) -> CommitmentClaim:
        start = document.text.index(quote)
        said = {"doc": "lake.txt", "start": start, "end": start + len(quote), "quote": quote, "firmness": "signed"}
        return CommitmentClaim.model_validate({**said, "action": "ceasefire", "promisors": promisors})

    whole = "The parties shall not open fire and shall not shell each other."
    claims: list[Claim] = [
        promise("The parties shall not open fire", "AAA", "BBB"),
        promise("shall not shell each other.", "BBB", "AAA"),
        promise("not open fire and shall not shell each other", "AAA", "BBB"),
        promise("Nor shall they advance.", "AAA", "BBB"),
        promise("shell each other", "AAA"),
    ]
    terms, _ = drafted(tmp_path, document, claims)
    assert [rule.quote for rule in terms.rules] == [whole, "shell each other", "Nor shall they advance."]
