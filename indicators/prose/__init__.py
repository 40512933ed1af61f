"""Figures that a report in prose tells: proposed by rules that stand beside each measure, never taken by themselves."""
