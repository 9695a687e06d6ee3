"""One base per publishing system that several sources use."""
