"""The first page of an operator: what waits, and how the last night went."""

from flask import render_template


def show() -> str:
    """For operators."""
    return render_template("beheer/start.html")
