### Texts: what the desktop shows of Farview.
