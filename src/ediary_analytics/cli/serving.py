"""``ediary app``: the dashboard."""

import sys
from pathlib import Path

import click

from ediary_analytics.cli import options, words
from ediary_analytics.i18n import N_


@click.command(cls=words.Command, help=N_("Serve the dashboard over the last import, on this computer only."))
@options.data
@click.option("--port", type=click.IntRange(1, 65535), help=N_("Port of the dashboard (else a free one)."))
def app(data_dir: Path | None, port: int | None) -> None:
    data = options.folder(data_dir)
    serve_dashboard(data, port, demo=(data / "demo").exists())


def serve_dashboard(data: Path, port: int | None, *, demo: bool) -> None:
    """Serve until stopped, and end the program with the server's exit status."""
    from ediary_analytics.web import server

    sys.exit(server.serve(data, port, demo=demo))
