"""Mark claims, attributions and errors in news articles, sentence by sentence."""
