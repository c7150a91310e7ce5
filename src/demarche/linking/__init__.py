"""Across documents: one incident told many times, one demand through time, one quantity given by several."""
