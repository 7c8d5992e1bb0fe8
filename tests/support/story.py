"""A school year of two schools, a partner of GKV and a publisher, on an installation that may be put back."""

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from joserfc.jwk import ECKey

from tests.support.callers import post
from tests.support.installation import Installation
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from tests.support.messages.soap import Answer, request
from tests.support.partners.handelenden import DOOR
from tests.support.places import ROOT
from tests.support.schools.builders import ANDERE_SCHOOL, PARTS, SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server
from uwlr_service.client.gkv_kopie import Kopie
from uwlr_service.domain.school.school import Schoolcode


class Story:
    """One school year of two schools, a partner of GKV, and a publisher; before and after a restore."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.folder = installation.folder
        self.key = self.folder / "sleutel.json"
        key = ECKey.generate_key("P-256")
        self.key.write_text(json.dumps(key.as_dict(private=True)))
        with installation.diensten() as diensten:
            diensten.journaal.require_current()
            for school in (SCHOOL, ANDERE_SCHOOL):
                diensten.edexml.store(schoolgegevens(school))
            beheer = diensten.koppelingbeheer
            scholen = [SCHOOL, ANDERE_SCHOOL]
            self.partner = beheer.add(
                klantnaam="Ouders", klantcode="O1", scholen=scholen, gegevensset="gkv-basis", door=DOOR
            ).koppeling.id
            uitgifte = beheer.add(
                klantnaam="Uitgeverij", klantcode="U1", scholen=scholen, gegevensset="volledig", door=DOOR
            )
            public = json.dumps({"keys": [key.as_dict(private=False)]}).encode()
            diensten.partnersleutels.add_jwks(self.partner, public, door=DOOR)
        self.uitgever = uitgifte.koppeling.id
        self.sleutel = uitgifte.sleutel

    def change(self, achternaam: str) -> None:
        """The school gives a pupil another name."""
        first, *others = PARTS["leerlingen"]
        parts = {**PARTS, "leerlingen": (replace(first, achternaam=achternaam), *others)}
        with self.installation.diensten() as diensten:
            diensten.edexml.store(schoolgegevens(SCHOOL, **parts, school=schoolgegevens().school))

    def deliver(self, *options: str) -> None:
        """The night: a package for every school of the partner."""
        self.installation.uwlr("gkv", "generate", str(self.partner), *options)

    def fetch(self, server: Server, *options: str, naam: str = "kopie", exit_code: int = 0) -> str:
        """What the partner does in the morning, in a process of its own; what its program said."""
        command = [sys.executable, "-m", "uwlr_service.cli", "gkv", "fetch", "--url", server.url]
        command += ["--koppeling", str(self.partner), "--key-file", str(self.key)]
        done = subprocess.run(
            [*command, "--kopie", str(self.copy(naam)), *options],
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == exit_code, done.stderr
        return done.stderr

    def copy(self, naam: str) -> Path:
        return self.folder / f"{naam}.sqlite"

    def objects(self, school: Schoolcode, naam: str = "kopie") -> set[str]:
        """All that a copy has of a school."""
        with closing(Kopie(self.copy(naam))) as kopie:
            return {fragment.xml for fragment in kopie.objects(str(self.partner), str(school))}

    def ask(self, server: Server, since: str | None = None, brincode: str = "99XX") -> Answer:
        """The publisher asks for the pupils of a school."""
        location = "16" if brincode == "99XX" else "00"
        message = request(
            self.sleutel, brincode=brincode, dependancecode=location, laatstontvangengegevens=since
        )
        return post(server.url, message)

    def bring(self, server: Server, name: str, count: int) -> None:
        """The publisher brings results, which are confirmed."""
        results = (resultaat(f"{name}-{number}", 7) for number in range(count))
        message = bericht(self.sleutel, toetsafname("L2", *results))
        assert post(server.url, message, BRENG).status == 200
