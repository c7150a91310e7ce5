"""The tools of the annotated corpus: cards, notes to gold, the validator, and what is measured on it."""
