"""Days from which a series is no longer quite the same thing: marked in charts, some without growth across them."""

from datetime import date

from data.model import Text
from indicators import MEASURES
from indicators.define import Break, Measure
from indicators.sources import FROM_MEMORY

COMMON = (
    Break(
        date(2025, 3, 1),
        "Từ 01/03/2025 Sở Khoa học và Công nghệ hợp nhất với Sở Thông tin và Truyền thông.",
        "On 1 March 2025 the departments of science and technology and of information and communications merged.",
        FROM_MEMORY,
    ),
    Break(
        date(2025, 7, 1),
        "Từ 01/07/2025 cả nước có 34 tỉnh, thành phố thay cho 63, và không còn cấp huyện.",
        "On 1 July 2025 the 63 provinces became 34, and districts ended.",
        "Nghị quyết 202/2025/QH15",
    ),
)


def breaks_of(measure: Measure) -> tuple[Break, ...]:
    """The breaks of a measure's series in order of time: its own, and those of every series."""
    return tuple(sorted((*COMMON, *measure.breaks), key=lambda one: one.day))


def unread() -> list[Text]:
    """What is said of days on which a series changed without a document that was read, each once."""
    known = [*COMMON, *(one for measure in MEASURES.values() for one in measure.breaks)]
    return list(dict.fromkeys(one.text for one in known if not one.cited))
