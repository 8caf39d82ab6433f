"""Pages that nobody would publish, made at random, and what must hold for them: `make fuzz`."""
