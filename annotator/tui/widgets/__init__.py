"""The parts of the screen. They draw values and post messages; they know no session."""
