"""The statuses of a membership that mean being a member."""

MEMBERSHIPS = {"permanent": "member", "elected": "member"}
"""Statuses that are a kind of another: a permanent member is a member."""
MEMBER = ("member", *MEMBERSHIPS)
"""All of them: candidates, observers, partners and the suspended are no members."""
