"""The first operator on an empty machine, from the command line to the pages."""

from tests.support.verhalen.mens import Mens
from tests.support.verhalen.toneel import Toneel


def test_the_first_operator_comes_in(toneel: Toneel) -> None:
    otto = Mens(toneel.enter(), "Otto Dam", "otto@dienst.example")
    otto.bezoeker.go_to()
    otto.bezoeker.reads("Er is nog geen beheerder van deze dienst.", "uwlr gebruiker invite --rol operator")
    otto.bezoeker.picture("leeg")
    said = toneel.uwlr.good(
        *("gebruiker", "invite", "--rol", "operator"), *("--email", otto.mail, "--naam", otto.naam)
    )
    otto.accept(said.stdout.strip())
    otto.bezoeker.title_is("Beheer van de dienst")
    otto.bezoeker.picture("beheer")
    otto.bezoeker.press("Afmelden")
    otto.bezoeker.reads_nothing_of("Er is nog geen beheerder van deze dienst.")
    otto.sign_in()
    otto.bezoeker.title_is("Beheer van de dienst")
    otto.bezoeker.go_to(said.stdout.strip())
    otto.bezoeker.reads("Hier is geen uitnodiging")
