"""A paper as PDF, set by Typst in this process; the same paper gives the same bytes."""

from __future__ import annotations

from importlib.resources import files

from pactwatch.publish.paper.paper import Paper

_TEMPLATE = files("pactwatch") / "publish" / "templates" / "paper.typ"


def pdf(paper: Paper) -> bytes:
    """The paper on A4 pages, with its footnotes at the foot of each and a reading order for screen readers."""
    # Loaded here: only who wants a PDF should wait for the typesetter.
    import typst  # noqa: PLC0415

    return typst.compile(
        _TEMPLATE.read_bytes(),
        ignore_system_fonts=True,  # the fonts that Typst carries, so that a paper looks the same on every machine
        sys_inputs={"paper": paper.model_dump_json()},
        timestamp=0,
    )
