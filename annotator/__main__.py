"""`python -m annotator`: the program, where the command is not on the path."""

from annotator.cli import main

main()
