"""Documents to layers: blocks, sentences, mentions, dates, quantities, attributions."""
