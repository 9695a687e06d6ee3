"""Sums of money: how much, to whom, for what and when, each with the words it rests on."""
