"""The WSGI door of the node."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.site.settings")
application = get_wsgi_application()
