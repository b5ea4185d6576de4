"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kompas.project.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does
application = get_wsgi_application()
