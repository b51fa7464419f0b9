"""The node's settings with one more page: `bare`, which answers without asking anything (bench_pages)."""

from xiezhi.site.settings import *  # noqa: F403

ROOT_URLCONF = "page_urls"
