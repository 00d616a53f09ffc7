"""How good a translation is: scores with their signatures, and checks that need no reference."""
