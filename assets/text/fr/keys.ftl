### Textes

keys-title = Envoyer des touches
keys-only-look = Vous ne faites que regarder. Rien n’est envoyé.
keys-usual = Souvent utiles
keys-consoles = Ctrl+Alt et
keys-any = Toutes les autres
keys-send = Envoyer
keys-press-them = Les presser…
keys-press-them-about = Les prochaines touches que vous pressez vont à l’ordinateur distant, quelles qu’elles soient.
keys-unknown = Aucune touche ne s’appelle ainsi. Écrivez par exemple Ctrl+Alt+F7.
keys-stay-down = Maintenir enfoncées
keys-stay-down-about = Une fois pour la touche suivante, deux fois pour la maintenir, encore une fois pour la relâcher.
keys-stick-off = Relâchée
keys-stick-once = Enfoncée pour la touche suivante
keys-stick-locked = Enfoncée jusqu’à ce que vous la relâchiez
keys-capture = Capturer le clavier
keys-show-held = Afficher les touches enfoncées
keys-type-clipboard = Taper le presse-papiers
keys-sign-passing = Pressez les touches à envoyer
keys-sign-typing = Saisie du presse-papiers : { $typed } sur { $total }. N’importe quelle touche l’arrête.
keys-sign-sticky = reste enfoncée
keys-sign-held = enfoncée
keys-note-captured = Le clavier est à l’ordinateur distant : { $keys } le libère
keys-note-captured-no-key = Le clavier est à l’ordinateur distant : le menu le libère
keys-note-free = Le clavier est libre
keys-note-cannot-capture = Ce système ne donne pas le clavier à un seul programme
keys-note-sent = Envoyé
keys-note-nothing-to-type = Le presse-papiers n’a pas de texte à taper
keys-note-too-long = Le presse-papiers a plus de texte qu’on ne peut en taper : { $most } caractères au plus
keys-note-left-out = Saisi. { $count ->
        [one] Un caractère n’a pas de touche et a été omis
       *[other] { $count } caractères n’ont pas de touche et ont été omis
    }
keys-note-typing-stopped = La saisie a été arrêtée
keys-title-captured = clavier capturé

keys-wrong-empty = aucune touche n’est nommée
keys-wrong-unknown = aucune touche ne s’appelle « { $name } »
keys-wrong-no-modifier = « { $name } » ne peut pas être maintenue : seules Ctrl, Alt, Shift, Super et AltGr le peuvent
keys-wrong-only-modifiers = « { $keys } » demande une touche en plus des touches de modification
keys-wrong-types-text = « { $keys } » sert à écrire : ajoutez Ctrl, Alt ou Super
keys-taken = { $keys } est déjà pris par « { $action } »

keys-note-captured-full-screen = { $menu } ouvre le menu, { $leave } quitte le plein écran, { $keys } libère le clavier
