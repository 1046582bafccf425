from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reconcile.claims import decided, shelling

from judge.terms import pause, rule
from pactwatch.judge.finding import Finding
from pactwatch.judge.judgement import developments, judge
from pactwatch.judge.terms import Terms
from pactwatch.ledger.stored import Decision, StoredClaim
from pactwatch.reconcile.reconciler import reconcile

EXERCISE = {"id": "exercise", "words": "Announced exercises are no breach.", "against": ["training ground"]}


def found(terms: Terms, *claims: StoredClaim, decisions: Sequence[Decision] = ()) -> list[Finding]:
    return judge(terms, reconcile(claims, decisions))


def the(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, findings
    return findings[0]


def as_one(*claims: StoredClaim) -> list[Decision]:
    """A person's decision that the claims are of one incident."""
    return [decided("same", *(claim.id for claim in claims))]


def test_a_violation_with_its_reasons() -> None:
    finding = the(found(pause(), shelling("a", quote="Russian artillery shelled an energy facility in Kherson")))
    assert (finding.verdict, finding.breach, finding.responsibility) == ("violation", "established", "established")
    assert finding.violators == ("RUS",)
    assert finding.grade == "fair"
    assert finding.article == "2.1"
    assert finding.words == "Neither side strikes the energy facilities of the other."
    assert finding.missing == ()
    assert finding.happened == "2025-03-27"
    assert finding.reasons[0].text == "Violation of article 2.1 by RUS."
    facts = [ground for ground in finding.reasons if ground.text.startswith("Target: an energy facility (fair")]
    assert facts[0].claims == ("a",)
    assert facts[0].quotes == ("Russian artillery shelled an energy facility in Kherson",)


# What varies in one report, and what then becomes of it. None: the rule does not speak of it.
@pytest.mark.parametrize(
    ("changes", "verdict", "missing"),
    [
        ({}, "violation", ()),
        ({"perpetrator": "DPR"}, "violation", ()),
        ({"date": "2025-03-17"}, None, ()),
        ({"date": "2025-03-17/2025-03-18"}, "inconclusive", ("date",)),
        ({"date": None}, "inconclusive", ("date",)),
        ({"date": None, "published": "2025-03-01"}, None, ()),
        ({"perpetrator": None}, "inconclusive", ("perpetrator",)),
        ({"perpetrator": "armed men"}, "inconclusive", ("perpetrator",)),
        ({"perpetrator": "BLR"}, None, ()),
        ({"type": "looting or property destruction"}, None, ()),
        ({"type": "attack"}, "inconclusive", ("type",)),
        ({"target": None}, "inconclusive", ("target",)),
        ({"target": "a facility"}, "inconclusive", ("target",)),
        ({"target": "a school"}, "no_violation", ()),
        ({"target": None, "perpetrator": None}, "inconclusive", ("perpetrator", "target")),
        ({"target": "a school", "perpetrator": None}, "no_violation", ()),
        ({"speaker": "Ukraine's General Staff"}, "inconclusive", ("corroboration",)),
        ({"speaker": "the Kremlin"}, "violation", ()),  # who admits it is believed
        ({"speaker": "the regional prosecutor"}, "violation", ()),
        ({"alleged": True}, "inconclusive", ("corroboration",)),
        ({"speaker": "Kyiv", "target": None}, "inconclusive", ("target", "corroboration")),
    ],
)
def test_one_report(changes: dict[str, Any], verdict: str | None, missing: tuple[str, ...]) -> None:
    findings = found(pause(), shelling("a", **changes))
    assert [(finding.verdict, finding.missing) for finding in findings] == ([(verdict, missing)] if verdict else [])


@pytest.mark.parametrize(
    ("first", "second", "grade"),
    [
        ({}, {}, "confirmed"),
        ({}, {"speaker": "Kyiv's mayor"}, "confirmed"),  # one of the two speaks for no party
        ({}, {"outlet": "Outlet a"}, "fair"),  # one source twice
        ({"speaker": "Ukraine's police"}, {"speaker": "Kyiv's mayor"}, "weak"),  # the adversary twice
        ({"alleged": True}, {"alleged": True}, "weak"),
    ],
)
def test_the_grade_of_two_reports(first: dict[str, Any], second: dict[str, Any], grade: str) -> None:
    assert the(found(pause(), shelling("a", **first), shelling("b", **second))).grade == grade


class TestResponsibility:
    """Whether the rule was broken is one question; who broke it is another."""

    def test_two_neutral_reports_that_name_different_parties_establish_the_breach_alone(self) -> None:
        claims = shelling("a"), shelling("b", perpetrator="UKR")
        finding = the(found(pause(), *claims, decisions=as_one(*claims)))
        assert (finding.verdict, finding.breach, finding.responsibility) == (
            "violation",
            "established",
            "not_established",
        )
        assert finding.violators == ()
        assert finding.grade == "contested"
        assert "who is responsible cannot be shown" in finding.reasons[0].text

    def test_an_accusation_by_the_adversary_is_set_aside(self) -> None:
        claims = shelling("a"), shelling("b", perpetrator="UKR", speaker="Russia's Defence Ministry")
        finding = the(found(pause(), *claims, decisions=as_one(*claims)))
        assert finding.violators == ("RUS",)
        assert any("UKR" in ground.text and "set aside" in ground.text for ground in finding.reasons)

    def test_not_under_the_higher_standard(self) -> None:
        claims = shelling("a"), shelling("b"), shelling("c", perpetrator="UKR", speaker="Russia's Defence Ministry")
        terms = pause(standard_of_evidence={"name": "clear_and_convincing"})
        finding = the(found(terms, *claims, decisions=as_one(*claims)))
        assert (finding.verdict, finding.responsibility, finding.grade) == (
            "violation",
            "not_established",
            "contested",
        )

    def test_where_the_rule_binds_one_of_the_accused_only(self) -> None:
        claims = shelling("a"), shelling("b", perpetrator="UKR")
        finding = the(found(pause(rules=[rule(by=["RUS"])]), *claims, decisions=as_one(*claims)))
        assert (finding.verdict, finding.missing) == ("inconclusive", ("perpetrator",))


class TestStandards:
    def test_one_source_is_not_clear_and_convincing(self) -> None:
        terms = pause(standard_of_evidence={"name": "clear_and_convincing"})
        assert the(found(terms, shelling("a"))).missing == ("corroboration",)
        assert the(found(terms, shelling("a"), shelling("b"))).verdict == "violation"

    def test_a_copy_does_not_corroborate(self) -> None:
        words = "Russian artillery shelled an energy facility in Kherson on Thursday"
        terms = pause(standard_of_evidence={"name": "clear_and_convincing"})
        assert the(found(terms, shelling("a", quote=words), shelling("b", quote=words))).verdict == "inconclusive"

    def test_the_table_is_the_terms_own(self) -> None:
        terms = pause(standard_of_evidence={"table": [{"grade": "fair", "sources": 3}]})
        assert the(found(terms, shelling("a"), shelling("b"))).missing == ("corroboration",)
        assert the(found(terms, shelling("a"), shelling("b"), shelling("c"))).verdict == "violation"


class TestExceptionsAndZones:
    def test_an_exception_that_applies(self) -> None:
        terms = pause(rules=[{**rule(against=[]), "exceptions": [EXERCISE]}])
        finding = the(found(terms, shelling("a", target="a training ground")))
        assert (finding.verdict, finding.breach) == ("no_violation", "refuted")
        assert finding.reasons[-1].text == "The exception exercise (“Announced exercises are no breach.”) applies."

    def test_an_exception_that_may_apply(self) -> None:
        terms = pause(rules=[{**rule(against=[]), "exceptions": [EXERCISE]}])
        assert the(found(terms, shelling("a", target=None))).missing == ("target",)
        assert the(found(terms, shelling("a", target="a school"))).verdict == "violation"

    @pytest.mark.parametrize(
        ("admin1", "verdict", "missing"),
        [
            ("Kherson Oblast", "violation", ()),
            ("Sumy Oblast", None, ()),  # the rule could not apply there
            (None, "inconclusive", ("place",)),
        ],
    )
    def test_a_zone(self, admin1: str | None, verdict: str | None, missing: tuple[str, ...]) -> None:
        terms = pause(rules=[rule(where=["coast"])])
        findings = found(terms, shelling("a", place="Bilozerka", admin1=admin1))
        assert [(each.verdict, each.missing) for each in findings] == ([(verdict, missing)] if verdict else [])


class TestPeople:
    def test_what_is_wrong_is_no_evidence(self) -> None:
        claims = shelling("a"), shelling("b", target=None)
        assert the(found(pause(), *claims)).verdict == "violation"
        finding = the(found(pause(), *claims, decisions=[decided("wrong", "a")]))
        assert (finding.verdict, finding.evidence) == ("inconclusive", ("b",))

    def test_nothing_is_found_where_all_is_wrong(self) -> None:
        assert found(pause(), shelling("a"), decisions=[decided("wrong", "a")]) == []

    def test_what_is_right_settles_it(self) -> None:
        claims = shelling("a"), shelling("b", perpetrator="UKR")
        finding = the(found(pause(), *claims, decisions=[*as_one(*claims), decided("right", "a", hours=2)]))
        assert finding.violators == ("RUS",)


class TestMadeKnown:
    def test_it_does_not_move_with_one_more_report(self) -> None:
        first = shelling("a", published="2025-03-28")
        assert the(found(pause(), first)).made_known == date(2025, 3, 28)
        assert the(found(pause(), first, shelling("b", published="2025-04-20"))).made_known == date(2025, 3, 28)

    def test_it_is_the_day_of_the_report_that_settled_it(self) -> None:
        claims = shelling("a", target=None, published="2025-03-28"), shelling("b", published="2025-04-02")
        assert the(found(pause(), *claims)).made_known == date(2025, 4, 2)

    def test_only_a_violation_has_it(self) -> None:
        assert the(found(pause(), shelling("a", target=None))).made_known is None


class TestDevelopments:
    def test_a_change_of_facts_changes_the_finding_and_what_was_found_before_stays_told(self) -> None:
        claims = (
            shelling("a", target=None, published="2025-03-28"),
            shelling("b", published="2025-04-02"),
            shelling("c", published="2025-04-03"),
            shelling("d", perpetrator="UKR", published="2025-04-05"),
        )
        (record,) = reconcile(list(claims), as_one(*claims))
        steps = developments(pause(), record)
        assert [(str(step.known), step.verdict, step.violators) for step in steps] == [
            ("2025-03-28", "inconclusive", ()),
            ("2025-04-02", "violation", ("RUS",)),
            ("2025-04-03", "violation", ("RUS",)),  # better carried
            ("2025-04-05", "violation", ()),
        ]
        assert len({step.finding for step in steps}) == 1

    def test_a_finding_that_goes_is_told(self) -> None:
        claims = (
            shelling("a", date=None, published="2025-03-28"),
            shelling("b", date="2025-03-01", published="2025-04-02"),
        )
        (record,) = reconcile(list(claims), as_one(*claims))
        assert [step.verdict for step in developments(pause(), record)] == ["inconclusive", None]


def test_each_rule_gives_a_finding_of_its_own() -> None:
    second = {**rule(against=[]), "id": "fire", "article": "2.2"}
    findings = found(pause(rules=[rule(), second]), shelling("a"))
    assert [finding.rule for finding in findings] == ["energy", "fire"]
    assert len({finding.id for finding in findings}) == 2


def test_records_of_other_kinds_are_passed_over() -> None:
    records = reconcile([shelling("a")])
    assert judge(pause(), [records[0].model_copy(update={"kind": "meeting"})]) == []


changes = st.fixed_dictionaries(
    {
        "date": st.sampled_from([None, "2025-03-17", "2025-03-17/2025-03-18", "2025-03-27", "2025-03"]),
        "type": st.sampled_from(["shelling", "attack", "looting or property destruction"]),
        "perpetrator": st.sampled_from([None, "RUS", "UKR", "BLR", "armed men"]),
        "target": st.sampled_from([None, "an energy facility", "a school", "a facility"]),
        "speaker": st.sampled_from([None, "Kyiv", "the Kremlin", "a witness"]),
        "alleged": st.booleans(),
    }
)


@settings(deadline=None)
@given(st.lists(changes, min_size=1, max_size=3), st.sampled_from(["reasonable_grounds", "clear_and_convincing"]))
def test_a_finding_is_whole(reports: list[dict[str, Any]], standard: str) -> None:
    claims = [shelling(name, **report) for name, report in zip("abc", reports, strict=False)]
    terms = pause(standard_of_evidence={"name": standard})
    decisions = as_one(*claims) if len(claims) > 1 else []
    for finding in found(terms, *claims, decisions=decisions):
        assert bool(finding.missing) == (finding.verdict == "inconclusive")
        assert bool(finding.violators) == (finding.responsibility == "established")
        assert not finding.violators or finding.verdict == "violation"
        assert (finding.made_known is not None) == (finding.verdict == "violation")
        assert finding.verdict != "violation" or set(finding.violators) <= {"RUS", "UKR"}


@settings(deadline=None)
@given(changes)
def test_whoever_only_the_adversary_accuses_is_never_found_responsible(report: dict[str, Any]) -> None:
    claim = shelling("a", **{**report, "perpetrator": "RUS", "speaker": "Ukraine's air force"})
    assert all(finding.verdict != "violation" for finding in found(pause(), claim))


class TestWhatSourcesAreWorth:
    """Copies, allegations and corrections give no more weight than what stands behind them."""

    WORDS = "Forces of Russia fired with artillery on an energy facility in Kherson on the morning of 27 March"

    def test_a_copy_without_its_speaker_speaks_with_the_voice_that_it_copies(self) -> None:
        accusation = shelling("a", speaker="Ukraine's General Staff", quote=f"{self.WORDS}, the General Staff said.")
        copy = shelling("b", quote=f"{self.WORDS}.")
        finding = the(found(pause(), accusation, copy))
        assert (finding.verdict, finding.missing) == ("inconclusive", ("corroboration",))

    def test_a_copy_of_the_adversary_is_no_admission_by_the_accused(self) -> None:
        accusation = shelling("a", speaker="Ukraine's General Staff", quote=f"{self.WORDS}.")
        reply = shelling("b", speaker="the Kremlin", perpetrator="UKR", quote=self.WORDS.replace("Russia", "Ukraine"))
        copy = shelling("c", quote=f"{self.WORDS}.")
        claims = accusation, reply, copy
        finding = the(found(pause(), *claims, decisions=as_one(*claims)))
        assert (finding.verdict, finding.violators) == ("inconclusive", ())

    def test_an_allegation_lends_the_adversary_no_weight(self) -> None:
        claims = shelling("a", speaker="Ukraine's General Staff"), shelling("b", alleged=True)
        finding = the(found(pause(), *claims, decisions=as_one(*claims)))
        assert (finding.verdict, finding.grade) == ("inconclusive", "weak")

    def test_whoever_corrects_themselves_means_the_later_word(self) -> None:
        claims = (
            shelling("a", perpetrator="UKR", outlet="Example Wire", published="2025-03-28"),
            shelling("b", outlet="Example Wire", published="2025-03-30"),
        )
        assert the(found(pause(), *claims, decisions=as_one(*claims))).violators == ("RUS",)
        both = (*claims, shelling("c", perpetrator="UKR", outlet="Example Daily", published="2025-03-29"))
        assert the(found(pause(), *both, decisions=as_one(*both))).violators == ()

    @pytest.mark.parametrize(("types", "expected"), [(["shelling"], ["inconclusive"]), (["denial of access"], [])])
    def test_an_unspecified_attack_is_a_violent_act_and_no_other(self, types: list[str], expected: list[str]) -> None:
        terms = pause(rules=[rule(types=types)])
        assert [finding.verdict for finding in found(terms, shelling("a", type="attack"))] == expected
