"""What is remembered of the lists that were sent takes no more memory than it may, whatever somebody typed into them."""

import tracemalloc

from data.places import PLACES
from indicators import CATALOGUE
from indicators.engine.observations import KEPT, Observer
from indicators.engine.values import Quantity


def test_long_texts_in_lists_push_each_other_out() -> None:
    """Four thousand lists were kept, whatever each of them took."""
    observer = Observer(CATALOGUE, PLACES)
    tracemalloc.start()
    for number in range(400):
        items = [f"{number}.{item} " + "đ" * 30_000 for item in range(5)]
        measured = [("TR02", "organiser", item, Quantity(1.0, keys=["ơ" * 10_000 + item[:9]])) for item in items]
        observer.remember((f"hash {number}", 8096, "statistical"), {"trainings": measured})
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < KEPT
    assert observer._kept.kept(("trainings", ("hash 399", 8096, "statistical"))) == measured
