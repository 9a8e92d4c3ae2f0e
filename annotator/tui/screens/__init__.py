"""What fills the terminal: the labelling screen, the manual, the picker and the facts."""
