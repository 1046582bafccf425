"""The stages that an instrument in Ukrainian has reached by its own words: signed, and in force since when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pactwatch.extract.claim import AgreementClaim, Form, ProvisionClaim, Stage
from pactwatch.extract.ukrainian.paragraph import Reading
from pactwatch.extract.ukrainian.phrases import Phrases

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class StageReader:
    """Reads an instrument's stages from what its provisions say of signature and entry into force."""

    def __init__(self, forms: Phrases[Form], signing: Phrases[bool]) -> None:
        """Take the words of a title that give its form, and the words for signing in a rule of entry into force."""
        self._forms = forms
        self._signing = signing

    def stages(self, reading: Reading, provisions: Iterable[ProvisionClaim]) -> Iterator[AgreementClaim]:
        """That it is signed, where it says so with a day; that it is in force, where it names a day or its signing."""
        signed: ProvisionClaim | None = None
        began: list[ProvisionClaim] = []
        for claim in provisions:
            if claim.provision == "signature":
                signed = signed or claim
            elif claim.provision == "entry_into_force" and claim.value:
                began.append(claim)
        if signed is not None:
            yield self._stage(reading, signed, "signed", signed.date, signed.place)
        for claim in began:
            said = claim.value or ""
            since = said if _DAY.fullmatch(said) else None
            if since is None and signed is not None and self._signing.first(said):
                since = signed.date
            if since is not None:
                yield self._stage(reading, claim, "in_force", since, None)

    def _stage(
        self, reading: Reading, claim: ProvisionClaim, stage: Stage, date: str | None, place: str | None
    ) -> AgreementClaim:
        title = reading.title or reading.text.lstrip().partition("\n")[0]
        form = self._forms.first(title)
        return AgreementClaim(
            doc=claim.doc,
            start=claim.start,
            end=claim.end,
            quote=claim.quote,
            read_by=claim.read_by,
            title=title,
            parties=reading.naming.parties,
            form=form.label if form is not None else "agreement",
            stage=stage,
            date=date,
            place=place,
        )
