"""Figures drawn by Plotly, each a function of an answer."""
