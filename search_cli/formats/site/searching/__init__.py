"""What a browser searches in: words, texts and titles in scripts of some kilobytes, loaded when they are asked for."""
