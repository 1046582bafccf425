"""Sample tables and mappings of our own making, in two releases."""

from __future__ import annotations

from pathlib import Path

from pactwatch.extract.actors import Actors
from pactwatch.extract.mapping import Mapping, load_mapping
from pactwatch.extract.mapping_claims import MappedTable, map_table
from pactwatch.read.table import read_table

MAPPING = r"""
# Owner: the tests.
title: Sample aid
outlet: Sample Tracker
speaker: Institute of Samples
via: Sample Tracker, release of {published}
published: '(\d{4}-\d{2}-\d{2})'
empty: ["-", not given]
id: [Id]
text: Notes
skip:
  - {column: Donor, equals: [Total]}
promisors: {column: Donor, values: {The Club: [NATO]}}
promisees: {fixed: [UKR]}
action: {column: Kind, values: {Arms: military_aid, Money: financial_aid}, words: {mines: demining}}
date: {column: Day, formats: ["%d.%m.%Y", "%m/%Y"], until: ["until %d.%m.%Y"], since: "2024-01-01"}
claims:
  - name: pledge
    kind: commitment
    firmness: {fixed: pledged}
    amounts:
      - {column: Sum, currency: {column: Currency}}
      - {column: In millions of dollars, currency: {fixed: USD}, scale: 1000000, qualifier: {fixed: about}}
    items: [{column: Item, count: Pieces}]
  - name: delivery
    kind: fulfilment
    where: [{column: Delivered, filled: true}]
    quote: [Delivered]
    state: {delivered: Delivered, of: Sum}
    amounts: [{column: Delivered, currency: {column: Currency}}]
"""
HEADER = "Id,Donor,Kind,Day,Sum,Currency,In millions of dollars,Item,Pieces,Delivered,Notes\n"
FIRST = (
    HEADER
    + 'A1,Norway,Arms,05.03.2024,"1,500,000",NOK,0.15,howitzer,12,"500,000","Norway will send howitzers, 12 of them."\n'
    + "A2,The Club,Money,04/2024,70,EUR,-,-,-,70,-\n"
    + "A3,Atlantis,Money,01.02.2024,5,EUR,-,-,-,-,-\n"
    + "A4,France,Clearing of mines,soon,12.5.0,EUR,3,-,-,-,Machines.\n"
    + "A5,Chad,Songs,01.02.2024,5,EUR,-,-,-,-,-\n"
    + "A6,Poland,Arms,until 10.05.2024,9,zloty,-,-,-,-,-\n"
    + "X,Total,Arms,01.02.2024,99,EUR,-,-,-,-,-\n"
)
SECOND = (
    HEADER
    + 'A1,Norway,Arms,05.03.2024,"1,800,000",NOK,0.15,howitzer,12,"1,800,000","Norway will send howitzers, 12 of them."\n'
    + "A4,Poland,Arms,until 10.05.2024,9,zloty,-,-,-,-,-\n"
    + "A7,France,Clearing of mines,soon,12.5.0,EUR,3.0,-,-,-,Machines.\n"
    + "A8,Italy,Money,01.06.2024,4,EUR,-,-,-,-,New.\n"
)


def mapping(folder: Path, text: str = MAPPING) -> Mapping:
    path = folder / "sample.yaml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def actors() -> Actors:
    return Actors.load(Path(__file__).parents[2] / "src" / "pactwatch" / "codebook" / "actors.yaml")


def mapped(folder: Path, table: str = FIRST, text: str = MAPPING, name: str = "aid_2024-06-30.csv") -> MappedTable:
    path = folder / name
    path.write_text(table, encoding="utf-8")
    read = mapping(folder, text)
    return map_table(read_table(path, read.file.layout), read, actors())
