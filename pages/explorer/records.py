"""The list of a field: what expires soon, and the way to every row of it."""

import streamlit as st

from data.model import Period
from indicators.define import Indicator
from pages.explorer.choices import Selection, scope
from pages.sections import collecting, expiring_marks
from pages.server.store import service
from pages.texts import common
from pages.texts import explorer as texts
from pages.ui import filters, list_rows, page_links
from pages.ui.session import language, t
from service.list_rows import rows as standing_rows


def draw(choice: Selection, family: Indicator) -> None:
    """The rows of the area and quarter that are looked at."""
    quarter, boundary, area = Period.quarter(choice.period.last), choice.boundary, scope(choice)
    only = filters.within(area, boundary, quarter)
    rows = standing_rows(service(), family.name, quarter, quarter, only, boundary)
    count = t(common.ROWS_SHOWN, count=list_rows.cell(rows.num_rows, None))
    collecting.headline(f"{t(family.label)} · {filters.area(area)} · {t(quarter.label)}: {count}", quarter)
    chosen = {"danh-sach": family.name, "tu-quy": quarter.code, "den-quy": quarter.code}
    chosen |= {"tinh": ",".join(only)} if only else {}
    st.page_link(
        "list_rows.py",
        label=t(texts.RECORDS_OF),
        icon=":material/table_rows:",
        query_params=chosen | page_links.kept(boundary, language()),
    )
    expiring_marks.draw(family, quarter, only, boundary)
    if rows.num_rows:
        list_rows.draw(list_rows.named(rows, family), t(family.label), f"records-{family.name}-{language()}")
