"""Rows of our own making in the columns of published event data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pactwatch.extract.actors import Actors
from pactwatch.extract.mapping import Mapping, find_mapping, load_mapping
from pactwatch.extract.mapping_rows import MappedRow, RowReader
from pactwatch.read.table import Row, open_table

UCDP = (
    "id,type_of_violence,side_a,side_b,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,adm_1,latitude,longitude,date_start,date_end,best,high,low\n"
    '501,1,Government of Ukraine,DPR,North Wire;South Wire,2016-05-01;03/05/2016,"Two die at a checkpoint;Post hit",'
    "the army,1,Avdiivka town,Donetsk oblast,48.13,37.74,2016-05-01 00:00:00.000,2016-05-01 00:00:00.000,2,3,2\n"
    "502,1,Government of Ukraine,LPR,North Wire,2016-05-09,Week of shelling,-,4,Luhansk oblast,Luhansk oblast,48.92,"
    "39.02,5/2/2016 12:00:00 AM,05/08/2016 00:00,4,4,4\n"
    "503,3,Band of the Hills,Civilians,East Post,2016-06-01,Villagers killed,police,6,Ukraine,,49.0,32.0,2016-06-01,"
    "2016-06-01,5,9,7\n"
)
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,admin1,location,latitude,longitude,"
    "geo_precision,source,notes,fatalities,timestamp\n"
    "UKR1,24 February 2022,1,Explosions/Remote violence,Air/drone strike,Military Forces of Russia (2000-) Air Force,"
    "Civilians (Ukraine),Kharkiv,Chuhuiv,49.83,36.68,1,Our Radio; Our Paper,Bombs hit a block of flats.,2,1646092800\n"
    "UKR2,25 February 2022,2,Battles,Armed clash,Military Forces of Russia (2000-),Military Forces of Ukraine (2019-),"
    "Kherson,Kherson,46.65,32.6,3,Our Radio,Fighting for the bridge.,0,1646092800\n"
    "UKR3,2022-03-10,3,Violence against civilians,Attack,Unidentified Armed Group (Ukraine),Civilians (Ukraine),Sumy,"
    "Sumy,50.9,34.8,2,Our Radio,Shots at a car.,,1646092800\n"
    "UKR4,2022-03-10,1,Protests,Peaceful protest,Protesters (Ukraine),,Sumy,Sumy,50.9,34.8,1,Our Radio,A march.,0,1\n"
)


@lru_cache(maxsize=1)
def actors() -> Actors:
    return Actors.load(Path(__file__).parents[2] / "src" / "pactwatch" / "codebook" / "actors.yaml")


def own_mapping(folder: Path, text: str) -> Mapping:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def rows_of(
    folder: Path, table: str | bytes, mapping: str | Mapping, name: str = "events.csv", published: str | None = None
) -> list[MappedRow]:
    path = folder / name
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    chosen = find_mapping(mapping) if isinstance(mapping, str) else mapping
    file = open_table(path, chosen.file.layout)
    reader = RowReader(file.head, chosen, actors(), published)
    return [made for row in file.rows() if isinstance(row, Row) and (made := reader.read(row))]
