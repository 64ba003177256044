"""A sheet counted a second time, with plain loops over exported JSON and none of the program's own counting.

What each figure means is written down here again, on purpose. `documents` are the objects that `list --json` prints,
with their kind; `first` and `last` are months (2026-09). Limits are not worked out here: who calls says which matters
were overdue, and which were closed late.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

Document = Mapping[str, Any]
Counts = Counter[str]
WORKED = ("case", "dispute", "hazard", "request", "lead", "conduct")
PARTS = ("settled", "steady", "pending", "transferred", "converted", "referred", "withdrawn")
OWN_ACCORD = {"screening", "found", "patrol", "visit", "inspection"}
ANSWERS = ("satisfied", "basic", "dissatisfied", "unreached")


def month(text: str) -> str:
    """The month of a date."""
    return text[:7]


def ends(kind: str, event: Document) -> bool:
    """Whether an event finishes a matter of a kind."""
    action = event["action"]
    if action == "close" or (action == "transfer" and event.get("unit")):
        return True
    if kind == "dispute":
        outcome = event.get("outcome") if action == "mediate" else ""
        return action in {"perform", "convert"} or outcome in {"performed", "referred", "withdrawn"}
    if kind == "request":
        return action in {"resolve", "explain", "convert"}
    if kind == "lead":
        return action == "convert" or event.get("result") == "dismissed"
    return action == "convert" if kind == "hazard" else kind == "conduct" and action == "explain"


def openings(document: Document) -> Iterator[tuple[str, str, list[Document]]]:
    """From when until when the matter was open ('9999' where it still is), and what happened meanwhile."""
    opened = document["reported_at"]
    meanwhile: list[Document] = []
    for event in document.get("events", ()):
        if opened:
            meanwhile.append(event)
        if opened and ends(document["kind"], event):
            yield opened, event["at"], meanwhile
            opened, meanwhile = "", []
        elif not opened and event["action"] == "reopen":
            opened = event["at"]
    if opened:
        yield opened, "9999", meanwhile


def phases(document: Document) -> Iterator[tuple[str, str]]:
    """From when until when the matter was open."""
    for opened, done, _ in openings(document):
        yield opened, done


def became(document: Document, until: str) -> str:
    """What had become of a dispute at the end of a month."""
    part = "pending"
    for event in document.get("events", ()):
        if month(event["at"]) > until:
            break
        action, outcome = event["action"], event.get("outcome", "")
        if action == "mediate":
            part = {"performed": "settled", "steady": "steady", "referred": "referred", "withdrawn": "withdrawn"}.get(
                outcome, "pending"
            )
        elif action == "transfer" and event.get("unit"):
            part = "transferred"
        elif action in {"perform", "steady", "convert", "breach", "reopen"}:
            part = {"perform": "settled", "steady": "steady", "convert": "converted"}.get(action, "pending")
    return part


def is_paused(document: Document, end: str) -> bool:
    """Whether the matter stood still at a month's end, '2026-10-31'."""
    standing: dict[Any, str] = {}
    for event in document.get("events", ()):
        if event["at"] > end:
            break
        if event["action"] == "pause":
            standing[event.get("reason")] = event.get("until", "9999")
        elif event["action"] == "resume":
            reason = event.get("reason")
            standing = {each: until for each, until in standing.items() if reason and each != reason}
        elif ends(document["kind"], event):
            standing = {}
    return any(month(until) > month(end) for until in standing.values())


def events_of(documents: Iterable[Document], action: str, first: str, last: str) -> Iterator[tuple[Document, Document]]:
    """Each event of an action in the period, with its document."""
    for document in documents:
        for event in document.get("events", ()):
            if event["action"] == action and first <= month(event["at"]) <= last:
                yield document, event


def settled_events(document: Document) -> Iterator[Document]:
    """The events with which a problem was settled, each time that it was."""
    kind, state = document["kind"], "open"
    for event in document.get("events", ()):
        action, before = event["action"], state
        if action == "reopen":
            state = "open"
        elif kind == "dispute":
            state = became({"events": [event]}, "9999") if ends(kind, event) or action in MOVING else state
        elif (kind, action) in {("case", "solve"), ("request", "resolve"), ("request", "explain"), ("hazard", "close")}:
            state = "settled"
        elif ends(kind, event) and kind != "request":
            state = "done" if state != "settled" or action != "close" else state
        if state == "settled" and before != "settled":
            yield event


MOVING = {"mediate", "steady", "breach"}


class Station(NamedTuple):
    """What a sheet needs to know of a station besides its records."""

    areas: tuple[str, ...] = ()
    population: Mapping[str, int] = {}
    officers: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    quotas: Mapping[str, int] = {}


class Naive:
    """The figures of a period by id; what compares them is left to `percent`."""

    def __init__(self, documents: list[Document], first: str, last: str, station: Station) -> None:
        self.void = [each for each in documents if any(event["action"] == "void" for event in each.get("events", ()))]
        self.documents = [each for each in documents if each not in self.void]
        self.first, self.last = first, last
        self.station = station
        self.figures: dict[str, Any] = {}
        self._kinds()
        self._disputes()
        self._cases()
        self._work()
        self._contact()
        self._officers()
        self._trend()

    def within(self, text: str) -> bool:
        """Whether a date lies in the period."""
        return self.first <= month(text) <= self.last

    def of(self, kind: str) -> list[Document]:
        """The documents of a kind."""
        return [each for each in self.documents if each["kind"] == kind]

    def events(self, kind: str, action: str) -> list[tuple[Document, Document]]:
        """The events of an action in the period."""
        return list(events_of(self.of(kind), action, self.first, self.last))

    def put(self, table: str, row: Any, column: str, value: Any) -> None:
        """A figure."""
        self.figures[f"{table}.{row or '-'}.{column}"] = value

    def rows(self, table: str, column: str, counts: Mapping[Any, Any]) -> None:
        """A column by label, and its total."""
        for label, count in counts.items():
            self.put(table, label, column, count)
        self.put(table, "total", column, sum(counts.values()))

    def _kinds(self) -> None:
        before = f"{dt.date.fromisoformat(self.first + '-01') - dt.timedelta(days=1):%Y-%m}"
        columns: dict[str, Counts] = {name: Counter() for name in (
            "carried", "registered", "entered_late", "reopened", "closed", "open", "paused",
        )}  # fmt: skip
        for document in self.documents:
            kind = document["kind"]
            if kind not in WORKED:
                continue
            spans = list(phases(document))
            columns["carried"][kind] += any(month(start) <= before < month(end) for start, end in spans)
            is_open = any(month(start) <= self.last < month(end) for start, end in spans)
            columns["open"][kind] += is_open
            columns["paused"][kind] += is_open and is_paused(document, f"{self.last}-31")
            columns["registered"][kind] += self.within(document["reported_at"])
            late = month(document.get("entered_at", "0000")) > month(document["reported_at"])
            columns["entered_late"][kind] += late and self.within(document["reported_at"])
            columns["reopened"][kind] += sum(self.within(start) for start, _ in spans[1:])
            columns["closed"][kind] += sum(self.within(end) for _, end in spans)
        for name, counts in columns.items():
            self.rows("kinds", name, counts)
            if name in {"registered", "closed", "open", "paused"}:
                for kind in WORKED:
                    self.put("compared", f"{kind}_{name}", "month", counts[kind])
        typed = [each for each in self.documents if month(each.get("entered_at", "0000")) > month(each["reported_at"])]
        self.put("compared", "late", "month", sum(self.within(each["entered_at"]) for each in typed))
        self.put("compared", "void", "month", sum(self.within(each["reported_at"]) for each in self.void))

    def _disputes(self) -> None:
        found = [each for each in self.of("dispute") if self.within(each["reported_at"])]
        for table, column in (("disputes", "category"), ("risks", "risk")):
            self.rows(table, "found", Counter(each.get(column, "") for each in found))
            for part in PARTS:
                stood = [each for each in found if became(each, self.last) == part]
                self.rows(table, part, Counter(each.get(column, "") for each in stood))
            for label in [*{each.get(column, "") for each in found}, None]:
                these = [each for each in found if label in {None, each.get(column, "")}]
                settled = sum(became(each, self.last) == "settled" for each in these)
                self.put(table, "total" if label is None else label, "rate", (settled, len(these)))

        def line(code: str, value: Any) -> None:
            self.put("mediation", code, "month", value)

        for part in ("found", *PARTS, "rate"):
            line(part, self.figures[f"disputes.total.{part}"])
        sources = [each.get("source", "") for each in found]
        line("source_initiative", sum(source in OWN_ACCORD for source in sources))
        line("source_application", sources.count("application"))
        line("source_handover", sources.count("handover"))
        named = sum(source in {*OWN_ACCORD, "application", "handover"} for source in sources)
        line("source_other_source", len(found) - named)
        mediations = self.events("dispute", "mediate")
        line("attempts", len(mediations))
        ways = Counter(event.get("way") or each.get("way", "none") for each, event in mediations)
        for way in ("police", "people", "administrative", "joint", "none"):
            line(f"way_{way}", ways[way])
        line(
            "joint",
            sum(
                bool(event.get("units") or each.get("units") or (event.get("way") or each.get("way")) == "joint")
                for each, event in mediations
            ),
        )
        agreed = [event for _, event in mediations if event["outcome"] in {"reached", "performed"}]
        for code, form in (("written", "written"), ("oral", "oral"), ("confirmed", "confirmed"), ("form_none", None)):
            line(code, sum(event.get("form") == form for event in agreed))
        line("amount", sum((Decimal(event.get("amount", 0)) for _, event in mediations), Decimal(0)))
        performed = self.events("dispute", "perform")
        line("paid", sum((Decimal(event.get("amount", 0)) for _, event in performed), Decimal(0)))
        line("performed", len(performed) + sum(event["outcome"] == "performed" for event in agreed))
        line("performed_late", sum(_promised(each, event) < event["at"] for each, event in performed))
        breaches = [event.get("reason") for _, event in self.events("dispute", "breach")]
        line("unperformed", breaches.count("overdue"))
        line("retracted", breaches.count("retracted"))
        line("confirm", len(self.events("dispute", "confirm")))
        converted = [event for _, event in self.events("dispute", "convert") if event.get("to") == "case"]
        line("to_case", len(converted))
        line("to_crime", sum(event.get("nature") == "criminal" for event in converted))
        ended = [event["at"] for each in self.of("dispute") for event in settled_events(each)]
        line("dispute_settled", sum(map(self.within, ended)))
        line("averted", sum(self.within(_averted(each)) for each in self.of("dispute") if each.get("averted")))

    def _cases(self) -> None:
        cases = self.of("case")
        filed = [each for each in cases if self.within(_filed(each))]
        solved = [(each, event) for each in cases for event in settled_events(each) if self.within(event["at"])]
        sums: dict[str, Counter[str]] = {}
        sums["filed"] = Counter(each.get("category", "") for each in filed)
        sums["preventable"] = Counter(each.get("category", "") for each in filed if each.get("preventable"))
        sums["solved"] = Counter(each.get("category", "") for each, _ in solved)
        sums["solved_48h"] = Counter(
            each.get("category", "") for each, event in solved if _within_two_days(each, event)
        )
        sums["caught"] = Counter()
        for each, event in solved:
            sums["caught"][each.get("category", "")] += event.get("caught", 0)
        sums["told"] = Counter(each.get("category", "") for each in cases for at in _told(each) if self.within(at))
        for name, counts in sums.items():
            self.rows("cases", name, counts)
            self.put("solving", name, "month", sum(counts.values()))
        money = {
            "loss": [(each, each.get("loss", 0)) for each in filed],
            "recovered": [(each, event.get("amount", 0)) for each, event in self.events("case", "recover")],
            "returned": [(each, event.get("amount", 0)) for each, event in self.events("case", "return")],
        }
        for name, amounts in money.items():
            totals: dict[str, Decimal] = {}
            for each, amount in amounts:
                totals[each.get("category", "")] = totals.get(each.get("category", ""), Decimal(0)) + Decimal(amount)
            self.rows("cases", name, totals)
            self.put("solving", name, "month", sum(totals.values()))

        def line(code: str, value: Any) -> None:
            self.put("solving", code, "month", value)

        line("solved_rate", (len(solved), len(filed)))
        line("solved_48h_rate", (sum(sums["solved_48h"].values()), len(solved)))
        line("told_rate", (sum(sums["told"].values()), len(solved)))
        line("criminal", sum(each.get("nature") == "criminal" for each in filed))
        joined = [event["name"] for _, event in self.events("case", "series")]
        joined += [each["series"] for each in filed if each.get("series") and not _joins(each)]
        line("series_cases", len(joined))
        line("series", len(set(joined)))
        means = Counter(event.get("means", "none") for _, event in solved)
        for name in ("video", "lead", "visit", "patrol", "evidence", "confession", "other", "none"):
            line(f"means_{name}", means[name])
        self.put("work", "lead_solved", "month", means["lead"])
        caught = sum(event.get("caught", 0) for _, event in solved if event.get("means") == "lead")
        self.put("work", "lead_persons", "month", caught)
        self._hours(filed)
        self._areas(filed)

    def _hours(self, filed: list[Document]) -> None:
        for each in filed:
            at = each.get("occurred_at") or each["reported_at"]
            row, column = "unknown", "total"
            if "T" in at:
                when = dt.datetime.fromisoformat(at)
                row, column = f"h{when.hour // 3 * 3:02d}", f"d{when.isoweekday()}"
            for cell in {(row, column), (row, "total"), ("total", column), ("total", "total")}:
                name = f"hours.{cell[0]}.{cell[1]}"
                self.figures[name] = self.figures.get(name, 0) + 1

    def _areas(self, filed: list[Document]) -> None:
        found = [each for each in self.of("dispute") if self.within(each["reported_at"])]
        counts = {"cases": Counter(each.get("area", "") for each in filed),
                  "disputes": Counter(each.get("area", "") for each in found)}  # fmt: skip
        for column, by_area in counts.items():
            self.rows("areas", column, by_area)
        known = [(area, counts["cases"][area], residents) for area, residents in self.station.population.items()]
        known.append(("total", sum(cases for _, cases, _ in known), sum(residents for *_, residents in known)))
        for area, cases, residents in known:
            self.put("areas", area, "residents", residents)
            share = Decimal(cases * 10_000) / residents
            self.put("areas", area, "per_10000", share.quantize(Decimal("0.01"), ROUND_HALF_UP))
        quiet = sum(all(each.get("area") != area for each in filed) for area in self.station.areas)
        self.put("quiet", "quiet", "month", (quiet, len(self.station.areas)))
        self._busiest(counts["cases"], counts["disputes"])

    def _busiest(self, cases: Counts, disputes: Counts) -> None:
        """The five places with most of both; of equals the one that the station, then the alphabet, names first."""
        places = [*self.station.areas, *sorted({*cases, *disputes} - {"", *self.station.areas})]
        ranks = sorted((-cases[area] - disputes[area], place, area) for place, area in enumerate(places))
        for both, _, area in ranks[:5]:
            if both:
                self.put("busiest", area, "cases", cases[area])
                self.put("busiest", area, "disputes", disputes[area])
                self.put("busiest", area, "both", -both)

    def _work(self) -> None:
        tables = {"hazard": "hazards", "request": "requests", "lead": "leads", "conduct": "conduct"}
        for kind, table in tables.items():
            for column, counts in _steps(self, kind).items():
                self.rows(table, column, counts)
                self.put("work", f"{kind}_{column}", "month", sum(counts.values()))
        due: dict[str, list[bool]] = {}
        for each in self.of("request"):
            for start, _, meanwhile in openings(each):
                limit = str(dt.date.fromisoformat(start[:10]) + dt.timedelta(days=3))
                if self.within(limit):
                    answers = [event["at"] for event in meanwhile if _answers(event)]
                    due.setdefault(each.get("category", ""), []).append(bool(answers) and answers[0][:10] <= limit)
        for label, kept in due.items():
            self.put("requests", label, "answered", (sum(kept), len(kept)))
        total = sum(sum(kept) for kept in due.values()), sum(map(len, due.values()))
        self.put("requests", "total", "answered", total)
        self.put("work", "request_answered", "month", total)

    def _contact(self) -> None:
        visits = [each for each in self.of("visit") if self.within(each["reported_at"])]
        columns: dict[str, Callable[[Document], int]] = {
            "count": lambda _: 1,
            "households": lambda each: int(each.get("households", 1)),
            "cards": lambda each: int(each.get("cards", 0)),
            "notices": lambda each: int(each.get("notices", 0)),
            "opinions": lambda each: bool(each.get("opinions")),
        }
        for column, size in columns.items():
            counts: Counts = Counter()
            for each in visits:
                counts[each.get("venue", "")] += size(each)
            self.rows("visits", column, counts)
            self.put("contact", f"visit_{column}", "month", sum(counts.values()))
        patrols = [each.get("means") for each in self.of("patrol") if self.within(each["reported_at"])]
        self.put("contact", "patrols", "month", len(patrols))
        for means in ("foot", "car", "bicycle", "video"):
            self.put("contact", f"patrol_{means}", "month", patrols.count(means))
        calls = [(each["kind"], event["satisfaction"]) for each, event in
                 events_of(self.documents, "callback", self.first, self.last)]  # fmt: skip
        for kind in [*{kind for kind, _ in calls}, "total"]:
            said = Counter(answer for each, answer in calls if kind in {each, "total"})
            for answer in ANSWERS:
                self.put("callbacks", kind, answer, said[answer])
            reached = said.total() - said["unreached"]
            self.put("callbacks", kind, "calls", said.total())
            self.put("callbacks", kind, "reached", reached)
            share = (said["satisfied"] + Decimal("0.5") * said["basic"], reached)
            self.put("callbacks", kind, "satisfaction", share)
        for answer in ANSWERS:
            self.put("contact", answer, "month", self.figures[f"callbacks.total.{answer}"])
        self.put("contact", "callbacks", "month", self.figures["callbacks.total.calls"])
        self.put("contact", "satisfaction", "month", self.figures["callbacks.total.satisfaction"])

    def _officers(self) -> None:
        counts: dict[str, Counts] = {name: Counter() for name in self.station.quotas}
        for each in self.documents:
            officer = each.get("officer") or each.get("first_officer", "")
            if self.within(each["reported_at"]):
                if each["kind"] == "visit":
                    counts["households"][officer] += each.get("households", 1)
                    counts["visits"][officer] += 1
                    counts["cards"][officer] += each.get("cards", 0)
                elif each["kind"] == "patrol":
                    counts["patrols"][officer] += 1
            for event in settled_events(each):
                if self.within(event["at"]):
                    counts["settled"][_responsible(each, event)] += 1
        people = {*self.station.officers, *(officer for count in counts.values() for officer in count)}
        months = sum(self.within(name) for name in _months_until(self.last, 100))
        for name, needed in self.station.quotas.items():
            for officer in people:
                self.put("officers", officer, name, counts[name][officer])
                free = not officer or officer in self.station.exempt
                missing = max(needed * months - counts[name][officer], 0)
                self.put("officers", officer, f"{name}_short", 0 if free else missing)

    def _trend(self) -> None:
        settled = [event["at"] for each in self.of("dispute") for event in settled_events(each)]
        solved = [event["at"] for each in self.of("case") for event in settled_events(each)]
        columns = {
            "disputes": [each["reported_at"] for each in self.of("dispute")],
            "settled": settled,
            "filed": [_filed(each) for each in self.of("case")],
            "solved": solved,
        }
        for name in _months_until(self.last, 12):
            for column, dates in columns.items():
                self.put("trend", name, column, sum(month(at) == name for at in dates))


def _months_until(last: str, count: int) -> list[str]:
    """So many months up to one."""
    year, number = int(last[:4]), int(last[5:])
    found = []
    for _ in range(count):
        found.append(f"{year:04d}-{number:02d}")
        year, number = (year, number - 1) if number > 1 else (year - 1, 12)
    return found


def percent(now: Any, before: Any) -> Decimal | None:
    """The change of a figure in per cent, of a share in points; None without a base."""
    if isinstance(now, tuple):
        places = Decimal("0.01") if any(isinstance(each[0], Decimal) for each in (now, before)) else Decimal("0.1")
        if not now[1] or not before[1]:
            return None
        shares = [(Decimal(part) * 100 / whole).quantize(places, ROUND_HALF_UP) for part, whole in (now, before)]
        points: Decimal = shares[0] - shares[1]
        return points
    if not before:
        return None
    change: Decimal = (Decimal(now - before) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return change


def _promised(document: Document, performed: Document) -> str:
    """By when the last agreement before it was to be performed."""
    days = [
        event["perform_by"]
        for event in document["events"][: document["events"].index(performed)]
        if event["action"] == "mediate" and event.get("perform_by")
    ]
    return str(days[-1]) if days else "9999"


def _averted(document: Document) -> str:
    """When a dispute was first settled or held steady."""
    for number, event in enumerate(document.get("events", ()), 1):
        if became({"events": document["events"][:number]}, "9999") in {"settled", "steady"}:
            return str(event["at"])
    return ""


def _filed(document: Document) -> str:
    return str(document.get("filed_at") or ("" if document.get("pending") else document["reported_at"]))


def _within_two_days(document: Document, event: Document) -> bool:
    start, end = document["reported_at"], event["at"]
    first = dt.datetime.fromisoformat(start)
    last = dt.datetime.fromisoformat(end) + dt.timedelta(days="T" not in end)
    return last - first <= dt.timedelta(hours=48)


def _told(document: Document) -> Iterator[str]:
    """The first reply after each time that it was solved."""
    untold = False
    solved = list(settled_events(document))
    for event in document.get("events", ()):
        if event in solved:
            untold = True
        elif event["action"] == "reply" and untold:
            untold = False
            yield event["at"]


def _joins(document: Document) -> bool:
    return any(event["action"] == "series" for event in document.get("events", ()))


def _answers(event: Document) -> bool:
    return event["action"] in {"reply", "resolve", "explain", "convert"} or bool(
        event["action"] == "transfer" and event.get("unit")
    )


def _responsible(document: Document, event: Document) -> str:
    """Who had the matter when an event happened."""
    passed = [each for each in document["events"] if each["action"] == "transfer" and not each.get("unit")]
    passed = [each for each in passed if each.get("officer")]
    if not passed:
        return str(document.get("officer") or document.get("first_officer", ""))
    holder = str(document.get("first_officer") or document.get("officer", ""))
    for each in document["events"][: document["events"].index(event)]:
        if each in passed:
            holder = each["officer"]
    return holder


def _steps(naive: Naive, kind: str) -> dict[str, Counts]:
    """What was done to hazards, requests, leads and matters of conduct, by category."""
    columns: dict[str, Counts] = {"found": Counter(
        each.get("category", "") for each in naive.of(kind) if naive.within(each["reported_at"])
    )}  # fmt: skip
    for each in naive.of(kind):
        assigned = False
        for event in each.get("events", ()):
            names = _named(kind, each, event)
            if event["action"] == "assign":
                names = [] if assigned else ["assigned"]
                assigned = True
            if event["action"] in {"reopen", "rectify", "convert"} or (
                event["action"] == "transfer" and event.get("unit")
            ):
                assigned = False
            if event["action"] == "recheck" and event["result"] == "failed":
                assigned = True
            for name in names if naive.within(event["at"]) else ():
                columns.setdefault(name, Counter())[each.get("category", "")] += (
                    event["caught"] if name == "caught" else 1
                )
    return columns


def _named(kind: str, document: Document, event: Document) -> list[str]:  # noqa: PLR0911 - a line an action
    """The columns in which an event counts."""
    action = event["action"]
    if action == "transfer":
        return ["transferred"] if event.get("unit") and kind != "conduct" else []
    if action == "recheck":
        return [event["result"]]
    if action == "verify":
        return [event["result"], *(["caught"] if event.get("caught") and event["result"] == "confirmed" else [])]
    if action == "convert" and kind == "lead":
        return [f"to_{event['to']}" if event.get("to") in {"case", "dispute"} else "to_other"]
    names = {"rectify": "rectified", "convert": "converted", "explain": "explained"}
    home = ["at_home"] if document.get("at_home") or event.get("at_home") else []
    if action == "resolve":
        return [event.get("manner", "resolved"), *home]
    if action == "close":
        return ["closed"] if kind == "hazard" else []
    return [names[action], *(home if action == "explain" else [])] if action in names else []
