"""The other baseline of what is seen first: the page that is usually written for this with Dash, served by gunicorn."""

import os

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html  # type: ignore[import-not-found]

data = pd.read_parquet(os.environ["PLAIN_PAGE_DATA"])
areas = list(data["area"].unique())
app = Dash(__name__)
measures = list(data["measure"].unique())
app.layout = html.Div(
    [
        dcc.Dropdown(measures, measures[0], id="measure"),
        dcc.Dropdown(areas, areas[:6], multi=True, id="areas"),
        dcc.Graph(id="chart"),
    ]
)
server = app.server


@app.callback(Output("chart", "figure"), Input("measure", "value"), Input("areas", "value"))  # type: ignore[untyped-decorator]
def draw(measure: str, chosen: list[str]) -> object:
    shown = data[(data["measure"] == measure) & data["area"].isin(chosen)]
    return px.line(shown, x="period", y="value", color="area", markers=True, title=measure)
