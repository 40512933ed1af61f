"""What is seen; the only code that imports streamlit or plotly."""
