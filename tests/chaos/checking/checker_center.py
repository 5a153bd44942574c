"""What the center's people do among themselves: messages, and the shifts that they hand over."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tests.chaos.checking.journal import Entry, Op, Outcome
from tests.chaos.checking.picture import Picture, Row

Found = Iterator[tuple[str, str | None]]


def messages_are_right(picture: Picture, journal: Sequence[Entry]) -> Found:
    """A message that was taken back stays so; nobody has read their own."""
    for entry in journal:
        if entry.op is Op.WITHDRAW_MESSAGE and entry.outcome is Outcome.DONE:
            message = picture.messages.get(str(entry.row))
            if message is None or message["withdrawn_at"] is None:
                yield f"message {entry.row} was taken back and stands", None
    for receipt in picture.receipts:
        if picture.messages[receipt["broadcast_id"]]["author_id"] == receipt["user_id"]:
            yield f"message {receipt['broadcast_id']} was read by its author", None


def shifts_are_right(picture: Picture, journal: Sequence[Entry]) -> Found:
    """One open sheet at a time; one that was taken over is read whole by whoever has it; no line is missing."""
    lines: dict[str, list[Row]] = defaultdict(list)
    for line in picture.lines:
        lines[line["handoff_id"]].append(line)
    open_ones = [sheet for sheet in picture.sheets.values() if sheet["status"] == "OPEN"]
    if len(open_ones) > 1:
        yield f"{len(open_ones)} sheets are open", None
    for sheet in picture.sheets.values():
        readers = {line["acknowledged_by_id"] for line in lines[sheet["id"]]}
        if sheet["status"] == "TAKEN" and not readers <= {sheet["ended_by_id"]}:
            yield f"sheet {sheet['id']} was taken over by {sheet['ended_by_id']} and read by {readers}", None
        if sheet["status"] == "TAKEN" and sheet["ended_by_id"] == sheet["made_by_id"]:
            yield f"sheet {sheet['id']} was taken over by its maker", None
    for entry in journal:
        about = picture.sheets.get(str(entry.row))
        said = _told(entry, about, lines[about["id"]]) if about is not None else ""
        if said:
            yield said, None
    numbers = {(line["handoff_id"], line["trip_id"]): line["number"] for line in picture.lines}
    read = {
        (row["entity_id"], number, row["user_id"])
        for row in picture.center_audit
        if row["entity_type"] == "shift_handoff_trip" and row["action"] == "UPDATE"
        for number in row["changes"]["after"].get("acknowledged", ())
    }
    for entry in journal:
        told = entry.op is Op.READ_LINE and entry.outcome is Outcome.DONE
        number = numbers.get((str(entry.row), entry.facts.get("line")))
        if told and (str(entry.row), number, str(entry.who)) not in read:
            yield f"a line of sheet {entry.row} was read by {entry.who}, and the log does not say so", None


_ENDS = {Op.TAKE_OVER: "TAKEN", Op.WITHDRAW_SHEET: "WITHDRAWN"}


def _told(entry: Entry, sheet: Row, lines: list[Row]) -> str:
    """What is wrong with what a person was told of a sheet that is there."""
    end = sheet["status"], sheet["ended_by_id"]
    if entry.op is Op.HAND_OVER and len(lines) != int(entry.facts["lines"]):
        return f"sheet {entry.row} has {len(lines)} lines, not {entry.facts['lines']}"
    if entry.op in _ENDS and entry.outcome is Outcome.DONE and end != (_ENDS[entry.op], str(entry.who)):
        return f"{entry.op} of sheet {entry.row} was acknowledged to {entry.who}; its end is {end}"
    return ""
