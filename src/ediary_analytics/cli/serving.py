"""``ediary app``: the dashboard."""

import sys
from pathlib import Path

import click

from ediary_analytics.cli import options


@click.command()
@options.data
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the dashboard (else a free one).")
def app(data_dir: Path | None, port: int | None) -> None:
    """Serve the dashboard over the last import, on this computer only."""
    data = options.folder(data_dir)
    serve_dashboard(data, port, demo=(data / "demo").exists())


def serve_dashboard(data: Path, port: int | None, *, demo: bool) -> None:
    """Serve until stopped, and end the program with the server's exit status."""
    from ediary_analytics.web import server

    sys.exit(server.serve(data, port, demo=demo))
