"""Who is named: public bodies under all their names, companies, and people in public roles."""
