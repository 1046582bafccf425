"""The demonstration's site in a real browser: nothing is blank, broken or sideways, and nothing calls another host.

Run by .ci/run, with the browser in PACTWATCH_TEST_CHROMIUM and the demonstration's ledger in PACTWATCH_TEST_LEDGER. The
pictures are left in the folder PACTWATCH_TEST_PICTURES.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest
from chromium import Chromium, different_lines

REPOSITORY = Path(__file__).resolve().parents[1]
PICTURES = Path(os.environ["PACTWATCH_TEST_PICTURES"])
SIZES = {"desk": (1280, 900), "phone": (390, 844)}
# More than a page with a heading alone has.
LINES_OF_A_FULL_PAGE = 60
LISTS = (
    "ceasefire",
    "timeline",
    "agreements",
    "agreements/compare",
    "commitments",
    "delivery",
    "incidents",
    "findings",
    "obligations",
    "cases",
    "coordination",
    "report",
    "tallies",
    "documents",
    "about",
)
# One of what such a list links to.
SINGLE = ("agreements", "commitments", "incidents", "findings", "documents")
PAGES = ["/", *(f"/{name}" for name in LISTS), *(f"/{name}/..." for name in SINGLE)]


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    terms = REPOSITORY / "examples" / "terms" / "energy-pause.yaml"
    pactwatch = Path(sys.executable).with_name("pactwatch")
    command = [pactwatch, "serve", "--ledger", os.environ["PACTWATCH_TEST_LEDGER"], "--terms", terms, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().split(" at ")[1].split()[0]
        server.terminate()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    chromium = Chromium(os.environ["PACTWATCH_TEST_CHROMIUM"], str(tmp_path_factory.mktemp("profile")))
    yield chromium
    chromium.close()


def address_of(site: str, page: str) -> str:
    """The address of a page; of `/documents/...`, that of the first document in the list."""
    if not page.endswith("/..."):
        return urljoin(site, page)
    listed = page.removesuffix("/...")
    with urlopen(urljoin(site, listed), timeout=60) as answer:
        found = re.search(rf'href="({listed}/[^"?#]+)', answer.read().decode())
    assert found is not None, f"{listed} links to none"
    return urljoin(site, found[1])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_seen_whole(browser: Chromium, site: str, name: str, size: str) -> None:
    width, height = SIZES[size]
    with browser.page(width, height) as page:
        page.open(address_of(site, name))
        picture = page.picture()
        file = name.strip("/").replace("/...", "-single").replace("/", "-") or "front"
        (PICTURES / f"{file}-{size}.png").write_bytes(picture)
        assert different_lines(picture) > LINES_OF_A_FULL_PAGE, "the page is blank"
        assert page.problems() == []
        assert {urlsplit(address).netloc for address in page.requests()} == {urlsplit(site).netloc}
        assert page.tell("document.documentElement.scrollWidth") <= width, "the page must be scrolled sideways"


def test_the_map_moves_where_scripts_run(browser: Chromium, site: str) -> None:
    with browser.page(*SIZES["desk"]) as page:
        page.open(urljoin(site, "/incidents"))
        assert page.tell("document.querySelector('#map canvas') !== null && !document.getElementById('map').hidden")


@pytest.mark.parametrize("name", ["/", "/incidents", "/documents/..."])
def test_a_page_reads_without_scripts(browser: Chromium, site: str, name: str) -> None:
    with browser.page(*SIZES["phone"], scripts=False) as page:
        page.open(address_of(site, name))
        assert different_lines(page.picture()) > LINES_OF_A_FULL_PAGE
        assert not [address for address in page.requests() if address.endswith(".geojson")], "a script ran"


def test_a_blank_page_would_be_told_apart(browser: Chromium) -> None:
    with browser.page(*SIZES["desk"]) as page:
        page.open("about:blank")
        assert different_lines(page.picture()) <= 3


def test_what_goes_wrong_would_be_seen(browser: Chromium, site: str) -> None:
    with browser.page(*SIZES["desk"]) as page:
        page.open(site)
        page.tell("console.error('said in the console')")
        page.tell(
            "let script = document.createElement('script'); script.textContent = '1'; document.body.append(script)"
        )
        page.tell(
            "let image = new Image(); image.src = 'http://192.0.2.1/elsewhere.png'; document.body.append(image)"
        )
        page.rest()
        said = " ".join(page.problems())
        assert "said in the console" in said
        assert "content security policy" in said and "elsewhere.png" in said
