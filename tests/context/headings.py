"""Words in a heading, or over it, that make its numbers other numbers; and words that do not."""

from functools import partial

from tests.context.case import FIGURE, FIGURE_READ, Context, accepted, asked, form_of, list_of

VALUE, TO_DATE = "Trong quý", "Lũy kế từ đầu năm"

# What a heading may say of its column that is not this quarter's own figure: by a word, by a time.
ROLES = (
    "kế hoạch",
    "KH",
    "chỉ tiêu giao",
    "dự toán",
    "dự kiến",
    "ước",
    "ước thực hiện",
    "ƯTH",
    "cùng kỳ",
    "cùng kỳ năm trước",
    "năm trước",
    "quý trước",
    "so với cùng kỳ",
    "tăng, giảm",
    "tỷ lệ %",
    "tỷ trọng",
    "plan",
    "estimate",
    "last year",
    "growth",
)
TIMES = (
    "năm 2023",
    "quý III",
    "quý III/2024",
    "Q3/2024",
    "cùng kỳ năm 2023",
    "6 tháng đầu năm",
    "6 tháng cuối năm 2024",
    "9 tháng",
    "giai đoạn 2021-2024",
    "tháng 12",
    "2023",
)
STRANGE = ("bán công", "tính hộ", "xyz")


def written(heading: str, word: str) -> list[tuple[str, str]]:
    return [
        ("in brackets", f"{heading} ({word})"),
        ("on a line below", f"{heading}\n{word}"),
        ("on a line above", f"{word.capitalize()}\n{heading}"),
        ("after a stroke", f"{heading} / {word}"),
        ("after a dash", f"{heading} - {word}"),
    ]


def _rule(word: str) -> str:
    return "other_period" if word in TIMES and "cùng kỳ" not in word else "other_role"


def _in_headings() -> list[Context]:
    """Each word in one of the ways of writing it, at one of the form's two columns, and over each of them."""
    cases = []
    for number, word in enumerate((*ROLES, *TIMES)):
        for at, label in ((3, VALUE), (4, TO_DATE)):
            ways = written(label, word)
            way, heading = ways[(number + at) % len(ways)]
            sentence = f"«{word}» {way} of «{label}»"
            cases.append(asked(sentence, partial(form_of, headings={at: heading}), f"{_rule(word)}@{'DE'[at - 3]}1"))
    return cases


def _over_headings() -> list[Context]:
    cases = []
    for word in ("Kế hoạch", "Năm 2023", "Ước thực hiện", "Cùng kỳ năm trước", "Giai đoạn 2021-2024", "Dự kiến"):
        above = [None, None, None, word, None]
        rule = f"{_rule(word[0].lower() + word[1:])}@D1"
        cases.append(asked(f"«{word}» over both columns, merged", partial(form_of, above, merged=["D1:E1"]), rule))
        cases.append(asked(f"«{word}» over both columns, not merged", partial(form_of, above), rule))
        alone = [None, None, None, None, word]
        cases.append(asked(f"«{word}» over the year to date alone", partial(form_of, alone), rule.replace("@D", "@E")))
    return cases


def _strange() -> list[Context]:
    cases = [
        asked(f"«{word}» in a heading", partial(form_of, headings={3: f"{VALUE} ({word})"}), "unknown_words@D1")
        for word in STRANGE
    ]
    cases += [
        asked(f"«{word}» over a heading", partial(form_of, [None, None, None, word]), "unknown_words@D1")
        for word in STRANGE
    ]
    return cases


def _of_lists() -> list[Context]:
    heads = {0: "Tên lớp", 3: "Ngày khai giảng", 6: "Số lượt người tham dự"}
    cases = []
    for word in ("kế hoạch", "dự kiến", "ước", "năm 2023", "cùng kỳ", "lũy kế", "quý III/2024", "xyz"):
        for at, label in heads.items():
            rule = "unknown_words" if word == "xyz" else _rule(word)
            cell = f"{'ABCDEFGH'[at]}1"
            cases.append(
                asked(
                    f"«{word}» after «{label}» of a list",
                    partial(list_of, headings={at: f"{label} ({word})"}),
                    f"{rule}@{cell}",
                )
            )
    return cases


# Ways to write the same headings.
SAME = (
    (3, "TRONG QUÝ"),
    (3, "Trong\nquý"),
    (3, "(4) Trong quý"),
    (3, "Trong quý (*)"),
    (3, "Trong quý IV"),
    (3, "Trong quý IV/2024"),
    (3, "Trong quý 4 năm 2024"),
    (3, "Thực hiện trong quý IV năm 2024"),
    (3, "Số liệu trong quý"),
    (3, "Trong quý / In the quarter"),
    (3, "Trong kỳ (quý IV/2024)"),
    (3, "Trong kỳ báo cáo"),
    (4, "Lũy kế từ đầu năm 2024"),
    (4, "Lũy kế (từ đầu năm)"),
    (4, "Lũy kế năm 2024"),
    (4, "Lũy kế từ đầu năm đến hết quý IV/2024"),
    (4, "Lũy kế / Year to date"),
    (4, "Cộng dồn từ đầu năm"),
    (2, "ĐVT"),
    (2, "Đơn vị tính (ĐVT)"),
    (1, "Tên chỉ tiêu"),
    (0, "Mã số chỉ tiêu"),
)


def _same() -> list[Context]:
    cases = [
        accepted(f"«{heading}» for a heading", partial(form_of, headings={at: heading}), [FIGURE_READ])
        for at, heading in SAME
    ]
    for word in ("Thực hiện", "Số liệu", "Năm 2024", "Kết quả thực hiện", "Số liệu báo cáo"):
        above = [None, None, None, word, None]
        rows = [FIGURE_READ]
        if word == "Năm 2024":
            above = [None, None, None, None, word]
        cases.append(accepted(f"«{word}» over the columns", partial(form_of, above), rows))
    return cases


def _two_levels() -> list[Context]:
    """A heading over two: the first is its total, and its name its own."""
    above = [None, None, None, None, None, None, "Số người", None]
    heads = {6: "Tổng số", 7: "Nữ"}
    return [
        accepted("«Số người» over «Tổng số | Nữ»", partial(list_of, above, headings=heads, merged=["G1:H1"])),
        accepted("«Số người» over «Tổng số | Nữ», not merged", partial(list_of, above, headings=heads)),
        asked(
            "«Số người (dự kiến)» over «Tổng số | Nữ»",
            partial(list_of, [*above[:6], "Số người (dự kiến)", None], headings=heads, merged=["G1:H1"]),
            "other_role@G1",
        ),
        asked(
            "a name that says a plan",
            partial(form_of, lines=[[FIGURE[0], f"{FIGURE[1]} (kế hoạch)", *FIGURE[2:]]]),
            "other_role@B2",
        ),
        asked(
            "a name that says another year",
            partial(form_of, lines=[[FIGURE[0], f"{FIGURE[1]} năm 2023", *FIGURE[2:]]]),
            "other_period@B2",
        ),
        asked(
            "a note that says an estimate",
            partial(form_of, lines=[[*FIGURE, "số ước tính"]]),
            "other_role@F2",
        ),
        accepted("a note that says nothing of the kind", partial(form_of, lines=[[*FIGURE, "tại Đông Hà"]])),
    ]


CASES: list[Context] = [*_in_headings(), *_over_headings(), *_strange(), *_of_lists(), *_same(), *_two_levels()]
