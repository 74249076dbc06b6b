### Textos

mouse-captured = El ratón está en el equipo remoto: { $keys } lo libera
mouse-fingers = Con dos dedos se amplía, se mueve y se desplaza. Tres dedos hacia abajo: el menú.
