"""A patient's weight as people type it; weight and age as they are shown; what a patient needs."""

import re
from datetime import date

from medport_desktop.domain.enums import Mobility, Need, WeightClass
from medport_desktop.domain.patients import Patient
from medport_desktop.domain.written.contacts import plain
from medport_desktop.domain.written.typed_times import Unreadable

KG_PER_LB = 0.45359237

WEIGHT_SPELLINGS = "Write the weight in kg, like 92 or 92.5, or in pounds, like 203 lb or 7 lb 4 oz."

_OZ_PER_LB = 16
_AMOUNT = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,4})?|[0-9]{1,7}(?:[.,][0-9]{1,4})?"
_WEIGHT = re.compile(rf"({_AMOUNT})\s*(kgs?|kilos?|kilograms?|g|grams?|gms?|oz|ounces?|)\.?", re.IGNORECASE)
_POUNDS = re.compile(rf"({_AMOUNT})\s*(?:lbs?|pounds?|#)\.?(?:[\s,]*({_AMOUNT})\s*(?:oz|ounces?)\.?)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_PLAUSIBLE = ((1, 0.4, 20.0), (5, 2.0, 45.0), (13, 6.0, 120.0), (200, 25.0, 300.0))
"""Up to which age in years, the least and the greatest weight in kg that nobody is asked about."""

NEED_OF = {
    Mobility.WHEELCHAIR: Need.WHEELCHAIR,
    Mobility.STRETCHER: Need.STRETCHER,
    Mobility.BED: Need.STRETCHER,
}


def is_heavy(text: str) -> bool | None:
    """Whether that weight needs what can carry it; None where it cannot be read."""
    try:
        return WeightClass.of(weight_kg(text)) is not None
    except Unreadable:
        return None


def weight_kg(text: str) -> float | None:
    """Kilograms to a tenth, or None for an empty text. Pounds, ounces and grams are converted. Raises Unreadable.

    A comma before three digits separates thousands, as in the USA; any other is a decimal comma.
    """
    typed = text.strip()
    if not typed:
        return None
    in_pounds, plain = _POUNDS.fullmatch(typed), _WEIGHT.fullmatch(typed)
    if in_pounds is not None:
        kg = (_number(in_pounds[1]) + _number(in_pounds[2] or "0") / _OZ_PER_LB) * KG_PER_LB
    elif plain is not None:
        unit = plain[2].lower()
        per_unit = KG_PER_LB / _OZ_PER_LB if unit.startswith("o") else 0.001 if unit.startswith("g") else 1
        kg = _number(plain[1]) * per_unit
    else:
        raise Unreadable(WEIGHT_SPELLINGS)
    return round(kg, 1)


def _number(written: str) -> float:
    return float(written.replace(",", "" if _THOUSANDS.fullmatch(written) else "."))


def weight_doubt(kg: float | None, born: date | None, today: date) -> str:
    """A sentence where a weight is possible but unlikely for the age, else ''."""
    if kg is None:
        return ""
    if born is None:
        least, most = _PLAUSIBLE[0][1], _PLAUSIBLE[-1][2]
    else:
        years = (today - born).days / 365.25
        least, most = next((low, high) for age, low, high in _PLAUSIBLE if years < age)
    if least <= kg <= most:
        return ""
    age = f" for a patient of {age_text(born, today)}" if born is not None and age_text(born, today) else ""
    return f"{kg:g} kg ({kg / KG_PER_LB:,.4g} lb) is unusual{age}."


def record_doubts(record: Patient | None, typed: Patient) -> list[str]:
    """A sentence for each fact of a patient's record that what was typed would change or delete."""
    if record is None:
        return []
    said = []
    if plain(record.name).casefold() != plain(typed.name).casefold():
        said.append(f"The record of {record.mrn} says “{record.name}”, not “{typed.name}”.")
    if record.birth_date is not None and typed.birth_date != record.birth_date:
        here = f"not {typed.birth_date}" if typed.birth_date is not None else "and nothing stands here"
        said.append(f"The record says born {record.birth_date}, {here}.")
    if record.weight_kg is not None and typed.weight_kg is None:
        said.append(f"The record says {record.weight_kg:g} kg, and nothing stands here.")
    return said


def pounds(kg: float) -> int:
    """Whole pounds, for the reader."""
    return round(kg / KG_PER_LB)


def age_text(born: date, today: date) -> str:
    """ "75 y", for infants "5 mo", for newborns "3 d"; "" for a date to come."""
    if born > today:
        return ""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if years >= 2:
        return f"{years} y"
    months = (today.year - born.year) * 12 + today.month - born.month - (today.day < born.day)
    return f"{months} mo" if months else f"{(today - born).days} d"
