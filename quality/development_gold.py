"""Scores on the development gold, which lies beside the project and is not part of it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from agreement_facts import score_agreements
from floors_file import MEASURES
from gate import documents_in, extract_all
from gold_file import load_gold
from page import figure, kinds_table, section, table
from scoring import Fact, score
from tally_chain import chain, counted


def development_gold(shared: Path) -> Iterator[str]:
    """The scores on the gold outside the project."""
    for title, name, folder in (
        ("News of May 2025", "news_may2025", shared / "data" / "news_may2025"),
        ("The seed pages", "seeds", shared / "seeds"),
        ("Reports of the monitors in South Sudan", "south_sudan", shared / "data" / "south_sudan" / "reports"),
    ):
        gold = load_gold(shared / "gold" / f"{name}.jsonl")
        facts, texts = extract_all(gold, documents_in([folder]))
        yield section(
            f"Extraction on development gold: {title[0].lower()}{title[1:]}",
            f"{len(gold)} documents, `{name}.jsonl`.",
            kinds_table(score(gold, facts, texts)),
        )
    yield agreements(shared)
    yield briefs(shared / "data" / "minsk" / "reports")


def briefs(folder: Path) -> str:
    """What the briefs of a monitoring mission count, against what the next brief calls the figure of the period before."""
    paths = documents_in([folder])
    claims = counted(paths)
    links = chain(claims)
    measures = sorted({claim.measure for claim in claims})
    rows: list[list[object]] = []
    for measure in measures:
        figures = [claim for claim in claims if claim.measure == measure]
        chained = [link for link in links if link.later.measure == measure]
        compared = sum(claim.compared_with is not None for claim in figures)
        agreeing, equal = (sum(getattr(link, name) for link in chained) for name in ("agrees", "equal"))
        rows.append([measure, len(figures), compared, len(chained), agreeing, equal])
    return section(
        "Counts of a mission, brief to brief",
        f"{len(paths)} briefs of the OSCE mission to Ukraine; {len({claim.doc for claim in claims})} give a figure. "
        "A figure is chained where another brief covers the whole period that it is compared with. Two exact figures agree "
        "when they are equal, rounded ones when they are within a twentieth. `quality/tally_chain.py` lists what differs.",
        table(["counted", "figures", "with a comparison", "chained", "agree", "equal"], rows),
    )


def agreements(shared: Path) -> str:
    """Promises inside spans that were coded whole, promises that an analyst quoted, and what the texts say of themselves."""
    gold = {name: load_gold(shared / "gold" / f"agreements_{name}.jsonl") for name in ("spans", "quotes")}
    about = [json.loads(line) for line in _lines(shared / "gold" / "agreements_facts.jsonl")]
    names = sorted({str(each["doc"]) for each in (*gold["spans"], *gold["quotes"], *about)})
    facts, texts = extract_all([{"doc": name} for name in names], documents_in([shared / "data" / "agreements"]))
    by_name: dict[str, list[Fact]] = {}
    for fact in facts:
        by_name.setdefault(str(fact["doc"]), []).append(fact)
    promises = [fact for fact in facts if fact["kind"] == "commitment"]
    spans, quotes = (score(gold[name], promises, texts)["commitment"] for name in ("spans", "quotes"))
    shares = score_agreements(about, by_name)
    mean = sum(share for _, share in shares.values()) / len(shares)
    strict = strictly(shared, promises, texts)
    return section(
        "Extraction on development gold: bilateral agreements",
        f"Commitments, in {len(gold['spans'])} agreements inside two passages each that were coded whole "
        f"(`agreements_spans.jsonl`), and as {quotes.gold} quotes of an analyst from {len(gold['quotes'])} agreements, "
        "which are not all there is, so that only recall is told (`agreements_quotes.jsonl`)."
        + (_STRICTLY if strict else ""),
        table(
            ["gold", "coded", "found", "recall", "precision", "F1", "fields right"],
            [
                ["passages", spans.gold, spans.found, *(figure(getattr(spans, measure)) for measure in MEASURES)],
                *([["passages, strictly", *strict]] if strict else []),
                ["quotes", quotes.gold, "", figure(quotes.recall), "", "", ""],
            ],
        ),
        f"What {len(about)} agreements say about themselves (`agreements_facts.jsonl`): the share right.",
        table(
            ["", "agreements", "right"],
            [
                *([name, number, figure(share)] for name, (number, share) in shares.items()),
                ["mean", "", figure(mean)],
            ],
        ),
    )


_STRICTLY = (
    " Strictly is by `score/facts.py` beside the gold, where an optional fact may take the find of another one; "
    "elsewhere both scorers come to the same."
)


def strictly(shared: Path, promises: Sequence[Fact], texts: Mapping[str, str]) -> list[object] | None:
    """The row of the passages by the scorer beside the gold; None where that cannot run, since it needs SciPy."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        predicted = Path(folder) / "predicted.jsonl"
        predicted.write_text("".join(json.dumps(fact) + "\n" for fact in promises), encoding="utf-8")
        gold = shared / "gold" / "agreements_spans.jsonl"
        command = [sys.executable, str(shared / "score" / "facts.py"), str(gold), str(predicted)]
        command += ["--kind", "commitment", "--texts", folder]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        return None
    scored = json.loads(ended.stdout.splitlines()[0].removeprefix("commitment "))
    shares = (scored[name] for name in ("recall", "precision", "f1", "fields_mean"))
    return [scored["gold"], scored["predicted"], *map(figure, shares)]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
