"""Adds up the parts of .ci/run: NAME.code holds a part's exit code, NAME.xml what pytest reported, where it ran.

A part that ended badly without a failed test counts as one failure. Exit code 1 where anything failed or nothing passed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree


def main(folder: Path) -> int:
    """Print the sums, the counts of passed and failed last."""
    passed = failed = skipped = 0
    for part in sorted(folder.glob("*.code")):
        code, report, wrong = int(part.read_text()), part.with_suffix(".xml"), 0
        if report.exists():
            for suite in ElementTree.parse(report).iter("testsuite"):
                tests, skips, failures, errors = (
                    int(suite.get(name, 0)) for name in ("tests", "skipped", "failures", "errors")
                )
                passed, skipped = passed + tests - skips - failures - errors, skipped + skips
                wrong += failures + errors
        if code and not wrong:
            print(f"{part.stem}: ended with exit code {code}, and no test says why")
            wrong = 1
        failed += wrong
    print(f"{skipped} skipped (each says why: pytest -rs)")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
