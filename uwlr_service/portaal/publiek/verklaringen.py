"""What is promised to visitors: what is kept of them, and that everybody can use the pages."""

from flask import render_template

from uwlr_service.paginas import documentatie


def privacy() -> str:
    """What is kept of whoever uses these pages, and for how long."""
    return render_template("publiek/privacy.html", documentatie=documentatie.address())


def toegankelijkheid() -> str:
    """What the pages were made for and held against, and what is not right yet."""
    return render_template("publiek/toegankelijkheid.html")
