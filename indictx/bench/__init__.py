"""Speed, memory and energy of a model on this machine, measured, compared and used for tuning."""
