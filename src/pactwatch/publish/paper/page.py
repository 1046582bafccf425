"""A paper as one page that needs no other file: for mail, for an archive, for a browser without the site."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from pactwatch.publish.paper.paper import Paper

_STYLE = Path(__file__).parents[1] / "static" / "site.css"


def page(paper: Paper) -> bytes:
    """The paper as HTML, with its style in it and its footnotes at its end."""
    loader = PackageLoader("pactwatch.publish")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = _STYLE.read_text(encoding="utf-8")
    return environment.get_template("paper.html").render(paper=paper, style=style).encode()
