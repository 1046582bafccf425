from __future__ import annotations

import random
import time

from pactwatch.reconcile.grouping import Grouping
from pactwatch.reconcile.same_incident import SameIncident
from reconcile.claims import shelling


def test_one_report_more_takes_an_instant_and_touches_one_group() -> None:
    dice = random.Random(3)
    towns = [
        f"{first}{middle}sk" for first in ("Bor", "Kal", "Mar", "Sol") for middle in ("in", "od", "ak", "et", "um")
    ]
    grouping = Grouping(SameIncident())
    for number in range(4000):
        day = f"20{dice.randint(10, 29)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        grouping.add([shelling(f"c{number}", date=day, place=dice.choice(towns))])
    grouping.add([shelling("known", date="2030-01-01")])
    before = [tuple(claim.id for claim in group.claims) for group in grouping.groups]
    began = time.process_time()
    joined = grouping.add([shelling("new", date="2030-01-01")])
    assert time.process_time() - began < 0.05
    assert [claim.id for claim in joined.claims] == ["known", "new"]
    after = [tuple(claim.id for claim in group.claims) for group in grouping.groups]
    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
        (("known",), ("known", "new"))
    ]
