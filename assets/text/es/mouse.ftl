### Textos

mouse-captured = El ratón está en el equipo remoto: { $keys } lo libera
