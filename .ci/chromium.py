"""A headless Chromium, spoken to in the DevTools protocol over two pipes: no driver and no library beside it.

Messages are JSON objects ended by a zero byte (`--remote-debugging-pipe`). A command has an `id`, and its answer bears
the same; what has none is an event.
"""

from __future__ import annotations

import base64
import json
import os
import select
import struct
import subprocess
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import F_DUPFD, fcntl
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 60.0
QUIET = 0.4

Message = dict[str, Any]


class Chromium:
    """One browser process; every page has a context of its own, so that none sees what another one cached."""

    def __init__(self, program: str, profile: str) -> None:
        """Start it with a profile in that folder."""
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        # The browser reads from 3 and writes to 4. The ends are first moved out of the way of these two numbers.
        first, second = fcntl(theirs_in, F_DUPFD, 10), fcntl(theirs_out, F_DUPFD, 10)
        arguments = [
            "--headless=new",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            # No graphics card: the map is drawn by the processor.
            "--use-angle=swiftshader",
            "--enable-unsafe-swiftshader",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
            "about:blank",
        ]
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$0" "$@" 3<&{first} 4>&{second}', program, *arguments],
            pass_fds=(first, second),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (theirs_in, theirs_out, first, second):
            os.close(end)
        self._buffer = b""
        self._last = 0
        self.events: list[Message] = []

    def close(self) -> None:
        """End the browser, in peace if it listens."""
        try:
            self.send("Browser.close")
            self.process.wait(timeout=20)
        except (OSError, EOFError, TimeoutError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self._in)
        os.close(self._out)

    def send(self, method: str, session: str | None = None, **parameters: Any) -> Message:
        """Give a command and wait for its answer. Raises RuntimeError where it is refused, TimeoutError without one."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        os.write(self._out, json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0")
        end = time.monotonic() + PATIENCE
        while (answer := self.receive(end - time.monotonic())).get("id") != self._last:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        result: Message = answer["result"]
        return result

    def receive(self, patience: float) -> Message:
        """The next message; an event is kept in `events` too. Raises TimeoutError, or EOFError where Chromium ended."""
        end = time.monotonic() + patience
        while b"\0" not in self._buffer:
            if not select.select([self._in], [], [], max(0.0, end - time.monotonic()))[0]:
                raise TimeoutError(f"Chromium said nothing for {patience:.1f} seconds")
            read = os.read(self._in, 1 << 16)
            if not read:
                raise EOFError(f"Chromium ended (exit code {self.process.wait()})")
            self._buffer += read
        line, _, self._buffer = self._buffer.partition(b"\0")
        message: Message = json.loads(line)
        if "id" not in message:
            self.events.append(message)
        return message

    @contextmanager
    def page(self, width: int, height: int, *, scripts: bool = True) -> Iterator[Page]:
        """A new, empty page of that size, closed afterwards."""
        context = self.send("Target.createBrowserContext")["browserContextId"]
        target = self.send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        try:
            yield Page(self, session, width, height, scripts)
        finally:
            self.send("Target.disposeBrowserContext", browserContextId=context)


class Page:
    """One page, and everything that went wrong on it."""

    def __init__(self, browser: Chromium, session: str, width: int, height: int, scripts: bool) -> None:
        self._browser, self._session = browser, session
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            self._send(f"{domain}.enable")
        self._send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self._send("Emulation.setScriptExecutionDisabled", value=not scripts)

    def open(self, address: str) -> None:
        """Go there, and wait until the page is loaded and has asked for nothing more for a while."""
        self._send("Page.navigate", url=address)
        end = time.monotonic() + PATIENCE
        while not self._events("Page.loadEventFired"):
            self._browser.receive(end - time.monotonic())
        self.rest()

    def rest(self) -> None:
        """Wait until nothing has happened for a while."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self._browser.receive(QUIET)
            except TimeoutError:
                return

    def tell(self, expression: str) -> Any:
        """What an expression in JavaScript comes to on the page."""
        return self._send("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def picture(self) -> bytes:
        """What is seen, as PNG."""
        return base64.b64decode(self._send("Page.captureScreenshot", format="png")["data"])

    def requests(self) -> list[str]:
        """The addresses that the page asked a network for."""
        asked = (event["request"]["url"] for event in self._events("Network.requestWillBeSent"))
        return [address for address in asked if urlsplit(address).scheme not in ("data", "blob", "about")]

    def problems(self) -> list[str]:
        """Errors in the console, uncaught exceptions, failed requests and violations of the content security policy."""
        found = [
            " ".join(str(part.get("value", part.get("description", ""))) for part in event["args"])
            for event in self._events("Runtime.consoleAPICalled")
            if event["type"] in ("error", "assert")
        ]
        for event in self._events("Runtime.exceptionThrown"):
            details = event["exceptionDetails"]
            found.append(details.get("exception", {}).get("description", details["text"]))
        for event in self._events("Log.entryAdded"):
            entry = event["entry"]
            if entry["level"] == "error":
                found.append(f"{entry['text']} {entry.get('url', '')}")
        for event in self._events("Audits.issueAdded"):
            if event["issue"]["code"] == "ContentSecurityPolicyIssue":
                found.append(f"content security policy: {json.dumps(event['issue']['details'])}")
        return found

    def _events(self, method: str) -> list[Message]:
        return [
            event["params"]
            for event in self._browser.events
            if event["method"] == method and event.get("sessionId") == self._session
        ]

    def _send(self, method: str, **parameters: Any) -> Message:
        return self._browser.send(method, self._session, **parameters)


def different_lines(picture: bytes) -> int:
    """How many different lines of pixels a PNG has, as it stores them. A blank page has three at most.

    Each line is stored as it is or as its difference from the one above, so that lines of one colour are all alike.
    """
    position, data, height = 8, b"", 0
    while position < len(picture):
        length, kind = struct.unpack(">I4s", picture[position : position + 8])
        content = picture[position + 8 : position + 8 + length]
        if kind == b"IHDR":
            height = struct.unpack(">I", content[4:8])[0]
        elif kind == b"IDAT":
            data += content
        position += length + 12
    lines = zlib.decompress(data)
    size = len(lines) // height
    return len({lines[start : start + size] for start in range(0, len(lines), size)})
