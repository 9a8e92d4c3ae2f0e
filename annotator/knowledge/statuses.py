"""The statuses of a membership that mean being a member."""

MEMBERSHIPS = {"permanent": "member", "elected": "member"}
"""Statuses that are a kind of another: a permanent member is a member."""
