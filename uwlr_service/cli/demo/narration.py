"""The story of a demo: each step, with the command that does the same."""

from pathlib import Path

from rich.text import Text

from uwlr_service.cli.output import console, show


def show_command(*lines: str) -> None:
    """A command to copy: never broken in two, however narrow the terminal is."""
    for line in lines:
        console().print(Text(f"   {line}", style="cyan"), soft_wrap=True)


def show_address(adres: str) -> None:
    """An address to open: at the edge, since the ones that sign in are nearly 80 signs."""
    console().print(Text(adres, style="cyan"), soft_wrap=True)


class Narration:
    """Numbers the steps as it tells them; everything is written in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._step = 0
        show(Text.assemble("De demo gebruikt de map ", (self.shown(folder), "bold"), "."))
        show("Bij elke stap staat de opdracht waarmee u hetzelfde zelf doet, na")
        show_command(f"export UWLR_VAR={self.shown(folder)}")

    def say(self, tekst: str, *opdracht: str) -> None:
        """Tell one step."""
        self._step += 1
        show(Text(f"\n{self._step}. {tekst}", style="bold"))
        show_command(*opdracht)

    @staticmethod
    def shown(path: Path) -> str:
        """A path as short as it can be typed here."""
        here = Path.cwd()
        return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
