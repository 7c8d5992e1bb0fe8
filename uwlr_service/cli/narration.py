"""The story of a demo: each step in a line, with the command that does the same."""

from pathlib import Path

from rich.text import Text

from uwlr_service.cli.output import show


class Narration:
    """Numbers the steps as it tells them."""

    def __init__(self, folder: Path) -> None:
        self._step = 0
        show(Text.assemble("De demo gebruikt de map ", (self.shown(folder), "bold"), "."))
        show(Text.assemble("Zelf doen: ", (f"export UWLR_VAR={self.shown(folder)}", "cyan")))

    def say(self, tekst: str, opdracht: str = "") -> None:
        """Tell one step."""
        self._step += 1
        show(
            Text.assemble((f"\n{self._step}. {tekst}", "bold"), "  " if opdracht else "", (opdracht, "cyan"))
        )

    @staticmethod
    def shown(path: Path) -> str:
        """A path as short as it can be typed here."""
        here = Path.cwd()
        return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
