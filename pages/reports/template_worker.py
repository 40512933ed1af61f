"""A foreign template is filled in by a process of its own with limits: one made to exhaust a machine exhausts only it.

docxtpl finds placeholders by expressions whose time grows with the square of what they search: no size alone is safe.
"""

import json
import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from data.model import Text
from data.turns import NoRoomError, Turns
from pages.reports.document import Report
from pages.reports.template_check import TemplateRefusedError
from pages.texts import reports as texts

ROOT = Path(__file__).parents[2]
SECONDS, MEMORY = 8, 1 << 30  # of the processor, of address space
PATIENCE = 13.0  # seconds on the clock
QUEUE = 60.0  # seconds until a turn that does not come is given up
_turns = Turns(1, waiting=2)  # a person's second and third template wait, others' go before them


def filled_apart(fill: Callable[[Report, bytes], bytes], report: Report, template: bytes, who: str = "") -> bytes:
    """What `fill`, which stands in its module, makes of them; the pictures of the report are drawn already. People take
    turns, `who` is whose turn this is.

    Raises TemplateRefusedError.
    """
    question = pickle.dumps((fill, report, template))
    try:
        with _turns.turn(who, QUEUE):
            answer = subprocess.run(
                [sys.executable, "-m", "pages.reports.template_worker"],
                input=question,
                capture_output=True,
                cwd=ROOT,
                timeout=PATIENCE,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise TemplateRefusedError(texts.TEMPLATE_HEAVY) from None
    except (NoRoomError, TimeoutError):
        raise TemplateRefusedError(texts.TEMPLATE_WAITS) from None
    if answer.returncode == 0 and answer.stdout[:1] == b"D":
        return answer.stdout[1:]
    if answer.returncode == 0 and answer.stdout[:1] == b"R":
        raise TemplateRefusedError(Text(**json.loads(answer.stdout[1:])))
    heavy = answer.returncode < 0 or b"MemoryError" in answer.stderr
    raise TemplateRefusedError(texts.TEMPLATE_HEAVY if heavy else texts.TEMPLATE_OTHER)


def main() -> None:
    """In the process of its own: the question, which is ours, comes in; the document or the refusal goes out."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    fill, report, template = pickle.loads(sys.stdin.buffer.read())
    try:
        made = b"D" + fill(report, template)
    except TemplateRefusedError as refused:
        made = b"R" + json.dumps({"vi": refused.text.vi, "en": refused.text.en}).encode()
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
