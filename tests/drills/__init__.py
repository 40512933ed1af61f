"""Drills: the product's own acceptance under kills, torn writes, full and failing disks and power cuts.

`python -m tests.drills` runs all of them (`make drill`), `--short` what the test command has time for. Nothing here knows how the
product stores: a drill sends real files through a real service, spoils one file call, opens the store again as an operator
would, and asks whether every acknowledged submission is there, whole, once.
"""
