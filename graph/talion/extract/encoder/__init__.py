"""A small neural encoder that says what each word of a text reports, and of whom."""
