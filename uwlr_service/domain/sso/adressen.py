"""What the OpenID provider calls itself, and the addresses at which it is found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ssoadressen:
    """The addresses by the issuer, which is that of the settings and never what a caller says."""

    issuer: str

    @property
    def token(self) -> str:
        """Where tokens are asked for; a client may address its proof to it, or to the issuer."""
        return f"{self.issuer}/token"

    @property
    def audiences(self) -> tuple[str, str]:
        """The names by which a client can mean us in what it signs (RFC 7523, section 3)."""
        return (self.issuer, self.token)

    def below(self, path: str) -> str:
        """Another address of the provider."""
        return f"{self.issuer}/{path}"
