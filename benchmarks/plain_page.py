"""The baseline of a click: the page that is usually written for this, with Streamlit as it comes."""

import os

import pandas as pd
import plotly.express as px
import streamlit as st


@st.cache_data
def load() -> pd.DataFrame:
    return pd.read_parquet(os.environ["PLAIN_PAGE_DATA"])


data = load()
measure = st.selectbox("Chỉ tiêu", data["measure"].unique())
areas = st.multiselect("Tỉnh, thành phố", data["area"].unique(), default=["Cả nước"])
shown = data[(data["measure"] == measure) & data["area"].isin(areas)]
st.plotly_chart(px.line(shown, x="period", y="value", color="area", markers=True, title=measure))
