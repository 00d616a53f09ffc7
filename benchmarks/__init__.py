"""Speed and memory of indictx beside named baselines, measured in one run: ``make bench``."""
