"""What a reader's fork is asked of a file, and its answer: in a process with limits, as `data.sandbox` starts it."""

import json
import pickle
from collections.abc import Mapping
from typing import BinaryIO

from data.feedback.annotate import mark
from data.feedback.xml_text import Unmarkable
from data.reading.reader import read
from data.reading.source_cells import cells
from data.reading_codec import _encode
from data.table import Table


def answer_question(question: bytes, tables: Mapping[str, Table], answer: BinaryIO) -> None:
    """A file to be read, given back marked, or proposed a layout for; some cells of one; a document in prose."""
    match pickle.loads(question):
        case ("read", name, data, standing):
            _encode(read(data, name, tables, standing=standing), answer)
        case ("cells", name, data, wanted, standing):
            answer.write(json.dumps(cells(data, name, tables, wanted, standing)).encode())
            answer.flush()
        case ("draw", name, data, layout, period):
            from data.layouts.view import drawn

            answer.write(drawn(data, name, tables, layout, period).encode())
            answer.flush()
        case ("quarters", name, data):
            from data.layouts.view import quarters_named

            answer.write(quarters_named(data, name, tables).encode())
            answer.flush()
        case ("propose", name, data, asked):
            from data.layouts.propose import proposed  # with a library that no other question needs

            answer.write(proposed(data, name, tables, asked).encode())
            answer.flush()
        case ("prose", data):
            from data.prose.opened import answer as of_prose  # with a library that workbooks do not need

            answer.write(of_prose(data))
            answer.flush()
        case ("mark", data, findings, language, said, source):
            if source is not None:
                from data.feedback.whole_list import whole_list  # with a database, which no other question needs

                findings = whole_list(source, tables)
            try:
                answer.write(mark(data, findings, language, said))
            except Unmarkable as unmarkable:
                answer.write(unmarkable.why.encode())
            answer.flush()
