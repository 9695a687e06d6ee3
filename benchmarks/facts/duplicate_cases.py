"""Made-up documents of which it is known which are the same: four ways of being so, and many that only look it.

    python -m benchmarks.facts.duplicates

Same: one answer from many bodies, a government's page and its wire copies, twins of a PDF (other breaks, a web page's
frame, OCR), corrected versions. Not the same: a template with other figures, suppliers, subjects, months or sections,
reports of consecutive months, a news report that quotes a page, a bundle of letters that holds one.
"""

import random
from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import NamedTuple

from benchmarks.facts.duplicate_words import Bank

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SIGNERS = ("A. Officer", "Head of Disclosure", "Information Manager", "Requests Team", "Solicitor to the Authority")
MISREAD = {"o": "0", "l": "1", "i": "l", "e": "c", "m": "rn", "d": "cl", "s": "5", "h": "b", "u": "ii", "t": "f"}


class Case(NamedTuple):
    """A document: those of one `group` are the same; `family` says what kind of case it is."""

    group: str
    family: str
    authority: str
    media_type: str
    text: str


class Maker:
    """Makes cases from a bank, by chance that repeats itself."""

    def __init__(self, bank: Bank, seed: int) -> None:
        self.bank = bank
        self.dice = random.Random(f"duplicates {seed}")  # noqa: S311 - always the same
        self._groups = 0

    def cases(self, rounds: int = 4) -> Iterator[Case]:
        """Yield all cases; each round makes every kind anew, with other bodies, figures and days."""
        for at in range(rounds):
            yield from self._answers()
            yield from self._slots()
            yield from self._nils(2012 + at)
            yield from self._pages()
            yield from self._reports()
            yield from self._corrected()
            yield from self._sections()
            yield from self._grants()

    def _answers(self) -> Iterator[Case]:
        for text in self.bank.same:
            group = self._group(text)
            bodies = self.dice.sample(self.bank.bodies, self.dice.randint(2, 5))
            letters = [(body, self.letter(text, body, self.facts())) for body in bodies]
            for (name, _), letter in letters:
                yield Case(group, "one answer, many bodies", name, "application/pdf", letter)
            (name, _), letter = letters[0]
            yield Case(group, "twin", name, "text/html", self.framed(unwrapped(letter)))
            yield Case(group, "twin by OCR", name, "application/pdf", self.misread(letter, self.dice.choice((1, 2, 3))))
            bundle = "\n".join(self.letter(other, self.bank.bodies[0], self.facts()) for other in self.bank.slots * 3)
            yield Case(self._group(), "bundle that holds it", name, "application/pdf", f"{bundle}\n{letter}")

    def _slots(self) -> Iterator[Case]:
        for text in self.bank.slots:
            for body in self.dice.sample(self.bank.bodies, 3):
                group, facts = self._group(), self.facts()
                letter = self.letter(text, body, facts)
                yield Case(group, "template, other figures", body[0], "application/pdf", letter)
                if self.dice.random() < 0.5:
                    yield Case(group, "twin", body[0], "text/html", self.framed(unwrapped(letter)))
                if self.dice.random() < 0.3:
                    yield Case(group, "twin by OCR", body[0], "application/pdf", self.misread(letter, 1))
            body, facts = self.dice.choice(self.bank.bodies), self.facts()
            for firm in self.dice.sample(self.bank.firms, 2):
                letter = self.letter(
                    text, body, {**self.facts(), "sum": facts["sum"], "count": facts["count"], "firm": firm}
                )
                yield Case(self._group(), "template, other supplier", body[0], "application/pdf", letter)
            for _ in range(2):
                one = {**self.facts(), "count": facts["count"], "firm": facts["firm"]}
                yield Case(
                    self._group(), "template, other sum", body[0], "application/pdf", self.letter(text, body, one)
                )

    def _nils(self, year: int) -> Iterator[Case]:
        letter, monthly = self.bank.nil
        body = self.dice.choice(self.bank.bodies)
        for subject in self.dice.sample(self.bank.subjects, 3):
            text = self.letter(letter, body, {**self.facts(), "subject": subject})
            yield Case(self._group(subject), "not held, other subject", body[0], "application/pdf", text)
        subject, start = self.dice.choice(self.bank.subjects), self.dice.randrange(10)
        for month in MONTHS[start : start + 3]:
            text = self.filled(monthly, body, {**self.facts(), "subject": subject, "month": month, "year": str(year)})
            yield Case(self._group(), "nil return of a month", body[0], "application/pdf", text)

    def _pages(self) -> Iterator[Case]:
        for title, text in self.bank.pages:
            group, facts = self._group(title), {**self.facts(), "title": title}
            before, after = (self.filled(part, ("", ""), facts) for part in self.bank.news)
            paragraphs = text.strip().split("\n\n")
            yield Case(group, "page", "", "text/html", self.framed(f"{title}\n\n{text}"))
            yield Case(group, "wire copy", "The Daily Ledger", "text/html", before + text + after)
            short = "\n\n".join(paragraphs[: 3 if self.dice.random() < 0.5 else 4])
            yield Case(group, "wire copy, cut", "Evening Post", "text/html", before + short + after)
            edited = text.replace("the ", "that ", 2).replace("will", "is to", 1)
            added = "Since this page was first put up a link has been mended.\n"
            yield Case(group, "page put right", "", "text/html", self.framed(f"{title}\n\n{edited}\n{added}"))
            quoting = f"{paragraphs[-2]}\n\nThat is what ministers said. {' '.join(self.bank.same[0].split()[40:150])}"
            yield Case(
                self._group(f"on {title}"),
                "report that quotes a page",
                "The Daily Ledger",
                "text/html",
                before + quoting,
            )

    def _reports(self) -> Iterator[Case]:
        body, start = self.dice.choice(self.bank.bodies), self.dice.randrange(9)
        for month in MONTHS[start : start + 3]:
            group = self._group()
            facts = {**self.facts(), "month": month, "year": "2021"}
            rows = [(row, self._figure(), self._figure()) for row in self.bank.rows]
            text = self._report(body, facts, rows)
            yield Case(group, "report of a month", body[0], "application/pdf", text)
            if self.dice.random() < 0.6:
                wrong = self.dice.randrange(len(rows))
                put = [(row, self._figure() if at == wrong else a, b) for at, (row, a, b) in enumerate(rows)]
                yield Case(group, "corrected report", body[0], "application/pdf", self._report(body, facts, put))
            if self.dice.random() < 0.6:
                yield Case(group, "twin by OCR", body[0], "application/pdf", self.misread(text, 1))
            if self.dice.random() < 0.6:
                yield Case(group, "twin", body[0], "text/csv", text.replace(" | ", "\n"))

    def _corrected(self) -> Iterator[Case]:
        text, body = self.dice.choice(self.bank.slots), self.dice.choice(self.bank.bodies)
        group, facts = self._group(), self.facts()
        yield Case(group, "letter put right", body[0], "application/pdf", self.letter(text, body, facts, 0))
        later = {**facts, "day": self._day(), "sum": self._sum()}
        note = "\nThis letter corrects a figure in the one we sent before.\n" if self.dice.random() < 0.5 else ""
        yield Case(group, "letter put right", body[0], "application/pdf", self.letter(text + note, body, later, 0))

    def _sections(self) -> Iterator[Case]:
        body, text = self.dice.choice(self.bank.bodies), self.bank.slots[0].split("\n\n")[0]
        for section, why in (
            ("40(2)", "personal data"),
            ("43(2)", "commercial interests"),
            ("12", "cost of compliance"),
        ):
            refused = f"{text}\n\nThe information is refused under section {section} of the Act ({why}). " + (
                "We have searched for it, found what we hold, and considered whether any part could be sent to you "
                "without what must be kept back, but what would be left would mean nothing to a reader.\n"
            )
            letter = self.letter(refused, body, self.facts())
            yield Case(self._group(section), "refused under another section", body[0], "application/pdf", letter)

    def _grants(self) -> Iterator[Case]:
        ours, *others = self.dice.sample(self.bank.bodies, 4)
        for name, place in others:
            text = (
                f"You asked what became of the bid by {name} to the towns fund.\n\nThe bid by {name} was judged by a "
                f"panel of officials and one outside assessor, scored below the threshold for its plan of delivery, "
                f"and "
                f"was not put to ministers. People in {place} had been asked for their views by post. Feedback was "
                "given to the bidder in a meeting of which no note was taken.\n"
            )
            letter = self.letter(text, ours, self.facts())
            yield Case(self._group(name), "one body about several", ours[0], "application/pdf", letter)

    def _report(self, body: tuple[str, str], facts: dict[str, str], rows: list[tuple[str, str, str]]) -> str:
        before, after = (self.filled(part, body, facts) for part in self.bank.report)
        lines = "\n".join(" | ".join(row) for row in rows)
        return f"{body[0]}\n{before}\nMeasure | Target | Actual\n{lines}\n{after}"

    def letter(self, text: str, body: tuple[str, str], facts: dict[str, str], style: int | None = None) -> str:
        """Return a text as a letter of a body, in hard-wrapped lines."""
        style = self.dice.randrange(2) if style is None else style
        whole = "\n".join((self.bank.head[style], text, self.bank.tail[style]))
        return wrapped(self.filled(whole, body, facts), self.dice.randint(60, 96))

    def filled(self, text: str, body: tuple[str, str], facts: dict[str, str]) -> str:
        """Return a text with what is to be filled in."""
        return text.format(body=body[0], place=body[1], mail=body[1].lower().replace(" ", ""), **{"title": "", **facts})

    def facts(self) -> dict[str, str]:
        """Return what differs from letter to letter."""
        return {
            "ref": f"FOI/{self.dice.randint(2012, 2023)}/{self.dice.randint(1000, 99999):05}",
            "day": self._day(),
            "day2": self._day(),
            "phone": f"{self.dice.randrange(1000):03}",
            "signer": self.dice.choice(SIGNERS),
            "sum": self._sum(),
            "count": str(self.dice.randint(11, 4000)),
            "firm": self.dice.choice(self.bank.firms),
        }

    def framed(self, text: str) -> str:
        """Return a text as it comes out of a web page."""
        before, after = self.bank.frame
        return before + text + after

    def misread(self, text: str, percent: int) -> str:
        """Return a text as OCR might read it: so many letters in a hundred wrong, and lines that run otherwise."""

        def letter(one: str) -> str:
            if one == "\n" or self.dice.random() * 100 >= percent:
                return one
            return self.dice.choice(("", MISREAD.get(one, one), MISREAD.get(one, one), one + " ", "."))

        return "".join(map(letter, text))

    def _group(self, name: str = "") -> str:
        """Return a new group, or the one of this name."""
        self._groups += 1
        return name or f"group {self._groups}"

    def _day(self) -> str:
        day, month, year = self.dice.randint(1, 28), self.dice.randrange(12), self.dice.randint(2012, 2023)
        forms: tuple[Callable[[], str], ...] = (
            lambda: f"{day} {MONTHS[month]} {year}",
            lambda: f"{day:02}/{month + 1:02}/{year}",
            lambda: f"{day}th {MONTHS[month]} {year}",
        )
        return self.dice.choice(forms)()

    def _sum(self) -> str:
        return f"{self.dice.randint(1_000, 4_000_000):,}" + self.dice.choice(("", ".50", ""))

    def _figure(self) -> str:
        return f"{self.dice.randint(0, 9000):,}"


def unwrapped(text: str) -> str:
    """Return hard-wrapped paragraphs as one line each."""
    return "\n\n".join(" ".join(part.split("\n")) for part in text.split("\n\n"))


def wrapped(text: str, width: int) -> str:
    """Return a text in lines of a width, long words parted at the end of some, with a foot to each page."""
    lines = [line for part in text.split("\n") for line in (wrap(part, width) or [""])]
    parted = [_parted(line, width) for line in lines]
    half = len(parted) // 2
    return "\n".join((*parted[:half], "Page 1 of 2", *parted[half:], "Page 2 of 2"))


def _parted(line: str, width: int) -> str:
    last = line.rpartition(" ")[2]
    if len(line) < width - 2 or len(last) < 9 or not last.isalpha():
        return line
    return f"{line[:-4]}-\n{line[-4:]}"
