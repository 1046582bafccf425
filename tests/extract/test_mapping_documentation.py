"""The mapping in docs/tables.md is read as it stands there, and gives the claims that its comments promise."""

from __future__ import annotations

import re
from pathlib import Path

from pactwatch.extract.claim import Amount, CommitmentClaim, FulfilmentClaim
from pactwatch.extract.mapping import known_mappings
from pactwatch.extract.mapping_claims import map_table
from pactwatch.read.table import table_of

from .incident_tables import own_mapping, rows_of
from .tables import actors, mapping

DOCUMENTATION = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
TABLE = """No;Donor;Type;Day;Stage;Sum;Currency;Mio EUR;Item;Pieces;Delivered;Remarks
1;Sweden;Winter shelter;01.02.2024;Pledged;1.234,5;SEK;0,1;tent;40;1.234,5;Tents for the winter.
2;The Fund;Songs;until 05.03.2024;Pledged;-;-;2;-;-;n/a;-
-;Total;;;;9;EUR;9;;;;
"""


def test_the_mapping_in_the_documentation_works(tmp_path: Path) -> None:
    found = re.search(r"```yaml\n(.*?)```", DOCUMENTATION, re.DOTALL)
    assert found is not None
    read = mapping(tmp_path, found[1])
    made = map_table(table_of("winter_2024-06-30.csv", TABLE.encode(), read.file.layout), read, actors())
    assert made.faults == ()
    by_kind = {(claim.kind, claim.quote[:5]): claim for claim in made.claims}
    assert len(by_kind) == len(made.claims) == 3
    pledge = by_kind["commitment", "Tents"]
    assert isinstance(pledge, CommitmentClaim)
    assert (pledge.promisors, pledge.action, pledge.date) == (("SWE",), "humanitarian_aid", "2024-02-01")
    assert pledge.amounts[0] == Amount(value=1234.5, currency="SEK")
    delivery = by_kind["fulfilment", "Deliv"]
    assert isinstance(delivery, FulfilmentClaim)
    assert (delivery.state, delivery.commitment) == ("met", "1")
    other = by_kind["commitment", "No: 2"]
    assert isinstance(other, CommitmentClaim)
    assert (other.promisors, other.action, other.date) == (("EU",), "other", "2024-01-01/2024-03-05")
    assert other.amounts == (Amount(value=2_000_000, currency="EUR", qualifier="about"),)


def test_the_mapping_of_incidents_in_the_documentation_works(tmp_path: Path) -> None:
    own = re.findall(r"```yaml\n(.*?)```", DOCUMENTATION, re.DOTALL)[1]
    table = (
        "no,entered,link,remarks,day,ended,day_precision,what,village,oblast,y,x,radius_km,least,best,most,papers,a,b\n"
        "1,1704200000,,Shells fell.,2024-01-01,,2,shelling,Horodok,Lviv,49,23,3,1,2,3,Post;Voice,Army of Chad,farmers\n"
        "2,,,A fight.,2024-01-01,2024-01-03,1,battle,Horodok,Lviv,49,23,,,,,,Army of Chad,Hill men\n"
    )
    first, second = (row.claims[0] for row in rows_of(tmp_path, table, own_mapping(tmp_path, own)))
    assert (first.type, first.perpetrator, first.target) == ("shelling", "TCD", "farmers")
    assert first.position is not None and first.position.precision == "settlement"
    assert (first.date, len(first.cited), first.quote) == ("2023-12-26/2024-01-07", 2, "Shells fell.")
    assert (second.date, second.sides) == ("2024-01-01/2024-01-03", ("TCD", "Hill men"))


def test_every_mapping_that_comes_with_the_project_is_documented() -> None:
    assert [name for name in known_mappings() if f"| `{name}` |" not in DOCUMENTATION] == []
