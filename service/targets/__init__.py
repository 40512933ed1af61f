"""Plan targets: what stands of them, and how a plan's workbook comes in."""
