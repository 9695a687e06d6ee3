"""Provisions of laws on information, as letters name them: which is meant, of which law, and whether it is applied."""
