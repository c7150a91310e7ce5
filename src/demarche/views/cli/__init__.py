"""The command line: one module a group of commands; `main.py` joins them and turns errors into exit statuses."""
