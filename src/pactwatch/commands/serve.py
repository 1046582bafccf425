"""pactwatch serve: show the ledger as a site on this machine."""

from __future__ import annotations

import socket
from contextlib import closing, suppress
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from pactwatch.commands.grading_options import GradesOption, LayerRulesOption, SourcesOption
from pactwatch.commands.ledger_option import DEFAULT_LEDGER, LedgerOption, one_line_errors
from pactwatch.commands.reporting import tell
from pactwatch.extract.yaml_file import CodebookError


def serve(
    ledger: LedgerOption = DEFAULT_LEDGER,
    terms: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="The terms of a ceasefire (YAML) to judge by; give it again for more."),
    ] = None,
    grades: GradesOption = None,
    sources: SourcesOption = None,
    layer_rules: LayerRulesOption = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, max=65535, help="The port to listen on; 0 takes a free one.")
    ] = 8000,
) -> None:
    """Serve the site until it is stopped with Ctrl-C. It reads the ledger anew as the ledger grows."""
    # Loaded here, because the other commands should not wait for what only the site needs.
    from pactwatch.publish.grading import GradingFiles  # noqa: PLC0415
    from pactwatch.publish.site import create_app  # noqa: PLC0415

    with one_line_errors():
        try:
            app = create_app(ledger, terms or (), grading=GradingFiles(grades, sources, layer_rules))
        except (CodebookError, OSError) as error:
            tell(error)
            raise typer.Exit(1) from error
    # The port is taken before the address is printed, so that who follows it at once is not refused.
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        typer.echo(
            f"pactwatch: cannot listen on {host}, port {port}: {error.strerror}; choose another: --port 8001",
            err=True,
        )
        raise typer.Exit(1) from error
    name = f"[{host}]" if ":" in host else host
    typer.echo(f"Pactwatch serves {ledger} at http://{name}:{listener.getsockname()[1]}/  (stop with Ctrl-C)")
    # Ctrl-C is the usual end, not an error.
    with closing(listener), suppress(KeyboardInterrupt):
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
