### Texts: what failed, why, and what to do.
