"""The file ``.env`` in the folder of a command: settings beside those of the environment."""

from io import StringIO
from pathlib import Path

from dotenv import dotenv_values

from uwlr_service.config.values import ConfigFout

LARGEST = 1024 * 1024
"""Bytes; a file with every setting has a few thousand."""


def read_dotenv(path: Path) -> dict[str, str | None]:
    """The values in the file; none if there is none. Raises ConfigFout if it cannot be read."""
    # A folder of that name is common, and means nothing. A pipe or a device would keep us waiting.
    if not path.exists() or path.is_dir():
        return {}
    if not path.is_file():
        raise ConfigFout(f"{path} is geen gewoon bestand.")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise ConfigFout(f"{path} is niet te lezen: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ConfigFout(f"{path} is geen UTF-8.") from error
    if len(data) > LARGEST:
        raise ConfigFout(f"{path} is groter dan {LARGEST} bytes.")
    return dotenv_values(stream=StringIO(text))
