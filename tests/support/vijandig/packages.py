"""Packages that the sender itself signed, wrong in the way that an input says."""

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.support.commandline import Uwlr
from tests.support.gkv.forging import Change, Forger, with_attribute, with_text
from tests.support.vijandig.directives import Directives
from uwlr_service.formats.gkv.pakket import MANIFEST
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening

KOPIE = "kopie.sqlite"
LINK = "2"


class Packages:
    """A partner with a copy of a first package, and a forger of the second."""

    def __init__(self, uwlr: Uwlr, database: Database, secret: bytes) -> None:
        self.folder = uwlr.folder
        made = [self._made(uwlr), self._made(uwlr, "--volledig")]
        self._forger = Forger(made[1], Ondertekening(database, secret).key())
        self._second = made[1].read_bytes()
        uwlr.good("gkv", "apply", "--jwks", "sleutels.json", "--to", KOPIE, made[0])

    def write(self, directives: Directives, parts: Mapping[str, str]) -> None:
        """Write ``pakket.zip`` as an input wants it.

        ``attribuut`` and ``element`` of the manifest get ``waarde``; in ``deel`` the text ``zoek`` is
        replaced, or all of it; ``heel`` is the whole file, and ``erachter`` comes after it.
        """
        path = self.folder / "pakket.zip"
        if "heel" in parts:
            path.write_bytes(directives.write(parts["heel"]))
        elif "erachter" in parts:
            path.write_bytes(self._second + directives.write(parts["erachter"]))
        elif "knip" in parts:
            path.write_bytes(self._second[: int(parts["knip"])])
        else:
            self._forge(path, directives, parts)

    def copied(self) -> str:
        """A digest of all that is in the partner's copy."""
        with closing(sqlite3.connect(self.folder / KOPIE)) as connection:
            return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()

    def _forge(self, path: Path, directives: Directives, parts: Mapping[str, str]) -> None:
        waarde = directives.write(parts.get("waarde", ""))
        if "attribuut" in parts:
            self._forger.write(path, manifest=with_attribute(parts["attribuut"], waarde.decode()))
        elif "element" in parts:
            self._forger.write(path, manifest=with_text(parts["element"], waarde.decode()))
        else:
            change: Change = partial(_replaced, parts.get("zoek", "").encode(), waarde)
            if parts.get("deel", MANIFEST) == MANIFEST:
                self._forger.write(path, manifest=change)
            else:
                self._forger.write(path, files={parts["deel"]: change})

    def _made(self, uwlr: Uwlr, *options: str) -> Path:
        (made,) = uwlr.json("gkv", "generate", LINK, *options)["leveringen"]
        return uwlr.folder / "var" / "leveringen" / str(made["pad"])


def _replaced(old: bytes, new: bytes, content: bytes) -> bytes:
    if not old:
        return new
    assert old in content, f"{old!r} is not there"
    return content.replace(old, new, 1)
