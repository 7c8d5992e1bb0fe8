"""The use cases of the application that answers this call."""

from flask import Flask, current_app

from uwlr_service.diensten import Diensten

NAME = "uwlr"
"""Where they lie among the extensions of Flask."""


def install(web: Flask, diensten: Diensten) -> None:
    """Give an application its use cases."""
    web.extensions[NAME] = diensten


def diensten() -> Diensten:
    """The use cases of the application that answers this call."""
    current: Diensten = current_app.extensions[NAME]
    return current
