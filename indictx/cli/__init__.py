"""The command line: arguments, printing and exit codes; the only layer that knows Typer and Rich."""
