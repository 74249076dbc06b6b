### Texts: recording and the player.
