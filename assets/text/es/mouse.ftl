### Textos

mouse-captured = El ratón está en el equipo remoto: F8 lo libera
