"""When `foi update` is run without anybody there: a line of a crontab, or a timer of systemd."""
