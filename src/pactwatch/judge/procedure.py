"""The procedure: within what time the steps of a case are to be taken, as the terms or a commission's rules say."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from pactwatch.judge.duration import Duration


class Procedure(BaseModel):
    """Times of a case, as ISO 8601 durations; what is None has no deadline."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    response: Duration | None = Field(None, description="for a party to answer, from its notification")
    determination: Duration | None = Field(None, description="for the commission to determine, from the opening")
    article: str | None = None
    quote: str | None = Field(None, description="the words that set the times")
