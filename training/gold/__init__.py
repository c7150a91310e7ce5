"""The tools of the hand-made corpus: cards, notes to gold, the validator, and what is measured on it."""
