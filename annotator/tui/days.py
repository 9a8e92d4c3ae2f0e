"""Days in words, whatever the locale."""

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_in_words(day: date | None) -> str:
    """'7 Jan 2022'; empty for no date."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
