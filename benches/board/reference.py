#!/usr/bin/env python3
"""Answers the board's question independently of the program, straight from the contract of the files.

    reference.py DIR --as-of DAY            counts per unit, quarter and state, and the overdue items, as text
    reference.py DIR --as-of DAY --json     the same as JSON, its parts as in `tiendo status --format json`
    reference.py DIR --as-of DAY --json --items
                                            with every item instead of the overdue ones

It is the slow comparison of the benchmark and an oracle for tests. It reads well-formed workspaces: of what the contract
calls errors it notices unknown keys, unknown tasks and periods, and nothing else.
"""

import argparse
import calendar
import json
import pathlib
import re
import sys
import tomllib
from datetime import date, timedelta

STATES = ("overdue", "pending", "completed", "ongoing", "waived")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)
PLAN_KEYS = {
    "number", "title", "issuer", "coordinator", "starts", "ends", "language", "timezone", "due_soon", "before",
    "on_day_off", "acceptance", "notice",
}
TASK_KEYS = {
    "id", "clause", "title", "lead", "support", "due", "every", "wording", "product", "reports_to", "note", "titles",
}
RECORD_KEYS = {
    "started", "done", "evidence", "note", "reason", "committed", "extended", "waived", "accepted",
}


class Fault(Exception):
    """Something that the contract calls an error."""


# Periods: (first day, last day)


def month_end(year, month):
    return date(year, month, calendar.monthrange(year, month)[1])


def months(year, first, count):
    return date(year, first, 1), month_end(year, first + count - 1)


def period(text):
    if match := re.fullmatch(r"(\d{4})", text):
        return months(int(match[1]), 1, 12)
    if match := re.fullmatch(r"(\d{4})-H([12])", text):
        return months(int(match[1]), int(match[2]) * 6 - 5, 6)
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", text):
        return months(int(match[1]), int(match[2]) * 3 - 2, 3)
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return months(int(match[1]), int(match[2]), 1)
    if match := re.fullmatch(r"(\d{4})-W(\d{2})", text):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday, monday + 6 * DAY
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text), date.fromisoformat(text)
    raise Fault(f"no period: {text!r}")


def period_around(every, day):
    """The name of the period of this kind that holds the day."""
    if every == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if every == "month":
        return f"{day.year:04}-{day.month:02}"
    if every == "quarter":
        return quarter_of(day)
    if every == "half":
        return f"{day.year:04}-H{(day.month + 5) // 6}"
    if every == "year":
        return f"{day.year:04}"
    raise Fault(f"no recurrence: {every!r}")


def quarter_of(day):
    return None if day is None else f"{day.year:04}-Q{(day.month + 2) // 3}"


def periods_within(every, starts, ends):
    day = starts
    while day <= ends:
        name = period_around(every, day)
        first, last = period(name)
        yield name, first, last
        day = last + DAY


# The plan


class Plan:
    def __init__(self, folder):
        raw = tomllib.loads(read(folder / "plan.toml"))
        only(raw, {"plan", "calendar", "events", "units", "groups", "tasks"}, "plan.toml")
        head = raw["plan"]
        only(head, PLAN_KEYS, "[plan]")
        self.starts, self.ends = head["starts"], head["ends"]
        self.due_soon = head.get("due_soon", 7)
        self.inclusive = head.get("before", "exclusive") == "inclusive"
        self.moves = head.get("on_day_off", "keep") == "next-working-day"
        self.acceptance = head.get("acceptance", False)
        days = raw.get("calendar", {})
        only(days, {"weekend", "days_off", "working_days"}, "[calendar]")
        self.weekend = {WEEKDAYS.index(name) for name in days.get("weekend", ["sat", "sun"])}
        self.days_off = set(spread(days.get("days_off", [])))
        self.working_days = set(spread(days.get("working_days", [])))
        self.events = {name: event.get("date") for name, event in raw.get("events", {}).items()}
        self.units = {
            name: unit if isinstance(unit, str) else unit["name"] for name, unit in raw.get("units", {}).items()
        }
        self.groups = {name: group["members"] for name, group in raw.get("groups", {}).items()}
        self.expanded = {}
        self.owed = {unit: [] for unit in self.units}
        self.leads, self.periods = {}, {}
        for task in raw.get("tasks", []):
            only(task, TASK_KEYS, f"task {task['id']}")
            slots = self.slots(task)
            leads = {unit for name in task["lead"] for unit in self.members(name)}
            self.leads[task["id"]], self.periods[task["id"]] = leads, {slot[0] for slot in slots}
            for unit in leads:
                self.owed[unit].append((task, slots))

    def members(self, name):
        """The units that a unit's or a group's name stands for."""
        if name in self.units:
            return [name]
        if name not in self.expanded:
            self.expanded[name] = [unit for member in self.groups[name] for unit in self.members(member)]
        return self.expanded[name]

    def works(self, day):
        if day in self.working_days:
            return True
        return day.weekday() not in self.weekend and day not in self.days_off

    def shifted(self, day, shift):
        """Day 0 moved by "+ N days", "- N working days" or nothing."""
        if not shift:
            return day
        match = re.fullmatch(r" ([+-]) (\d+) (working )?days", shift)
        if not match:
            raise Fault(f"no distance: {shift!r}")
        count, step = int(match[2]), DAY if match[1] == "+" else -DAY
        if not match[3]:
            return day + count * step
        while count:
            day += step
            count -= self.works(day)
        return day

    def before(self, day):
        return day if self.inclusive else day - DAY

    def nominal_once(self, due):
        """The nominal last day of a one-off task, and whether an event without a date leaves it open."""
        if isinstance(due, date):
            return due, False
        if due in ("ongoing", "unstated"):
            return None, False
        if match := re.fullmatch(r"(before )?event ([A-Za-z0-9][A-Za-z0-9_-]*)( .*)?", due):
            day = self.events[match[2]]
            if day is None:
                return None, True
            return (self.before(day) if match[1] else self.shifted(day, match[3])), False
        if due.startswith("before "):
            first, last = period(due.removeprefix("before "))
            return (self.before(first) if first == last else first - DAY), False
        if ".." in due:
            return period(due.split("..")[1])[1], False
        return period(due)[1], False

    def nominal_recurring(self, every, due, first, last):
        if due.startswith("end"):
            return self.shifted(last, due.removeprefix("end"))
        if match := re.fullmatch(r"day (\d+) of next month", due):
            year, month = (last.year + 1, 1) if last.month == 12 else (last.year, last.month + 1)
            return clamped(year, month, int(match[1]))
        if match := re.fullmatch(r"(before )?day (\d+)", due):
            number = int(match[2])
            day = first + (number - 1) * DAY if every == "week" else clamped(last.year, last.month, number)
            return self.before(day) if match[1] else day
        raise Fault(f"no time limit: {due!r}")

    def slots(self, task):
        """The times a task is owed: (period, its first day, quarter, nominal, effective, open)."""
        if "every" not in task:
            nominal, is_open = self.nominal_once(task["due"])
            return [(None, None, quarter_of(nominal), nominal, self.effective(nominal), is_open)]
        kinds = task["every"] if isinstance(task["every"], list) else [task["every"]]
        slots = []
        for every in kinds:
            for name, first, last in periods_within(every, self.starts, self.ends):
                nominal = self.nominal_recurring(every, task.get("due", "end"), first, last)
                slots.append((name, first, quarter_of(last), nominal, self.effective(nominal), False))
        return slots

    def effective(self, nominal):
        if self.moves and nominal is not None:
            while not self.works(nominal):
                nominal += DAY
        return nominal


def clamped(year, month, number):
    return min(date(year, month, 1) + (number - 1) * DAY, month_end(year, month))


def spread(days):
    """Dates, and strings with a date or a range of dates."""
    for entry in days:
        if isinstance(entry, date):
            yield entry
            continue
        first, _, last = entry.partition("..")
        first, last = date.fromisoformat(first), date.fromisoformat(last or first)
        while first <= last:
            yield first
            first += DAY


# Judging


def judge(plan, slot, record, today):
    """The state of one obligation, its effective last day, whether it is claimed, and whether an extension counts."""
    _, _, _, nominal, due, is_open = slot
    if not record:
        if nominal is None:
            return ("pending" if is_open else "ongoing"), None, False, False
        return ("overdue" if due < today else "pending"), due, False, False
    extension = record.get("extended")
    extended = extension is not None and extension["on"] <= today
    if extended:
        due = extension["to"]
    done = record.get("done")
    claimed = done is not None and done <= today
    waiver = record.get("waived")
    if waiver is not None and waiver["on"] <= today:
        state = "waived"
    elif claimed:
        accepted = record.get("accepted")
        complete = not plan.acceptance or (accepted is not None and accepted <= today)
        state = "completed" if complete else "pending"
    elif nominal is None:
        state = "pending" if is_open else "ongoing"
    else:
        state = "overdue" if due < today else "pending"
    return state, due, claimed, extended


def describe(task, slot, record, today, due_soon, judged):
    """The item of one obligation."""
    name, begins, quarter, nominal, _, is_open = slot
    state, due, claimed, extended = judged
    flags = []
    days_late = days_left = None
    if extended:
        flags.append("extended")
    elif due != nominal:
        flags.append("moved")
    if state == "overdue":
        days_late = (today - due).days
    elif state == "completed":
        days_late = 0 if due is None else max(0, (record["done"] - due).days)
        if days_late:
            flags.append("late")
    elif state == "pending" and claimed:
        flags.append("awaiting-acceptance")
    elif state == "pending" and is_open:
        flags.append("date-open")
    if not claimed and state in ("overdue", "pending"):
        if state == "pending" and due is not None:
            days_left = (due - today).days
            if days_left <= due_soon:
                flags.append("due-soon")
        if "started" in record and record["started"] <= today:
            flags.append("in-progress")
        if state == "pending" and begins is not None and begins > today:
            flags.append("not-started-period")
    return {
        "task": task["id"], "period": name, "quarter": quarter, "title": task.get("titles", {}).get(name, task["title"]),
        "clause": task.get("clause"), "wording": task.get("wording"), "nominal": nominal, "due": due, "state": state,
        "flags": sorted(flags), "days_late": days_late, "days_left": days_left,
    }


def unit_records(plan, folder, unit):
    """The unit's file; nothing reported where there is none."""
    path = folder / "units" / f"{unit}.toml"
    try:
        records = tomllib.loads(read(path))
    except FileNotFoundError:
        return {}
    for task, of_task in records.items():
        known = plan.periods[task] if unit in plan.leads[task] else ()
        if known == {None}:
            of_task = {None: of_task}
        for name, record in of_task.items():
            if name not in known:
                raise Fault(f"{path}: does not owe {task} for {name}")
            if not record.keys() <= RECORD_KEYS:
                raise Fault(f"{path}: {task} {name or ''}: unknown keys {record.keys() - RECORD_KEYS}")
    return records


def read(path):
    """A byte order mark and CRLF are read as if they were not there."""
    return path.read_bytes().decode("utf-8-sig")


def only(table, keys, where):
    if unknown := table.keys() - keys:
        raise Fault(f"{where}: unknown keys {sorted(unknown)}")


def no_counts():
    return dict.fromkeys(STATES, 0)


def answer(folder, today, keep_all):
    """Counts per unit, quarter and state, and the overdue items, or all items."""
    plan = Plan(folder)
    totals, units, kept = no_counts(), [], []
    for unit in plan.units:
        unit_totals, quarters = no_counts(), {}
        records = unit_records(plan, folder, unit)
        for task, slots in plan.owed[unit]:
            of_task = records.get(task["id"], {})
            for slot in slots:
                record = of_task if slot[0] is None else of_task.get(slot[0])
                judged = judge(plan, slot, record, today)
                state, quarter = judged[0], slot[2]
                if quarter not in quarters:
                    quarters[quarter] = no_counts()
                quarters[quarter][state] += 1
                unit_totals[state] += 1
                if keep_all or state == "overdue":
                    kept.append({"unit": unit, **describe(task, slot, record or {}, today, plan.due_soon, judged)})
        for state, count in unit_totals.items():
            totals[state] += count
        in_time = sorted(quarters, key=lambda quarter: (quarter is None, quarter))
        units.append({
            "unit": unit, "name": plan.units[unit], "totals": unit_totals,
            "quarters": [{"quarter": quarter, "totals": quarters[quarter]} for quarter in in_time],
        })
    return {"as_of": today, "totals": totals, "units": units, "items" if keep_all else "overdue": kept}


# Output


def as_text(result):
    print("unit", "quarter", *STATES, sep="\t")
    for unit in result["units"]:
        for quarter in unit["quarters"]:
            print(unit["unit"], quarter["quarter"] or "-", *quarter["totals"].values(), sep="\t")
    print("total", "", *result["totals"].values(), sep="\t")
    for item in result["overdue"]:
        print(item["unit"], item["task"], item["period"] or "", item["due"], item["days_late"], sep="\t")


def as_json(result):
    return json.dumps(result, default=date.isoformat, ensure_ascii=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--items", action="store_true", help="as JSON, every item instead of the overdue ones")
    options = parser.parse_args()
    try:
        result = answer(options.folder, options.as_of, options.items)
    except (Fault, KeyError, OSError, ValueError) as fault:
        print(f"{options.folder}: {fault!r}", file=sys.stderr)
        return 3
    if options.json or options.items:
        print(as_json(result))
    else:
        as_text(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
