"""``uwlr doctor`` as a test asks it: what it says about one subject, by how serious that is."""

import json
from pathlib import Path

from tests.support.commandline import Uwlr

EXIT_CODES = {True: 0, False: 1}


class Doctor:
    """Looks over the installation that the commands of a test work on."""

    def __init__(self, uwlr: Uwlr) -> None:
        self._uwlr = uwlr

    def about(self, onderwerp: str, *args: str | Path, **environ: str) -> dict[str, str]:
        """What it finds about a subject, joined for each grade; the exit code goes with all it finds."""
        result = self._uwlr("doctor", *args, "--json", **environ)
        said = json.loads(result.stdout_bytes.decode("utf-8"))
        assert result.exit_code == EXIT_CODES[said["goed"]], result.stderr
        assert said["goed"] == (said["aantallen"]["herstel"] == 0)
        texts: dict[str, str] = {}
        for finding in said["bevindingen"]:
            if finding["onderwerp"] == onderwerp:
                before = texts.get(finding["ernst"], "")
                texts[finding["ernst"]] = f"{before}{finding['tekst']} {finding['doe'] or ''}\n"
        assert texts, f"it says nothing about {onderwerp}"
        return texts
