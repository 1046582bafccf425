"""The measure on the Kiel tracker's texts: what counts as right, and that the shares reach their target."""

from __future__ import annotations

from pathlib import Path

import kiel
import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "kiel"
COLUMNS = "ID,countries,Announcement Date,Original Currency,Monetary Value as Given by Source,Explanation\n"


def shares(folder: Path, *rows: str) -> list[kiel.Share]:
    path = folder / "retrieved_2023-01-05.csv"
    path.write_text(COLUMNS + "\n".join(rows), encoding="utf-8")
    return kiel.measure([path], [])


def test_only_texts_that_say_the_value_are_in_the_first_share(tmp_path: Path) -> None:
    donor, amount, date = shares(
        tmp_path,
        'X1,Norway,2022-03-01 00:00:00,NOK,5000000,"On March 1, Norway gave 5 million NOK."',
        "X2,Norway,2022-03-02 00:00:00,NOK,6000000,Tents.",
        "X3,Norway,until 3/10/2022,NOK,7000000,About 7 million from Oslo.",
    )
    assert (donor.said, donor.right, donor.coded) == (1, 1, 3)
    assert (amount.said, amount.right, amount.coded) == (2, 1, 3)
    assert (date.said, date.right, date.coded) == (1, 1, 2)


def test_a_wrong_reading_is_not_right(tmp_path: Path) -> None:
    _, amount, date = shares(tmp_path, "X1,Canada,2022-03-01 00:00:00,CAD,5000000,$5 million on 1 March 2021.")
    assert (amount.said, amount.right) == (1, 0)
    assert (date.said, date.right) == (1, 0)


def test_a_text_that_stands_in_several_rows_counts_once(tmp_path: Path) -> None:
    row = "X1,Norway,2022-03-01 00:00:00,NOK,5000000,Norway gave 5 million NOK."
    assert shares(tmp_path, row, row.replace("X1", "X2"))[0].coded == 1


@pytest.mark.skipif(not SHARED.is_dir(), reason="the Kiel releases are not beside the repository")
def test_the_resolvers_reach_their_target_on_the_releases(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(path) for path in sorted(SHARED.glob("retrieved_*.csv"))]
    assert kiel.main([*files, "--floor", "0.90"]) == 0
    assert "n = " in capsys.readouterr().out
