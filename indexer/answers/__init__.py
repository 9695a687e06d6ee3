"""What an answer needs besides its matches: other words, fewer words, words near each other, documents alike."""
