"""Every address of the site, made in one place: the pages link through it, and a static export can replace it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode


class Links:
    """Makes the site's addresses. The point of view (`known`, `published`) is carried along in each of them."""

    def __init__(self, view: Mapping[str, str] | None = None) -> None:
        self.view = {name: value for name, value in (view or {}).items() if value}

    def to(self, path: str, query: Mapping[str, object] | None = None, fragment: str = "") -> str:
        """The address of a page, with the point of view, more query fields (empty ones left out) and a fragment.

        A field whose value is a list or a tuple is written once for each of its members.
        """
        fields = {
            name: [str(each) for each in value] if isinstance(value, list | tuple) else str(value)
            for name, value in (query or {}).items()
            if value not in (None, "")
        }
        encoded = urlencode({**fields, **self.view}, doseq=True)
        return path + (f"?{encoded}" if encoded else "") + (f"#{quote(fragment)}" if fragment else "")

    def list(self, name: str, **query: object) -> str:
        """The address of a list page by its name: "commitments", "timeline"; filters as query fields."""
        return self.to(f"/{name}", query)

    def front(self) -> str:
        """The front page."""
        return self.to("/")

    def now(self, path: str, query: Iterable[tuple[str, str]]) -> str:
        """The same page as it is now, without a point of view."""
        encoded = urlencode(list(query))
        return path + (f"?{encoded}" if encoded else "")

    def document(self, id: str, claim: str | None = None) -> str:
        """A document; with a claim, the place in its text where the claim's quote stands."""
        return self.to(f"/documents/{_segment(id)}", fragment=f"claim-{claim}" if claim else "")

    def claim(self, id: str) -> str:
        """One claim."""
        return self.to(f"/claims/{_segment(id)}")

    def agreement(self, id: str) -> str:
        """One agreement."""
        return self.to(f"/agreements/{_segment(id)}")

    def comparison(
        self,
        agreements: Iterable[str] = (),
        rows: Iterable[str] = (),
        words: str = "",
        opened: bool = False,
        ending: str = "",
    ) -> str:
        """The comparison of agreements, all where none is named; with an ending (".csv", ".xlsx") as a file."""
        query = {"agreement": list(agreements), "row": list(rows), "words": words, "open": "1" if opened else ""}
        return self.to(f"/agreements/compare{ending}", query)

    def commitment(self, id: str) -> str:
        """One commitment."""
        return self.to(f"/commitments/{_segment(id)}")

    def incident(self, id: str) -> str:
        """One incident."""
        return self.to(f"/incidents/{_segment(id)}")

    def finding(self, id: str) -> str:
        """One finding."""
        return self.to(f"/findings/{_segment(id)}")

    def case(self, id: str) -> str:
        """One case of the commission."""
        return self.to(f"/cases/{_segment(id)}")

    def paper(self, case: str, name: str, **query: object) -> str:
        """A paper of a case as a file: "report.pdf", "letters/FRA.docx"; `language` among the query."""
        return self.to(f"/cases/{_segment(case)}/{quote(name)}", query)

    def report(self, ending: str = "", **query: object) -> str:
        """The situation report; with an ending (".pdf", ".docx") as a file."""
        return self.to(f"/report{ending}", query)

    def obligation(self, id: str) -> str:
        """One obligation, in the list of them."""
        return self.to("/obligations", fragment=f"obligation-{id}")

    def record(self, kind: str, id: str) -> str:
        """A record of any kind that has a page of its own."""
        return self.to(f"/{kind}s/{_segment(id)}")

    def chart(self, name: str, theme: str) -> str:
        """A chart drawn on the server, for a light or a dark page."""
        return self.to(f"/charts/{name}.svg", {"theme": theme})

    def figures(self, id: str, theme: str, narrow: bool = False) -> str:
        """The chart of an incident's figures."""
        query = {"theme": theme, **({"narrow": "true"} if narrow else {})}
        return self.to(f"/charts/incidents/{_segment(id)}.svg", query)

    def state_chart(self, terms: str, theme: str, on: str = "", zone: str = "", narrow: bool = False) -> str:
        """The chart of a ceasefire over time, up to a day and in a zone where they are given."""
        query = {"theme": theme, "on": on, "zone": zone, "narrow": "true" if narrow else ""}
        return self.to(f"/charts/ceasefire/{_segment(terms)}.svg", query)

    def data(self, name: str) -> str:
        """A file of data that the site's own scripts read."""
        return self.to(f"/{name}")

    def api(self, path: str) -> str:
        """An address of the JSON interface."""
        return self.to(f"/api/v1/{path}")

    def static(self, name: str) -> str:
        """A style or a script."""
        return f"/static/{name}"


def _segment(text: str) -> str:
    return quote(text, safe="")
