### Texts: statistics and the log.
