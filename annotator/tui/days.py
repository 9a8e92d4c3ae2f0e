"""Days in words, whatever the locale."""

from datetime import UTC, date, datetime

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_in_words(day: date | None) -> str:
    """'7 Jan 2022'; empty for no date."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def when(time: str) -> str:
    """'14:05' of today, '3 May 14:05' of another day, in the annotator's own time; empty where it is none."""
    try:
        then = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return ""
    today = then.date() == datetime.now(UTC).astimezone().date()
    return f"{then:%H:%M}" if today else f"{then.day} {MONTHS[then.month - 1]} {then:%H:%M}"
