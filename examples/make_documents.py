"""Writes documents/model-declaration.docx, the example of an instrument with numbered articles.

The DOCX is committed; run `python examples/make_documents.py` after a change of the words below. Two runs on any day
write the same bytes, so that the corpus can be pinned by its hash.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

TARGET = Path(__file__).parent / "documents" / "model-declaration.docx"
WRITTEN = datetime(2024, 7, 12, 12, 0, tzinfo=UTC)

TITLE = "Model Declaration on Security Support for Ukraine"
PREAMBLE = (
    "Ukraine on the one side, and the French Republic and the United Kingdom of Great Britain and Northern Ireland "
    "(the Partners) on the other side, together the Participants,",
    "Recalling the Joint Declaration that the Group of Seven adopted in Vilnius on 12 July 2023,",
    "Have decided as follows:",
)
ARTICLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Military assistance",
        (
            "In 2024 France will provide Ukraine with up to EUR 3 billion in military assistance.",
            "In the financial year 2024/25 the United Kingdom will provide Ukraine with GBP 2.5 billion in military "
            "assistance.",
            "The Partners will train soldiers of the armed forces of Ukraine.",
        ),
    ),
    (
        "Monitoring and reassurance",
        (
            "Once a ceasefire enters into force, the Partners will take part in its monitoring.",
            "The Partners intend to deploy a reassurance force in Ukraine after a ceasefire, at the request of "
            "Ukraine.",
            "The Partners may extend the force to the Black Sea.",
        ),
    ),
    (
        "Consultation and assistance",
        (
            "In case of a renewed armed attack by the Russian Federation on Ukraine, the Participants will consult "
            "within 24 hours at the request of either side.",
            "In those circumstances the Partners will provide Ukraine with swift and sustained security assistance "
            "and modern military equipment, and will impose economic costs on the Russian Federation.",
            "A breach of a ceasefire, or of a pause on strikes, by the Russian Federation counts as a renewed armed "
            "attack for the purposes of this article.",
        ),
    ),
    (
        "Sanctions",
        (
            "The Partners will not lift their sanctions against the Russian Federation until a just and lasting "
            "peace has been concluded.",
        ),
    ),
    (
        "Reform",
        ("Ukraine will continue its reforms of the judiciary and of the security sector.",),
    ),
    (
        "Coordination cell",
        (
            "The Participants will set up a coordination cell in Paris.",
            "The Participants will review the implementation of this Declaration every year.",
        ),
    ),
    (
        "Final provisions",
        (
            "This Declaration takes effect on the date of its signature and remains valid for ten years.",
            "It may be amended by mutual consent of the Participants in writing.",
            "Either side may terminate it by giving the other six months' notice in writing.",
            "This Declaration is not legally binding under international law.",
        ),
    ),
)
CLOSING = (
    "Signed in Paris on 12 July 2024 in the English, French and Ukrainian languages.",
    "For Ukraine",
    "For the French Republic",
    "For the United Kingdom of Great Britain and Northern Ireland",
)


def build() -> bytes:
    """The bytes of the DOCX."""
    document = Document()
    document.add_heading(TITLE, level=0)
    for words in PREAMBLE:
        document.add_paragraph(words)
    for number, (heading, paragraphs) in enumerate(ARTICLES, start=1):
        document.add_heading(f"Article {number}. {heading}", level=1)
        for place, words in enumerate(paragraphs, start=1):
            document.add_paragraph(f"{number}.{place}. {words}")
    for words in CLOSING:
        document.add_paragraph(words)
    document.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    properties = document.core_properties
    properties.title, properties.author, properties.comments = TITLE, "Pactwatch", ""
    properties.created = properties.modified = WRITTEN
    written = io.BytesIO()
    document.save(written)
    return _without_clock(written.getvalue())


def _without_clock(data: bytes) -> bytes:
    """The same archive with one fixed time on every member."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(fixed, "w") as target:
        for member in source.infolist():
            entry = zipfile.ZipInfo(member.filename, WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(member))
    return fixed.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(build())
    print(f"wrote {TARGET.name}")
