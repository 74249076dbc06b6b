### Textes

start-hint = Adresse ou nom d’un ordinateur
start-hint-find = Chercher un ordinateur ou taper une adresse
start-connect = Se connecter
start-add = Ajouter
start-add-tip = Enregistrer un ordinateur (Ctrl+N)
start-more = Plus
start-import = Importer…
start-export = Exporter…
start-demo = Essayer la démo
start-recent = Récents
start-nearby = Sur ce réseau
start-saved = Ordinateurs
start-matches = Résultats
start-connect-to = Se connecter à { $address }
start-cannot-connect-to = Impossible de se connecter à { $address }
start-at-port = Port { $port } de { $host }
start-at-socket = Un socket sur cet ordinateur
start-at-web = Un web socket sur { $host }
start-behind-repeater = Par un répéteur
start-when-called = Attendre l’appel d’un serveur
start-by-way-of = { $way }, en passant par { $gate }
start-seen-today = Aujourd’hui
start-seen-yesterday = Hier
start-seen-days = Il y a { $days } jours
start-welcome = Voir et contrôler un autre ordinateur
start-welcome-how = Tapez son adresse ci-dessus : un nom ou un numéro, par exemple office, office:1 ou 192.168.0.7. Les ordinateurs visités sont conservés ici.
start-unreadable = Votre liste d’ordinateurs est illisible
start-open = Ouvrir
start-open-window = Ouvrir dans une nouvelle fenêtre
start-open-tab = Ouvrir dans un nouvel onglet
start-open-all = Tout ouvrir
start-open-all-tabs = Tout ouvrir en onglets
start-edit = Modifier
start-keep = Enregistrer
start-duplicate = Dupliquer
start-delete = Supprimer
start-copy-address = Copier l’adresse
start-clear = Effacer
start-count =
    { $count ->
        [one] { $count } ordinateur
       *[other] { $count } ordinateurs
    }
start-deleted = { $name } supprimé
start-deleted-count = { $count } ordinateurs supprimés
start-undo = Annuler
start-copy-of = { $name } (copie)
start-new = Nouvel ordinateur
start-change = Modifier l’ordinateur
start-name = Nom
start-name-hint = Par exemple « Accueil » ; peut rester vide
start-address = Adresse
start-address-hint = office, office:1, 192.168.0.7::5901, vnc://…, unix:/path
start-group = Groupe
start-tags = Étiquettes
start-tags-hint = Des mots pour le retrouver, séparés par des virgules
start-colour = Couleur
start-no-colour = Aucune
start-notes = Notes
start-private-choice = Privé : ne conserver aucune image de son écran
start-save = Enregistrer
start-red = Rouge
start-orange = Orange
start-yellow = Jaune
start-green = Vert
start-teal = Bleu-vert
start-blue = Bleu
start-purple = Violet
start-grey = Gris
start-import-title = Importer des ordinateurs
start-import-what = Farview lit les fichiers de TigerVNC (.tigervnc), RealVNC, TightVNC et UltraVNC (.vnc), Remmina (.remmina), les siens et les listes d’adresses vnc://. On peut aussi déposer des fichiers sur la fenêtre.
start-found-here = Trouvés sur cet ordinateur
start-looking = Recherche d’autres visionneuses…
start-files =
    { $count ->
        [one] { $count } fichier
       *[other] { $count } fichiers
    }
start-import-file = Fichier ou dossier
start-import-do = Importer
start-export-title = Exporter des ordinateurs
start-export-what = Tout sauf les mots de passe va dans un fichier que Farview lit sur n’importe quel ordinateur. Un nom qui finit par .txt donne à la place une liste d’adresses vnc://.
start-export-file = Fichier
start-export-do = Exporter
start-added =
    { $count ->
        [0] Rien de nouveau n’a été trouvé.
        [one] Un ordinateur a été ajouté.
       *[other] { $count } ordinateurs ont été ajoutés.
    }
start-known =
    { $count ->
        [one] Un était déjà là.
       *[other] { $count } étaient déjà là.
    }
start-left-out =
    { $count ->
        [one] Un a été laissé de côté :
       *[other] { $count } ont été laissés de côté :
    }
start-left-out-one = { $name } : { $why }
start-left-out-more = et { $count } autres
start-passwords = Les mots de passe de ces fichiers sont seulement brouillés, Farview n’en reprend donc aucun. Il les demande à la connexion et peut les garder dans le trousseau.
start-exported = Exporté vers { $path }
start-why-protocol = il est pour { $protocol }
start-why-incoming = il attend un serveur qui appelle
start-why-cloud = il passe par un service de l’éditeur de cette visionneuse
start-why-no-address = il n’a pas d’adresse
start-demo-name = Démo de Farview
start-settings = Réglages…
