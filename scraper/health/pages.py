"""Rules about pages: those that cannot be read, fields that are no longer found, texts that became thin."""

from collections.abc import Iterator
from statistics import median

from scraper.archive.observations import Measure, Observation, Observed
from scraper.health.judging import Past, Suspicion
from scraper.health.shapes import place_of
from scraper.health.shares import Share, fell, share_of

MANY = 3
"""Pages that cannot be read without it being by chance, however many others can."""
HALF = 0.5

THIN, VERY_THIN = 0.25, 0.1
"""Of the fewest words that pages had in any run: of several pages, and of a single one."""
ENOUGH_PAGES = 5

SURE = frozenset({"authority", "published", "updated"})
"""Fields that one publication alone does not lose by its nature."""

ALWAYS = 0.95
LOOK = "open the address in a browser and compare with `foi history`; if it is right as it is, `foi doctor --accept {}`"


def unread(run: Observed, past: Past) -> Iterator[Suspicion]:
    """Pages could not be read, and most of what was met, or many."""
    notes = _fresh(run, past, "unread")
    well = _number(run, "pages well")
    if notes and run.run.outcome != "stopped" and (len(notes) >= MANY or len(notes) >= HALF * (len(notes) + well)):
        yield _bad(run, notes, "unread", f"{_pages(len(notes))} could not be read, {well:,} could: {notes[0].detail}")


def missing(run: Observed, past: Past) -> Iterator[Suspicion]:
    """Pages that are held are not there any more, several at once: one alone was taken down."""
    notes = _fresh(run, past, "missing")
    if len(notes) >= MANY and len(notes) > _number(run, "pages well"):
        yield _bad(run, notes, "missing", f"{_pages(len(notes))} that were there are not: {notes[0].detail}")


def unfetched(run: Observed, past: Past) -> Iterator[Suspicion]:
    """Most files could not be had."""
    notes = _fresh(run, past, "unfetched")
    well = _number(run, "files well")
    if len(notes) >= MANY and len(notes) > well and run.run.outcome != "stopped":
        what = f"{len(notes):,} documents could not be had, {well:,} could: {notes[0].detail}"
        yield _bad(run, notes, "unfetched", what)


def fewer_fields(run: Observed, past: Past) -> Iterator[Suspicion]:
    """Publications lack a field that they used to have."""
    for name, measure in run.measures.items():
        kind, _, field = name.partition(" ")
        if kind != "field":
            continue
        before, kept = share_of(past.runs, name), run.measures.get(f"kept {field}")
        least = 1 if field in SURE else 2
        lost = kept and kept.among >= least and kept.number == 0 and before.number >= ALWAYS * before.among
        if lost or fell(measure, before, least):
            what = f"{measure.number:,} of {measure.among:,} publications read have {_called(field)}"
            if lost and kept:
                what += f"; {kept.among:,} that had it lost it"
            note = next((one for one in run.observations if one.kind == f"without {field}"), None)
            yield Suspicion(run.run.source, f"field {field}", what, _of(before, past), _url(note), _look(run))


def renamed(run: Observed, past: Past) -> Iterator[Suspicion]:
    """A field of JSON that was always there is in none of it."""
    gone: dict[str, list[str]] = {}
    for name, before in _json_before(past).items():
        stage, _, field = name.partition(" ")
        among = _number(run, f"objects {stage} {place_of(field)}")
        now = Share(0, among)
        if f"json {name}" not in run.measures and before.all and among and fell(now, before):
            gone.setdefault(stage, []).append(field)
    for stage, fields in gone.items():
        note = next((one for one in run.observations if one.kind == f"json {stage}"), None)
        new = [name for name in _new_fields(run, past, stage) if place_of(name) in {place_of(one) for one in fields}]
        what = f"its JSON has no {_several(fields)} any more" + (f"; new is {_several(new)}" if new else "")
        before = share_of(past.runs, f"json {stage} {fields[0]}")
        yield Suspicion(run.run.source, "json", what, _of(before, past), _url(note), _look(run))


def thin(run: Observed, past: Past) -> Iterator[Suspicion]:
    """Pages have far fewer words than those of this source ever had, or than they had themselves."""
    words, long = run.measures.get("words"), run.measures.get("as long")
    before = [one for seen in past.runs if (one := seen.measures.get("words"))]
    note = next((one for one in run.observations if one.kind == "shrunk"), None)
    few = words is not None and _few(words, before)
    shrunk = long is not None and long.among - long.number > 1 and long.number < HALF * long.among
    if words is not None and (few or shrunk):
        what = f"the pages read have {words.number:,} words, by the median of {words.among:,}"
        if long is not None and shrunk:
            what += f"; {long.among - long.number:,} of {long.among:,} lost three quarters of theirs, or more"
        usual = f"{round(median(one.number for one in before)):,} words, usually" if before else ""
        yield Suspicion(run.run.source, "thin", what, usual, _url(note), _look(run))


def other_names(run: Observed, past: Past) -> Iterator[Suspicion]:
    """Publications at known addresses have new identities, so that each is held twice."""
    same, before = run.measures.get("same name"), share_of(past.runs, "same name")
    if same and same.number < HALF * same.among and before.all:
        note = next((one for one in run.observations if one.kind == "renamed"), None)
        what = f"{same.among - same.number:,} of {same.among:,} known publications have other identities now"
        compared = note.detail if note else ""
        yield Suspicion(run.run.source, "other-names", what, compared, _url(note), _look(run))


RULES = (unread, missing, unfetched, fewer_fields, renamed, thin, other_names)


def _few(words: Measure, before: list[Measure]) -> bool:
    if sum(one.among for one in before) < ENOUGH_PAGES:
        return False
    least = min(one.number for one in before)
    return words.number < (VERY_THIN if words.among == 1 else THIN) * least


def _fresh(run: Observed, past: Past, kind: str) -> list[Observation]:
    """What failed, without what failed before while others did not: that is odd by itself."""
    return [one for one in run.observations if one.kind == kind and one.url not in past.odd]


def _bad(run: Observed, notes: list[Observation], kind: str, what: str) -> Suspicion:
    source = run.run.source
    advice = f"open the address in a browser; `foi status --all` lists all of them, `foi crawl {source}` tries again"
    return Suspicion(source, kind, what, "", notes[0].url, advice)


def _json_before(past: Past) -> dict[str, Share]:
    names = {name for run in past.runs for name in run.measures if name.startswith("json ")}
    return {name.removeprefix("json "): share_of(past.runs, name) for name in sorted(names)}


def _new_fields(run: Observed, past: Past, stage: str) -> list[str]:
    known = {name for seen in past.runs for name in seen.measures}
    start = f"json {stage} "
    return [name.removeprefix(start) for name in run.measures if name.startswith(start) and name not in known]


def _number(run: Observed, name: str) -> int:
    return run.measures[name].number if name in run.measures else 0


def _called(field: str) -> str:
    return {
        "authority": "an authority",
        "published": "a date of publication",
        "updated": "a date of change",
        "original": "a link to the original",
        "reference": "a reference",
        "files": "files",
        "outcome": "an outcome",
        "events": "events",
    }.get(field, f"a {field}")


def _several(names: list[str]) -> str:
    shown = ", ".join(repr(name) for name in names[:4])
    return f"{shown} and {len(names) - 4} more" if len(names) > 4 else shown


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number:,} pages"


def _url(note: Observation | None) -> str:
    return note.url if note else ""


def _look(run: Observed) -> str:
    return LOOK.format(run.run.source)


def _of(before: Share, past: Past) -> str:
    crawls = "crawl" if len(past.runs) == 1 else f"{len(past.runs)} crawls"
    return f"{before.number:,} of {before.among:,} in the {crawls} before"
