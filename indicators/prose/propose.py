"""From a document in prose to proposals: which number is which figure, of what time, why, and how sure.

Nothing here is random or learnt; nothing is taken by itself. Certain is only what is understood to its last word.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.model import Period, Text
from data.places import Unit
from data.prose.passages import Document, Mention, ProseSentence
from data.table import closed
from data.text_keys import tidy
from indicators.define import Indicator
from indicators.prose import doubts
from indicators.prose.claims import Claim, ToldLine, bound_words, claims_of, lines_of
from indicators.prose.head import speaks_of
from indicators.prose.numbers import MONEY, clause_of, kind_of, unit_words
from indicators.prose.proposal import Proposal, Proposals, Quote
from indicators.prose.spans import Span, Times, times_of
from indicators.prose.totals import add_up
from indicators.prose.words import NUMBER, SentenceWords, is_known_name, words_of

MOST_NUMBERS = 600  # of a document; a report has some hundreds
LONGEST, MOST_IN_ONE, BEFORE = 2_500, 60, 2_000  # a sentence that is looked into; what stands before one
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,120})[”\"]")
_WHOLE = re.compile(r"[-–+•*●“\"(\d.)a-z ]{0,6}[A-ZÀ-ỴĐ].*[.;:!?…/]+[”\")»]*$", re.DOTALL)
_BROKEN = re.compile(r",\d+$|\.\d{1,2}$")
_YEAR = re.compile(r"(?:19|20)\d\d")
OF_ANOTHER = Text(
    "văn bản không ghi là của tỉnh và quý này", "the document does not say that it is of this province and quarter"
)
NO_TIME = Text("câu không nói là của quý, lũy kế hay tại thời điểm nào", "the sentence does not say of what time it is")
OTHER_TIME = Text("câu nhắc tới thời gian khác: {words}", "the sentence names another time: {words}")
TWO_TIMES = Text("câu nói cả số trong quý và lũy kế", "the sentence speaks of the quarter and of the year so far")
STRANGE = Text("có từ chưa rõ nghĩa: «{words}»", "words that are not understood: “{words}”")
ACCENTS = Text("chữ trong câu khác dấu với cách viết quen", "the words are typed with other accents")
PLAN_SECTION = Text("nằm dưới mục «{title}»", "stands under “{title}”")
AROUND = Text("gần đó có «{words}»", "near it stands “{words}”")
RIVALS = Text("cũng có thể là {codes}", "it may be {codes} as well")
TWICE = Text("văn bản có nhiều số cho cùng chỉ tiêu", "the document has several numbers for this figure")
LIKE_A_YEAR = Text("số viết giống một năm", "the number is written like a year")
CUT = Text("câu không trọn", "the sentence is not whole")
NO_COUNT = Text("số đếm mà có phần lẻ", "a count with decimals")
BY_ITSELF = Text("cách viết này luôn phải hỏi", "this way of writing is always asked about")
DOUBTS = {
    "tracked": Text("đoạn còn dấu theo dõi sửa đổi", "the paragraph has tracked changes"),
    "hidden": Text("đoạn có chữ ẩn", "the paragraph has hidden text"),
    "struck": Text("đoạn có chữ bị gạch", "the paragraph has struck text"),
    "mark": Text("số có dấu chú thích", "a number has a footnote mark"),
    "table": Text("nằm trong bảng", "it stands in a table"),
}


@dataclass(slots=True)
class _Around:
    """What stands before a sentence: its titles, and the rest of its paragraph."""

    titles: dict[int, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    kept: tuple[str, SentenceWords] | None = None

    @property
    def earlier(self) -> SentenceWords:
        """The words of what stands before, made once for all numbers of a sentence."""
        if self.kept is None or self.kept[0] != self.before:
            self.kept = self.before, words_of(self.before)
        return self.kept[1]


@dataclass(frozen=True, slots=True)
class _Found:
    claim: Claim
    index: int  # of the word
    taken: frozenset[int]
    weight: int


def propose(
    document: Document, unit: Unit, period: Period, catalogue: Mapping[str, Indicator], names: Sequence[str] = ()
) -> Proposals:
    """What a document says of a province's quarter. `names` are other names of the province."""
    return _Proposer(document, unit, period, catalogue, names).propose()


class _Proposer:
    def __init__(
        self, document: Document, unit: Unit, period: Period, catalogue: Mapping[str, Indicator], names: Sequence[str]
    ) -> None:
        self.document, self.unit, self.period = document, unit, period
        self.lines: dict[str, ToldLine] = {
            code: line for code, line in lines_of(catalogue).items() if len(closed(line.figure, period)) < 2
        }
        self.claims = [claim for claim in claims_of(catalogue) if claim.code in self.lines]
        self.own = doubts.neutral_names(unit.name, *names)
        self.speaks_of_it = speaks_of(document, unit, period)
        self.noted = doubts.notes(passage.text for passage in document.passages)
        self.found: list[Proposal] = []
        self.unclaimed: list[Quote] = []

    def propose(self) -> Proposals:
        around = _Around()
        passage = -1
        sentences = self.document.sentences
        seen = 0
        for number, sentence in enumerate(sentences):
            text = self.document.passages[sentence.passage].text
            if sentence.passage != passage:
                before = self.document.passages[passage].text if passage >= 0 else ""
                around.before = before if before.endswith(":") else ""
                passage = sentence.passage
                if level := doubts.title_level(text):
                    around.titles = {high: title for high, title in around.titles.items() if high < level} | {
                        level: text
                    }
            following = sentences[number + 1] if number + 1 < len(sentences) else None
            around.after = following.text if following else ""
            count = len(sentence.mentions)
            seen += count
            if len(sentence.text) <= LONGEST and count <= MOST_IN_ONE and seen <= MOST_NUMBERS:
                self._sentence(sentence, around)
            else:
                self._too_much(sentence)
            around.before = f"{around.before} {sentence.text}"[-BEFORE:]
        figures = add_up(_without_rivals(self.found), self.lines)
        return Proposals(tuple(figures), tuple(self.unclaimed))

    def _sentence(self, sentence: ProseSentence, around: _Around) -> None:
        mentions = sentence.mentions
        words = words_of(sentence.text, mentions)
        found = self._claimed(sentence, words, mentions, around)
        best = {index: _best(each) for index, each in found.items()}
        taken = {word for each in best.values() for word in each[0].taken}
        for index in sorted(best):
            self.found.append(self._proposal(sentence, words, mentions, best[index], taken, around))
        numbers = [index for index, word in enumerate(words.words) if word.plain == NUMBER]
        for index in numbers:
            if index not in best and not _YEAR.fullmatch(words.words[index].typed):
                self.unclaimed.append(self._quote(sentence, words, mentions, index))

    def _too_much(self, sentence: ProseSentence) -> None:
        """Numbers that are listed and not looked into: of no sentence that an office would write."""
        place = self.document.of(sentence).place
        for number, one in enumerate(sentence.mentions[: max(0, MOST_NUMBERS - len(self.unclaimed))], 1):
            if one.end <= LONGEST:
                text = sentence.text[:LONGEST]
                self.unclaimed.append(Quote(sentence.number, number, one.start, one.end, text, place))

    # Which figure

    def _claimed(
        self, sentence: ProseSentence, words: SentenceWords, mentions: Sequence[Mention], around: _Around
    ) -> dict[int, list[_Found]]:
        found: dict[int, list[_Found]] = defaultdict(list)
        names = self._names(sentence, words)
        numbers = [index for index, word in enumerate(words.words) if word.plain == NUMBER]
        kinds = {index: kind_of(sentence.text, words.words[index].start, words.words[index].end) for index in numbers}
        for claim in self.claims:
            for index in numbers if claim.kind == "n" else names if claim.kind == "name" else ():
                if claim.kind == "n" and self._wanted(claim) not in kinds[index]:
                    continue
                told = claim.found(words, index)
                if told is not None and self._under(claim, words, index, around):
                    unit = unit_words(sentence, words, index) if self.lines[claim.code].figure.money else set()
                    found[index].append(_Found(claim, index, frozenset(told[0] | unit), told[1]))
            if claim.kind == "0" and (match := re.search(claim.left.pattern[:-1] + claim.right.pattern, words.line)):
                index = words.at(match.start(1))
                span = words.within(*match.span())
                if not any(word in numbers for word in span):
                    found[index].append(_Found(claim, index, frozenset(span), len(span)))
        return found

    def _names(self, sentence: ProseSentence, words: SentenceWords) -> list[int]:
        starts = {match.start(1) for match in _QUOTED.finditer(sentence.text)}
        return [index for index, word in enumerate(words.words) if word.start in starts]

    def _wanted(self, claim: Claim) -> str:
        """The kind of number that a line has."""
        figure = self.lines[claim.code].figure
        return "share" if figure.share else "money" if figure.money else "count"

    def _under(self, claim: Claim, words: SentenceWords, index: int, around: _Around) -> bool:
        if not claim.under:
            return True
        over = f"{around.earlier.line} {words.line[: words.start(index)]}"
        over += " ".join(words_of(title).line for title in around.titles.values())
        return any(f"{one} " in f"{over} " for one in claim.under)

    # Of what time, and how sure

    def _proposal(
        self,
        sentence: ProseSentence,
        words: SentenceWords,
        mentions: Sequence[Mention],
        best: list[_Found],
        taken: set[int],
        around: _Around,
    ) -> Proposal:
        one = best[0]
        line = self.lines[one.claim.code]
        clause = clause_of(words, one.index)
        times = times_of(words, clause, self.period)
        whole = times_of(words, range(len(words.words)), self.period)
        span, why = self._span(line, times, whole)
        why += self._doubts(sentence, words, clause, taken | times.taken, whole, around)
        if one.claim.kind != "n" or not one.claim.sure:
            why.append(BY_ITSELF)
        if not self._accents(words, one):
            why.append(ACCENTS)
        if doubts.marked(sentence.text[words.words[one.index].end :]):
            why.append(DOUBTS["mark"])
        if _YEAR.fullmatch(words.words[one.index].typed):
            why.append(LIKE_A_YEAR)
        if line.figure.whole and one.claim.kind == "n" and _BROKEN.search(words.words[one.index].typed):
            why.append(NO_COUNT)
        rivals = tuple(dict.fromkeys(each.claim.code for each in best if each.claim.code != one.claim.code))
        if near := [each.claim.code for each in best[1:] if each.weight == one.weight or one.claim.under]:
            why.append(RIVALS.format(codes=", ".join(dict.fromkeys(near))))
        quote = self._quote(sentence, words, mentions, one.index)
        column = "value" if span is not Span.TO_DATE else "year_to_date"
        shut = closed(line.figure, self.period)
        if column in shut:
            column = "year_to_date" if column == "value" else "value"
        typed = self._typed(one, words, sentence, line)
        why = list(dict.fromkeys(why))
        return Proposal(
            one.claim.code, column, span, typed, (quote,), not why, one.claim.said, tuple(why), rivals, one.claim.parts
        )  # fmt: skip

    def _span(self, line: ToldLine, times: Times, whole: Times) -> tuple[Span, list[Text]]:
        said = list(dict.fromkeys(times.spans or whole.spans))
        if line.figure.at_date:
            return Span.AT_DATE, [] if said == [Span.AT_DATE] else [NO_TIME]
        own = [one for one in said if one is not Span.AT_DATE]
        if len(own) > 1:
            return own[0], [TWO_TIMES]
        if not own:
            return Span.TO_DATE, [NO_TIME]
        if own == [Span.QUARTER] and line.figure.yearly:
            return Span.TO_DATE, [NO_TIME]
        return own[0], []

    def _doubts(
        self,
        sentence: ProseSentence,
        words: SentenceWords,
        clause: range,
        taken: set[int],
        whole: Times,
        around: _Around,
    ) -> list[Text]:
        passage = self.document.of(sentence)
        why = [DOUBTS[passage.doubt]] if passage.doubt else []
        if not _WHOLE.match(sentence.text):
            why.append(CUT)
        if not self.speaks_of_it:
            why.append(OF_ANOTHER)
        if whole.other:
            why.append(OTHER_TIME.format(words=", ".join(dict.fromkeys(whole.other))))
        strange = doubts.not_understood(words, clause, taken, self.own)
        if strange:
            text = sentence.text[words.words[clause.start].start : words.words[clause.stop - 1].end]
            why += doubts.named(text)
            why.append(STRANGE.format(words=" ".join(strange[:8]) + ("…" if len(strange) > 8 else "")))
        for title in around.titles.values():
            if doubts.is_plan(title):
                why.append(PLAN_SECTION.format(title=tidy(title)[:60]))
        earlier = around.earlier
        if others := times_of(earlier, range(len(earlier.words)), self.period).other:
            why.append(OTHER_TIME.format(words=", ".join(dict.fromkeys(others))))
        near = self.noted or doubts.around(f"{around.before} {sentence.text} {around.after}")
        if near := near or doubts.leads(around.before):
            why.append(AROUND.format(words=near))
        return why

    def _accents(self, words: SentenceWords, one: _Found) -> bool:
        """Whether the words by which it was found are typed with the accents of the declaration."""
        known = {part for text in one.claim.typed for part in text.split()} | doubts.NEUTRAL | doubts.BOUND_WORDS
        literal = (words.words[index] for index in one.taken if words.words[index].plain != NUMBER)
        return all(is_known_name(word.typed) or all(part in known for part in word.typed.split()) for word in literal)

    def _typed(self, one: _Found, words: SentenceWords, sentence: ProseSentence, line: ToldLine) -> str:
        """What goes into the cell: the number as typed, the words before it that make it a bound, its unit of money."""
        word = words.words[one.index]
        if one.claim.kind == "0":
            return "0"
        if one.claim.kind == "name":
            return "1"
        count = bound_words(words, one.index)
        start = words.words[one.index - count].start if count else word.start
        end = word.end
        if line.figure.money and (unit := MONEY.match(sentence.text[end:])):
            end += unit.end()
        if line.figure.share:
            end = sentence.text.index("%", end) + 1
        return tidy(sentence.text[start:end])

    def _quote(self, sentence: ProseSentence, words: SentenceWords, mentions: Sequence[Mention], index: int) -> Quote:
        word = words.words[index]
        which = next((i for i, one in enumerate(mentions, 1) if one.start == word.start), 0)
        place = self.document.of(sentence).place
        return Quote(sentence.number, which, word.start, word.end, sentence.text, place)


def _best(found: list[_Found]) -> list[_Found]:
    """What a number may be, a line each, the one that is told by most words first; with all words by which it is."""
    heaviest = sorted(found, key=lambda one: -one.weight)
    best = {one.claim.code: one for one in reversed(heaviest)}
    for one in found:
        first = best[one.claim.code]
        best[one.claim.code] = replace(first, taken=first.taken | one.taken)
    return sorted(best.values(), key=lambda one: -one.weight)


def _without_rivals(found: list[Proposal]) -> list[Proposal]:
    """Of the same figure told twice alike the surer one; told differently, each is asked about."""
    by_code: dict[str, list[Proposal]] = defaultdict(list)
    for one in found:
        by_code[one.code].append(one)
    kept = []
    for one in found:
        alike = [each for each in by_code[one.code] if not each.part]
        same = sorted((e for e in alike if (e.typed, e.column) == (one.typed, one.column)), key=lambda e: not e.sure)
        if not one.part and same[0] is not one:
            continue
        differ = not one.part and len({(each.typed, each.column) for each in alike}) > 1
        kept.append(replace(one, sure=False, doubts=(*one.doubts, TWICE)) if differ else one)
    return kept
