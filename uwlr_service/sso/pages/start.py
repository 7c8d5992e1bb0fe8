"""The first page: for somebody who signed in without going anywhere."""

from flask import render_template


def show() -> str:
    """Who is signed in, and that they go on at the application itself."""
    return render_template("sso/start.html")
