"""The first page: what can be linked, for whom, and how that goes."""

from flask import render_template


def show() -> str:
    """For anybody; somebody who is signed in sees what waits for them."""
    return render_template("publiek/start.html")
