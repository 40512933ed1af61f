"""The standing rows of a list, filtered."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from data.model import Period, today
from data.places import Boundary, Unit
from data.text_keys import fold
from service.service import Service


def rows(
    service: Service,
    table: str,
    first: Period,
    last: Period,
    units: Sequence[str] = (),
    boundary: Boundary = Boundary.TODAY,
    where: Mapping[str, Sequence[str]] | None = None,
    search: str = "",
) -> pa.Table:
    """The standing rows of a list: period, province, its declared columns, submission and `_row`.

    `units` are keys of the chosen boundary, empty for all; `where` keeps the rows whose choice column has one of
    these codes; `search` looks in every text column and in the province's name, without regard to case and accents.
    """
    declared = service.tables[table].columns
    members: dict[str, Unit] = {}
    for key in service.places.versions:
        home = service.places.heir(key) if boundary is Boundary.TODAY else key
        if not units or home in units:
            members[key] = service.places.version(home, today() if boundary is Boundary.TODAY else last.end)
    conditions = [f'list_contains($w_{n}::VARCHAR[], r."{c}")' for n, c in enumerate(where or {}) if c in declared]
    values: dict[str, object] = {f"w_{n}": list(v) for n, (c, v) in enumerate((where or {}).items()) if c in declared}
    if search.strip():
        texts = [f'r."{key}"' for key, column in declared.items() if column.type.is_text] + ["m.province"]
        words = f"concat_ws(' ', {', '.join(texts)})"
        conditions.append(f"contains(replace(strip_accents(lower({words})), 'đ', 'd'), $search)")
        values["search"] = fold(search)
    select = ", ".join(f'r."{key}"' for key in declared)
    with service.store.reading() as work:
        return work.arrow(
            f"""SELECT (s.quarter // 4)::VARCHAR || '-Q' || (s.quarter % 4 + 1)::VARCHAR AS period,
                m.province, {select}, s.number AS submission, r.row AS _row
            FROM standing AS s JOIN "list_{table}" AS r ON r.submission = s.number
            JOIN (SELECT unnest($units::VARCHAR[]) AS unit, unnest($codes::VARCHAR[]) AS code,
                         unnest($names::VARCHAR[]) AS province) AS m ON m.unit = s.unit
            WHERE s.name = $name AND s.quarter BETWEEN $first::INTEGER AND $last::INTEGER
                {"".join(" AND " + condition for condition in conditions)}
            ORDER BY s.quarter DESC, m.code, r.submission, r.row""",  # noqa: S608 - only declared names
            name=table,
            units=list(members),
            codes=[unit.code for unit in members.values()],
            names=[unit.name for unit in members.values()],
            first=first.first,
            last=last.last,
            **values,
        )
