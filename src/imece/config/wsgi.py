"""The door for granian: people's pages."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imece.config.settings")
application = get_wsgi_application()
