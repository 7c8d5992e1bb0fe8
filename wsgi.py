"""The WSGI application, for any server that wants one: ``gunicorn wsgi:application``."""

import atexit

from uwlr_service.app import create_app

application = create_app()
atexit.register(application.close)
