"""What a draft is asked: against its own totals, against what stands, against the province's own past."""
