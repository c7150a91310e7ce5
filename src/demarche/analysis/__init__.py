"""Pure functions over a case: its chronology, demand board, figures, speakers and summary."""
