"""Addresses that pages had before: each leads to the same view at its address of today, with what was chosen."""

from urllib.parse import parse_qsl, urlencode

from data.model import Period
from data.places import NATION_KEY, PLACES
from pages.server.menu import EXPLORE, FIELDS
from pages.texts.compare import SPAN_KEYS

VIEWS = {"xu-huong": "duong", "so-sanh": "xep-hang", "ban-do": "ban-do"}  # former pages, each now a view
FORMER_FIELDS = {name.replace("_", "-"): path for path, name in FIELDS.items()}
HOME = ("", "tong-quan")  # which once showed a province, too
READINGS = ("dan-so", "chi-so")  # which were among what is laid beside a line


def moved(path: str, query: str) -> str:
    """Where an old address leads today, or `` for one that is not old."""
    page = path.strip("/")
    chosen = dict(parse_qsl(query, keep_blank_values=True))
    if page in HOME and (area := chosen.pop("pham-vi", "")) in PLACES.versions:
        return _address("ho-so-tinh", {"tinh": area} | chosen)
    if page in VIEWS:
        return _address(EXPLORE, _renamed(page, {"xem": VIEWS[page]} | chosen))
    if page in FORMER_FIELDS and FORMER_FIELDS[page] != page:
        return _address(FORMER_FIELDS[page], _renamed(page, chosen))
    return ""


def of_frame(view: str, query: str) -> str:
    """The page whose chart a frame shows; their choices have the same names."""
    return _address(EXPLORE, _renamed("", {"xem": VIEWS[view]} | dict(parse_qsl(query))))


def _address(page: str, chosen: dict[str, str]) -> str:
    if page == EXPLORE and chosen.get("xem") == "duong":
        del chosen["xem"]
    return f"/{page}?{urlencode(chosen, safe=',')}" if chosen else f"/{page}"


def _renamed(page: str, chosen: dict[str, str]) -> dict[str, str]:
    """The choices under their names of today."""
    names = {"vung": "nhom", f"chi-tieu-{page}": "chi-tieu"}
    kept = {names.get(key, key): value for key, value in chosen.items() if key != "pham-vi"}
    if (area := chosen.get("pham-vi")) and area != NATION_KEY:
        kept.setdefault("tinh", area)
    elif page == "xu-huong" and kept.get("tinh"):
        kept["tinh"] = f"{NATION_KEY},{kept['tinh']}"  # which stood above its provinces
    beside = [one for one in kept.pop("ve-them", "").split(",") if one]
    if rest := [one for one in beside if one not in READINGS]:
        kept["ve-them"] = ",".join(rest)
    if read := [one for one in beside if one in READINGS]:
        kept["tinh-theo"] = read[-1]
    if kept.get("xem") == "duong" and kept.get("phan-to"):
        kept["xem"] = "co-cau"
    if kept.get("xem") == "theo-ky":
        kept |= _until(kept)
    return kept


def _until(kept: dict[str, str]) -> dict[str, str]:
    """A span ends with the quarter in which the period ended that was looked at."""
    for key in SPAN_KEYS.values():
        try:
            return {"den": Period.quarter(Period.parse(kept.pop(key)).last).code}
        except (KeyError, ValueError):
            continue
    return {}
