"""The packages of a night as ``uwlr worker`` makes them: for each partner of GKV, one of each school."""

from collections.abc import Mapping
from contextlib import closing

from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd


def plan(diensten: Diensten) -> int:
    """Write down the packages of last night, after making the key that signs them; returns how many."""
    diensten.ondertekening.key()
    return diensten.nacht.plan(tijd.today(), tijd.now())


def make(environ: Mapping[str, str]) -> int:
    """Make packages as long as there are any; other processes may do so beside this one."""
    made = 0
    with closing(Diensten.open(Settings.from_environment(environ))) as diensten:
        while diensten.nacht.make(tijd.today(), tijd.now()) is not None:
            made += 1
    return made
