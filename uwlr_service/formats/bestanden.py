"""Files that a person names, read whole and no further than a limit."""

from pathlib import Path

from uwlr_service.domain.fouten import DocumentOngeldig


def read_whole(path: Path, most: int) -> bytes:
    """The content of a file of at most so many bytes.

    Raises DocumentOngeldig for a larger one, and for what is not a file with an end, such as a device or a
    pipe; OSError for a file that is not there or may not be read.
    """
    # Looked at before it is opened: opening a pipe waits for somebody who writes.
    if path.exists() and not path.is_file():
        raise DocumentOngeldig(f"{path} is geen gewoon bestand.")
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise DocumentOngeldig(f"{path} is groter dan {most} bytes, en wordt niet gelezen.")
    return data
