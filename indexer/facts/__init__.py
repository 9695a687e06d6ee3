"""What documents say, as statements: each with the page, the characters and the words it rests on."""
