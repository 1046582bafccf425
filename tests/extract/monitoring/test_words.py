"""The codebook of monitoring reports."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

from pactwatch.extract.monitoring.words import MonitoringWords


@pytest.fixture(scope="module")
def words() -> MonitoringWords:
    with as_file(files("pactwatch") / "codebook") as folder:
        return MonitoringWords.load(folder)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Conclusions", "conclusion"),
        ("Assessment and conclusion", "conclusion"),
        ("Methodoloay:", "method"),
        ("xecutive Summary", "summary"),
        ("Main Events — Nassir (Upper Nile State)", "findings"),
        ("OBSERVATIONS AND RECOMMENDATIONS", "recommendations"),
        ("Background and allegation:", "allegation"),
        ("Violations of the COHA — 29 October to 2 November in the town and the counties around it", "findings"),
        ("The conclusion was reached on 5 March.", None),
        ("Conclusions are given below,", None),
        ("", None),
    ],
)
def test_headings_have_roles(words, line, role):
    assert words.role_of(line) == role
