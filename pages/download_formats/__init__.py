"""The formats in which figures are taken away, a file each: found here, offered by every page."""

from collections.abc import Collection

from data.discovery import discover
from pages.download_formats.format import DownloadFormat

FORMATS: Collection[DownloadFormat] = discover(__path__, __name__, DownloadFormat).values()
