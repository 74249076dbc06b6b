### Textes : la fenêtre elle-même, ses cartes et ses messages brefs.

## Boutons de plusieurs cartes

window-close = Fermer
window-cancel = Annuler
window-back = Retour
window-retry = Réessayer
window-copy = Copier
window-copy-all = Tout copier
window-copy-details = Copier les détails
window-full-stop = .

## Pendant l’établissement d’une connexion

window-connecting-title = Connexion à { $server }
window-reaching = Recherche du serveur…
window-agreeing = Négociation de la connexion…
window-signing-in = Authentification…
window-waiting-for-first-picture = En attente de la première image…
window-waiting-title = En attente de l’appel d’un serveur
window-waiting-at = Un serveur peut maintenant appeler sur { $place }.
window-waiting-how = De son côté, cela se fait avec `x11vnc -connect HOST`, `vncconfig -connect HOST` (TigerVNC) ou « Add New Client » dans le menu d’un serveur pour Windows, où HOST est cet ordinateur.

## Une connexion perdue

window-silent = Le serveur ne répond pas
window-connection-lost = Connexion perdue
window-what-to-do = Ce que vous pouvez faire
window-try-now = Essayer maintenant
window-trying-again = Nouvel essai…
window-trying-again-in =
    { $seconds ->
        [one] Nouvel essai dans une seconde.
       *[other] Nouvel essai dans { $seconds } secondes.
    }
window-waiting-for-call = En attente de l’appel du serveur…
window-trying-to-reach = Recherche du serveur…
window-server-answers = Le serveur répond…
window-waiting-for-picture = En attente de l’image…
window-attempt = { $doing } (essai { $number })

## Authentification

window-sign-in-to = S’identifier auprès de { $server }
window-server-uses = Le serveur utilise { $method }.
window-did-not-work = Cela n’a pas fonctionné : { $reason }
window-user-name = Nom d’utilisateur
window-password = Mot de passe
window-password-length = Avec cette méthode, seuls les { $most } premiers caractères comptent.
window-show-password = Afficher le mot de passe
window-remember = Enregistrer dans le trousseau
window-remember-anew = Remplacer celui du trousseau
window-sign-in = S’identifier

## Commande de l’ordinateur distant

window-shut-down-title = Éteindre l’ordinateur distant ?
window-shut-down-consequence = Il s’éteint proprement. Il ne pourra pas être rallumé d’ici. Les autres personnes qui l’utilisent ne sont pas consultées.
window-shut-down = Éteindre
window-restart-title = Redémarrer l’ordinateur distant ?
window-restart-consequence = Il s’éteint proprement puis redémarre. Les autres personnes qui l’utilisent ne sont pas consultées.
window-restart = Redémarrer
window-reset-title = Réinitialiser l’ordinateur distant ?
window-reset-consequence = Il redémarre immédiatement, comme si l’on appuyait sur son bouton de réinitialisation. Ce qui n’y est pas enregistré est perdu. Les autres personnes qui l’utilisent ne sont pas consultées.
window-reset = Réinitialiser

## Messages brefs

window-keys-for-details = { $keys } pour les détails
window-power-failed = L’ordinateur distant n’a pas pu le faire
window-full-screen-note = { $menu } ouvre le menu, { $leave } quitte le plein écran

## Titres

window-title = { $name } – Farview
window-title-clear = Non chiffré – { $name } – Farview
window-title-unverified = Serveur non vérifié – { $name } – Farview
window-title-encrypted = { $name } – chiffré – Farview
window-title-private = { $name } – privé – Farview
window-title-start = Farview
window-tab-new = Ouvrir un autre onglet
window-tab-close = Fermer cet onglet
window-tab-start = Nouvel onglet
