"""Where the texts of settings come from: the environment, and ``.env`` in the working folder.

The settings of an installed service are in a file of root, which systemd and the wrapper read. A command that
was started without them would work on another database than the service, so it asks here first.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from uwlr_service.config import geheimbestanden
from uwlr_service.config.dotenv_file import PREFIX, Dotenv, read_dotenv
from uwlr_service.domain.tekst import shown

DOTENV = Path(".env")
DOTENV_SWITCH = "UWLR_DOTENV"
DATABASE_URL = "UWLR_DATABASE_URL"
INSTALLED = Path("/etc/uwlr.env")
"""The settings of the service on a machine where it is installed, see docs/install.rst."""
WRAPPER = Path("/usr/local/bin/uwlr")
SLEUTEL = "UWLR_SLEUTEL"
ELSEWHERE = frozenset({SLEUTEL, "UWLR_CORPUS"})
"""What others read than the service: ``uwlr call``, and the tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The texts of all settings by their names, without those that are empty."""

    texts: Mapping[str, str]
    path: Path | None = None
    """The file ``.env``, if it was read."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line in that file, of each text that came from it."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """The file of each text that came from one of its own, such as of UWLR_SECRET_FILE."""
    remarks: tuple[str, ...] = ()
    """What whoever started this has to be told, in Dutch."""
    is_misplaced: bool = False
    """Whether this machine has an installed service, and these are not its settings."""

    @classmethod
    def given(cls, environ: Mapping[str, str]) -> "Sources":
        """A mapping that is the whole environment."""
        return cls(texts={name: text for name, text in environ.items() if text})

    @classmethod
    def of_environment(cls) -> "Sources":
        """The environment of this process alone."""
        return cls.given(os.environ).placed()

    @classmethod
    def here(cls) -> "Sources":
        """The environment, and ``.env`` in this folder. Raises ConfigFout for a file that is wrong."""
        environment = cls.of_environment()
        texts = environment.texts
        if texts.get(DOTENV_SWITCH, "").strip().lower() == "off":
            return environment.with_files().placed()
        file = read_dotenv(DOTENV)
        from_file = {
            name: text
            for name, text in file.texts.items()
            if text and name not in os.environ and name != DOTENV_SWITCH
        }
        together = cls(
            texts={**from_file, **texts},
            path=file.path,
            lines={name: file.lines[name] for name in from_file},
            remarks=tuple(_remarks(file)),
        )
        return together.with_files().placed()

    def with_files(self) -> "Sources":
        """The same, with the texts of settings that name a file. Raises ConfigFout for one that is wrong."""
        files = geheimbestanden.named_files(self.texts)
        read = {name: geheimbestanden.read_file(name, path) for name, path in files.items()}
        return replace(self, texts={**self.texts, **read}, files=files)

    def placed(self) -> "Sources":
        """The same, knowing whether these are the settings of the service that this machine has."""
        return replace(self, is_misplaced=_is_misplaced(self.texts))

    def unknown(self, known: frozenset[str]) -> Iterator[str]:
        """A sentence for each variable of ours that nobody reads, with the name that is nearest."""
        allowed = known | ELSEWHERE | geheimbestanden.NAMES.keys()
        for name in sorted(self.texts):
            if not name.upper().startswith(PREFIX) or name in allowed:
                continue
            (near,) = get_close_matches(name.upper(), sorted(allowed), n=1, cutoff=0)
            line = self.lines.get(name)
            place = "" if line is None else f" ({self.path}, regel {line})"
            yield f"{shown(name)}{place} is geen instelling, en telt niet; bedoeld: {near}?"


def _remarks(file: Dotenv) -> Iterator[str]:
    if file.is_folder:
        yield f"{file.path} is een map, en wordt niet gelezen."
    if DOTENV_SWITCH in file.texts:
        yield f"{DOTENV_SWITCH} telt niet in {file.path}: zet het in de omgeving."


def _is_misplaced(texts: Mapping[str, str]) -> bool:
    # A link to a file that went away counts too: a service was installed here.
    return DATABASE_URL not in texts and os.path.lexists(INSTALLED)


MISPLACED = (
    f"{DATABASE_URL} is niet gezet, en deze machine heeft {INSTALLED}: zonder die instellingen werkt deze"
    f" opdracht op een andere database dan de dienst. Gebruik als root {WRAPPER}, dat ze daaruit leest. Staat"
    f" {DATABASE_URL} niet in {INSTALLED}, zet het er dan bij."
)
