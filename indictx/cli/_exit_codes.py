"""What each exit code means, for the manual page, the reference and the tests."""

from __future__ import annotations

EXIT_CODES = {
    0: "Done.",
    1: "Unexpected failure, or the reader of the output closed the pipe.",
    2: "Wrong usage: options, settings files or variables, or a missing optional package.",
    3: "The model is unknown, not installed, cannot be fetched, or its manifest is not understood.",
    4: "The language is unknown, or the model does not translate in this direction.",
    5: "The input cannot be read, decoded or parsed.",
    6: "The batch came to its end, but some of its files could not be translated.",
    7: "A file of a model is missing or damaged.",
    8: "The engine failed, or a translation lost what must not change.",
    9: "Everything was translated and written, but lines are flagged and --strict was given.",
    130: "Interrupted, as by Ctrl-C.",
}
