"""The articles that a finding cites, in its sentence and below it."""

from __future__ import annotations

METHOD = {"methodology": "The team visited Tali on 9 March 2016 and met the commander."}
SUMMARY = {"executive_summary": "On 5 March 2016 Government Forces burned houses in Tali."}


def cited(reported, conclusion):
    findings, _ = reported(**SUMMARY, **METHOD, findings="Houses in Tali were burned.", conclusion=conclusion)
    (finding,) = findings
    return finding.provisions


def test_a_list_of_numbers_alone_on_a_line(reported):
    assert cited(
        reported,
        "Government Forces were in clear violation of the following provisions of Chapter II of the ARCSS:\n\nArticles\n1.0,"
        " 1.1, 1.2.4, 1.3",
    ) == ("ARCSS article 1.0", "ARCSS article 1.1", "ARCSS article 1.2.4", "ARCSS article 1.3")


def test_numbers_above_the_words_of_the_articles(reported):
    assert cited(
        reported,
        "It is the opinion of CTSAMM that Government Forces violated the following articles of the Cessation of Hostilities"
        " Agreement (COHA):\n\n— 3.0- The Parties shall refrain from attacks on people.\n\n— 3.1-\n\nThe Parties shall"
        " not burn houses.",
    ) == ("COHA article 3.0", "COHA article 3.1")


def test_an_article_without_its_agreement_is_of_the_one_named_before(reported):
    assert cited(
        reported,
        "The R-ARCSS binds all forces. Government Forces were in violation of article 2.1.10 by burning houses in Tali.",
    ) == ("R-ARCSS article 2.1.10",)
