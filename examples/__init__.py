"""Small programs that bring real data in through the public API and find it again."""
