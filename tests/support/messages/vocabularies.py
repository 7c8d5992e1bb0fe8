"""Small vocabularies as VDEX files."""

NAMESPACE = "http://www.imsglobal.org/xsd/imsvdex_v1p0"
URI = "http://uitgever.example/normen"


def vdex(*terms: str, identifier: str | None = URI, inner: str = "") -> bytes:
    """A flat vocabulary of these Dutch captions; ``inner`` is put in as it is."""
    head = f"<vocabIdentifier>{identifier}</vocabIdentifier>" if identifier is not None else ""
    body = "".join(
        f"<term><termIdentifier>t{number}</termIdentifier>"
        f'<caption><langstring language="nl">{term}</langstring></caption></term>'
        for number, term in enumerate(terms)
    )
    return (
        f'<vdex xmlns="{NAMESPACE}" language="nl"><vocabName><langstring>Normen</langstring></vocabName>'
        f"{head}{body}{inner}</vdex>"
    ).encode()
