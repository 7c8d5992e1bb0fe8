"""The question before something that cannot be undone; only a person at a terminal can answer it."""

import sys

import click

from uwlr_service.cli.output import say

YES = ("j", "ja")


def confirmed(gevolg: str) -> bool:
    """Whether a person agrees to what an order will do; anything but a clear yes is a no.

    Raises UsageError where nobody can be asked: a script that forgot ``--ja`` must not end anything.
    """
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"er is niets ingetrokken, want er is hier geen terminal om iets te vragen. {gevolg}"
            " Geef --ja als dat de bedoeling is."
        )
    say(gevolg, style="yellow")
    answer = click.prompt("Doorgaan? [j/N]", default="n", show_default=False, err=True)
    return str(answer).strip().lower() in YES
