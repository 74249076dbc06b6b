### Texts: scaling and screens.

# How large the remote desktop is shown now.
picture-percent = { $percent } %
