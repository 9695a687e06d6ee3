"""ComputerWeekly, a magazine of TechTarget: feeds that carry whole articles. Feeds seen in copies of 2026."""
