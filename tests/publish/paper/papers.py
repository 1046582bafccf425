"""A paper with one of everything, for the tests of how papers are written out."""

from __future__ import annotations

from pactwatch.publish.paper.paper import Grid, Heading, Listing, Paper, Paragraph, Quotation, Span, said, text

PAPER = Paper(
    title="Case report: Харків",
    subtitle="Commission on breaches",
    language="fr",
    heading_lines=("To: the <Ministry>",),
    foot="Made from the ledger",
    blocks=(
        Heading(text="Allegation"),
        said("It was alleged ", Span(text="on 27 March", note="Example Wire: “#strong[shelled]”"), " & denied."),
        Paragraph(label="2.", spans=(Span(text="Second", strong=True), Span(text=" point", emphasis=True))),
        Listing(items=(text("first", "of two notes in a list"), text("second"))),
        Quotation(text="Neither side strikes.", note="Article 2.1"),
        Grid(header=("Who", "What"), rows=((text("FRA"), text("consultation", "Article 3")),), caption="What is due"),
    ),
)
NOTES = ["Example Wire: “#strong[shelled]”", "of two notes in a list", "Article 2.1", "Article 3"]
