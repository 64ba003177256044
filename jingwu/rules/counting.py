"""What a record adds to which month's figures. Each figure names the date it counts by; none depends on the present.

Of every kind, by kind:
- registered: 登记, the month of `reported_at`; void: the same, and a void record adds nothing else
- entered_late: of the registered, those typed after that month (by `reported_at`); late: 补录, the same by the month
  in which they were typed
- reopened, closed: 重新办理, 办结, the month of that event (worked kinds; visits and patrols are done at once)
- closed_late: of the closed, those on which a limit had been missed by then; accepting the report and the time
  within which an offence can be pursued are no limits on the work and do not count
- open_at_end, overdue_at_end: 月末在办, 其中超期, each month at whose end the matter was open: only of records
  that are done now; of those still open the reader counts their cards
- paused_at_end: 其中中止, each month at whose end a pause lasted that has ended since; for the others see the cards
- callback_satisfied, _basic, _dissatisfied, _unreached: callbacks, by the date of the call
Disputes, by category (类型) where nothing else is said:
- dispute_found: 排查, by `reported_at`; of these, as they stood when that month ended: dispute_in_settled, _steady,
  _pending, _transferred, _converted, _referred, _withdrawn, which add up to it; risk_found, risk_in_…: the same by
  risk; dispute_moved: from one of these parts to another by the end of a later month (labels: see MOVED)
- dispute_source, dispute_areas: 排查, by source and by area
- dispute_settled, dispute_steady, dispute_transferred, dispute_converted: by the date on which it became so
- dispute_averted: 避免民转刑, of the disputes marked so, when first settled or held steady
- dispute_attempts (by outcome), dispute_way (by way), dispute_joint, dispute_agreed (by form), dispute_amount (fen):
  mediations, by their date
- dispute_performed, _performed_late (after the day agreed), dispute_paid (fen), dispute_broken (by reason),
  dispute_confirmed (applications for confirmation), dispute_to_case (by nature of the case): each by its date
Cases, by category where nothing else is said:
- case_filed, case_preventable, case_loss (fen), case_nature, case_areas, case_hours (weekday and hour of the offence,
  else of the report): 立案, by `filed`: not counted while that is to be decided
- case_solved, case_solved_48h (of these within 48 hours of the report), case_means (by means), case_caught (persons),
  case_caught_by_lead: 破案, by its date
- case_told: victims told after it was solved, by the date of the reply
- case_recovered, case_returned (fen): 追回, 返还, by the date of each
- case_series, by series: cases that joined it, by that date; those that came with it, by their filing
Hazards, requests, leads, matters of conduct, by category:
- KIND_found, by `reported_at`; hazard_assigned, _rectified, _passed, _failed, _closed, _transferred, _converted;
  request_on_spot, _by_date, _resolved (neither said), _explained, _transferred, _converted, _at_home; lead_confirmed,
  _dismissed, _caught (persons), _to_case, _to_dispute, _to_other, _transferred; conduct_rectified, _passed, _failed,
  _explained: steps that moved a matter on, by the date of each
- request_due, request_in_time: answers promised, and those given in time, by the day on which they were due
Visits by venue (visit_count, _households, _cards, _notices, _opinions), patrols by means (patrol_count): `reported_at`
Officers, by officer:
- officer_visits, officer_households, officer_cards, officer_patrols: by `reported_at`
- officer_settled: disputes settled, requests resolved or explained, hazards closed, cases solved, by that date, for the
  officer who was responsible then
"""

from collections.abc import Iterable

Figures = dict[str, dict[str, int]]
"""Figure to label to count; amounts are in fen. The label is a category, an officer, an area… or ''."""

MOVED = "\t"
"""What parts the label of dispute_moved: month found, category, risk, what it was, what it became."""
CORRECTED = "corrected"
"""Kept with frozen months only: 结转更正 by kind, as their sheets printed it."""
COUNTING = 2
"""Raised whenever a figure is added or counted in another way: what was frozen before is then not compared."""


def merge(into: Figures, figures: Figures, sign: int = 1) -> None:
    """Add `figures` to `into`, or take them away with -1; what comes to zero is left out."""
    for figure, labels in figures.items():
        sums = into.setdefault(figure, {})
        for label, count in labels.items():
            total = sums.get(label, 0) + sign * count
            if total:
                sums[label] = total
            else:
                sums.pop(label, None)
        if not sums:
            del into[figure]


def total_of(first: str, parts: Iterable[Figures]) -> Figures:
    """The figures of a period that begins with the month `first`, of those of its months and years.

    Disputes found in it stand where they stood at its end, not at that of their month.
    """
    total = sum_of(parts)
    changes: Figures = {}
    for label, count in total.get("dispute_moved", {}).items():
        found, category, risk, was, became = label.split(MOVED)
        if found >= first:
            for figure, name, more in (
                ("dispute_moved", label, -count),
                (f"dispute_in_{was}", category, -count),
                (f"dispute_in_{became}", category, count),
                (f"risk_in_{was}", risk, -count),
                (f"risk_in_{became}", risk, count),
            ):
                sums = changes.setdefault(figure, {})
                sums[name] = sums.get(name, 0) + more
    merge(total, changes)
    return total


def sum_of(months: Iterable[Figures]) -> Figures:
    """The figures of several months in one, as `merge` would add them, for many months at half its cost."""
    total: Figures = {}
    for figures in months:
        for figure, labels in figures.items():
            sums = total.get(figure)
            if sums is None:
                total[figure] = labels.copy()
                continue
            for label, count in labels.items():
                if label in sums:
                    sums[label] += count
                else:
                    sums[label] = count
    left = {figure: {label: count for label, count in sums.items() if count} for figure, sums in total.items()}
    return {figure: sums for figure, sums in left.items() if sums}
