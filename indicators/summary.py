"""The totals of the lists, typed on one form, as offices report them: in the quarter and for the year so far.

Its figures are the measures of every list; where a list is given both must agree, else the typed total counts.
"""

from data.model import Text
from indicators.define import Indicator

INDICATOR = Indicator(
    order=5,
    label=Text("Tổng hợp", "Summary"),
    vi="Tổng số của các danh sách, trong quý và lũy kế từ đầu năm.",
    en="The totals of the lists, in the quarter and for the year so far.",
    basis="Nghị định 09/2019/NĐ-CP",
    also=("Tong hop", "Biểu tổng hợp"),
)
