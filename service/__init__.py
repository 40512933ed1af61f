"""What people do with a store: send, review, set targets, trace, publish, administer, keep."""

import data  # noqa: F401 - which sets how openpyxl writes, before anything of ours imports it
