"""What indictx is measured against: programs as short as they can be, for the same model."""
