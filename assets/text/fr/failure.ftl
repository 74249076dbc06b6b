### Textes : ce qui a échoué, pourquoi, et que faire.

## La connexion dans son ensemble

failure-no-sign-of-life = aucun signe de vie depuis environ dix secondes : le serveur est éteint ou en veille, ou le trajet est coupé
failure-no-thread = impossible de commencer la session
failure-no-thread-hint = fermez d’autres programmes et réessayez
failure-recording = impossible d’écrire l’enregistrement { $path }
failure-recording-hint = vérifiez que le dossier existe, qu’il est accessible en écriture et qu’il a de la place
failure-cannot-connect = connexion à { $address } impossible
failure-unknown-name = le nom { $host } n’est pas connu ici ({ $source })
failure-unknown-name-hint = vérifiez l’orthographe ; un nom connu seulement dans un autre réseau nécessite son VPN, sinon utilisez l’adresse IP
failure-no-socket = il n’y a pas de socket à { $path }
failure-no-socket-hint = démarrez le serveur, ou vérifiez le chemin : le journal du serveur dit où est son socket
failure-not-a-socket = { $path } est un fichier ou un dossier, pas un socket
failure-not-a-socket-hint = vérifiez le chemin : le journal du serveur dit où est son socket
failure-socket-refused = le socket { $path } est là, mais aucun serveur n’y écoute
failure-socket-refused-hint = le serveur qui a créé le socket n’est plus là : redémarrez-le
failure-socket-permission = cet utilisateur n’a pas le droit d’utiliser le socket ({ $source })
failure-socket-permission-hint = utilisez le compte qui fait tourner le serveur, ou donnez au vôtre l’accès au socket
failure-check-way = vérifiez l’adresse, le réseau et les pare-feu sur le trajet
failure-name-timeout = le nom n’a pas été trouvé en { $seconds } secondes
failure-name-timeout-hint = le serveur de noms est peut-être en panne, ou cet ordinateur hors ligne : essayez l’adresse IP
failure-ssh-timeout = ssh n’a pas abouti en { $seconds } secondes
failure-ssh-timeout-hint = essayez de vous connecter avec ssh dans un terminal ; s’il demande un mot de passe, lancez Farview depuis un terminal ou définissez SSH_ASKPASS
failure-repeater-timeout = aucun serveur n’est venu au répéteur en { $seconds } secondes
failure-repeater-timeout-hint = faites d’abord appeler le répéteur par le serveur avec cet ID, ou attendez-le avec farview listen --repeater
failure-answer-timeout = quelque chose accepte la connexion, mais aucune réponse n’est venue en { $seconds } secondes (attendu : { $awaiting })
failure-answer-timeout-hint = vérifiez le port et le schéma : un autre service y écoute peut-être
failure-connection-timeout = pas de réponse en { $seconds } secondes
failure-silent-hint = l’ordinateur est peut-être éteint ou en veille, l’adresse fausse, ou un pare-feu rejette les paquets en silence
failure-nothing-came = rien n’est venu du serveur depuis { $seconds } secondes, bien qu’il ait été sollicité
failure-no-greeting = quelque chose accepte la connexion mais ne se présente pas comme un serveur VNC en { $seconds } secondes
failure-no-greeting-hint = un serveur VNC parle le premier : vérifiez le port ; il appartient peut-être à un autre service, ou à un serveur qui veut TLS d’emblée
failure-stuck = le serveur n’a pas avancé en { $seconds } secondes (attendu : { $awaiting })
failure-stuck-hint = le serveur est peut-être occupé ou bloqué : réessayez, puis redémarrez-le
failure-lost-hint = vérifiez le réseau et si le serveur tourne toujours, puis reconnectez-vous ; les programmes du bureau distant continuent en général
failure-lost = la connexion à { $address } est perdue
failure-limit-hint = aucun vrai bureau n’a besoin de cela : le serveur est défectueux ou malveillant ; ne vous y reconnectez pas sans savoir pourquoi
failure-stopped = la session avec { $address } a été arrêtée
failure-bug-hint = c’est une erreur de Farview : merci de la signaler
failure-version = le serveur parle une version inconnue du protocole ({ $banner })
failure-update-server = mettez le serveur à jour
failure-is-repeater = c’est un répéteur UltraVNC, qui veut savoir quel serveur est demandé
failure-is-repeater-hint = écrivez repeater://host:port/ID:1234 pour un serveur qui appelle le répéteur avec cet ID, ou repeater://host:port/server:5900
failure-tunnel = le serveur veut un tunnel du type de sécurité Tight que Farview n’a pas
failure-tunnel-hint = choisissez un autre type de sécurité avec --security, ou faites-en proposer un par le serveur
failure-update-or-report = mettez le serveur à jour, ou signalez ceci
failure-video = le serveur envoie { $unsupported }, que Farview ne peut pas afficher
failure-video-hint = connectez-vous sans open-h264 parmi les --encodings
failure-closed-at-once = la connexion est fermée avant que le serveur ait dit quoi que ce soit
failure-closed-at-once-hint = le serveur refuse peut-être cette adresse ou a trop de spectateurs, ou le port appartient à un autre service : consultez le journal du serveur
failure-closed = le serveur a fermé la connexion (attendu : { $awaiting })
failure-closed-in-session = le serveur a fermé la connexion en pleine session
failure-broken-rules = le serveur a enfreint les règles du protocole : { $protocol }
failure-broken-rules-hint = réessayez avec --encodings raw ; si cela persiste, enregistrez-le avec `farview record` et signalez-le avec le nom et la version du serveur

## Clés et TLS

failure-weak-key-hint = qui écoute pourrait la casser : donnez au serveur une clé plus longue, ou passez par un tunnel SSH avec --via HOST
failure-bad-parameter-hint = avec cela, la session serait ouverte à tous : le serveur est défectueux, ou quelqu’un s’est interposé ; mettez-le à jour, ou passez par un tunnel SSH avec --via HOST
failure-forged-hint = quelqu’un s’est peut-être interposé, ou le réseau est défectueux : reconnectez-vous, et si cela persiste n’envoyez pas de mot de passe sans savoir pourquoi
failure-tls-anonymous-hint = le TLS anonyme est désactivé dans l’OpenSSL de nombreux systèmes (niveau de sécurité supérieur à 0) : faites proposer au serveur des types de sécurité X509, ou passez par un tunnel SSH avec --via HOST
failure-tls-alert-hint = le journal du serveur en dit peut-être plus ; faites-lui proposer un autre type de sécurité, ou passez par un tunnel SSH avec --via HOST
failure-tls-version-hint = mettez le serveur à jour, ou passez par un tunnel SSH avec --via HOST
failure-tls-hint = quelqu’un s’est peut-être interposé, ou le serveur doit être mis à jour : n’envoyez pas de mot de passe avant de le savoir, ou passez par un tunnel SSH avec --via HOST
failure-no-random-hint = aucune clé ne peut être créée sans eux : cherchez ce qui prive ce programme des nombres aléatoires du système, par exemple un bac à sable
failure-stopped-connection = la connexion avec { $address } a été arrêtée

## Authentification

failure-no-reason = il ne donne aucune raison
failure-says = il dit : { $reason }
failure-refuses = { $address } refuse la connexion
failure-locked-out-hint = après plusieurs mots de passe faux, le serveur rejette cette adresse pendant un moment : attendez avant de réessayer (TigerVNC : 10 secondes, et deux fois plus après chaque nouvel échec), ou redémarrez le serveur ; vérifiez ensuite le mot de passe
failure-full-hint = fermez une autre visionneuse de ce bureau, ou faites-en accepter plus par le serveur
failure-denied-hint = quelqu’un près du serveur a dit non, ou il n’autorise que certaines adresses : demandez à qui le gère
failure-no-password-hint = le serveur n’accepte personne avant d’être configuré : définissez-y un mot de passe
failure-refused-hint = demandez à qui gère le serveur ; il n’autorise peut-être que certaines adresses, ou a déjà assez de spectateurs
failure-wrong-password = le serveur n’accepte pas le mot de passe
failure-server-says = le serveur dit : { $reason }
failure-wrong-password-hint = vérifiez le mot de passe ; d’un mot de passe VNC, seuls les 8 premiers caractères comptent, et les majuscules ont leur importance
failure-cannot-log-in = authentification auprès de { $address } impossible
failure-too-long =
    { $field ->
        [password] le mot de passe a { $bytes } octets, et la méthode de ce serveur en accepte { $most } au plus
       *[name] le nom d’utilisateur a { $bytes } octets, et la méthode de ce serveur en accepte { $most } au plus
    }
failure-too-long-hint =
    { $field ->
        [password] utilisez un mot de passe plus court, ou choisissez un autre type de sécurité du serveur avec --security
       *[name] utilisez un nom d’utilisateur plus court, ou choisissez un autre type de sécurité du serveur avec --security
    }
failure-forbidden = le serveur ne propose que ce qui n’est pas autorisé ici : { $types }
failure-forbidden-unencrypted = le serveur ne propose que ce qui n’est pas autorisé ici : { $types } ; rien de cela ne chiffre la session
failure-no-type = le serveur veut un type de sécurité que Farview n’a pas : { $types }
failure-password-cut = { $said } ; seuls les { $most } premiers caractères du mot de passe ont compté
failure-forbidden-hint = autorisez-en un avec --security, ou faites proposer au serveur quelque chose de plus fort
failure-no-type-mac-hint = autorisez sur le Mac d’autres authentifications que Kerberos
failure-no-type-ultravnc-hint = désactivez le module de chiffrement ou MS-Logon III d’UltraVNC, ou faites proposer au serveur aussi MS-Logon II ou un mot de passe VNC ; utilisez un tunnel comme SSH si d’autres peuvent écouter
failure-no-type-hint = faites proposer au serveur aussi VeNCrypt, RSA-AES ou un mot de passe VNC ; utilisez un tunnel comme SSH si d’autres peuvent écouter et que rien d’autre ne chiffre
failure-sasl-nothing = le serveur veut SASL mais n’offre aucun moyen de le faire
failure-sasl-nothing-hint = indiquez un mécanisme dans la configuration SASL du serveur, par exemple `mech_list: scram-sha-256` ; sans chiffrement, QEMU ne propose que ceux qui chiffrent eux-mêmes
failure-sasl-mechanisms = le serveur veut SASL avec l’un de { $offered }, que Farview n’a pas
failure-sasl-mechanisms-hint = faites proposer aussi SCRAM-SHA-256 par la configuration SASL du serveur
failure-sasl-clear = le serveur veut le mot de passe en clair (SASL PLAIN), que Farview n’envoie que chiffré
failure-sasl-clear-hint = faites chiffrer le serveur (VeNCrypt avec X509SASL) ou faites-lui proposer SCRAM-SHA-256
failure-sasl-layer = le serveur exige un chiffrement SASL que Farview n’a pas
failure-sasl-layer-hint = faites chiffrer le serveur avec TLS (VeNCrypt avec X509SASL)
failure-security-type = type { $number }

## Ce qui répond sans être un serveur VNC

failure-peer-web = c’est un serveur web qui répond, pas un serveur VNC
failure-peer-web-hint = si c’est noVNC, écrivez ws://host:port/websockify ; le serveur VNC derrière a aussi son propre port, en général 5900 ou 5901
failure-peer-ssh = c’est un serveur SSH qui répond, pas un serveur VNC
failure-peer-ssh-hint = écrivez vnc+ssh://user@host pour atteindre le bureau de cet ordinateur par SSH
failure-peer-tls = ce serveur veut TLS dès le premier octet
failure-peer-tls-hint = utilisez le port VNC ordinaire du serveur, ou un tunnel TLS comme stunnel devant lui
failure-peer-rdp = c’est un bureau à distance Windows qui répond (RDP), pas un serveur VNC
failure-peer-rdp-hint = utilisez un programme pour RDP ; un serveur VNC sur le même ordinateur serait sur un autre port, en général 5900
failure-peer-mail = c’est un serveur de courrier ou de fichiers qui répond, pas un serveur VNC
failure-check-vnc-port = vérifiez le port : VNC utilise en général 5900 et au-delà
failure-peer-unknown = ce qui répond n’est pas un serveur VNC : cela commence par { $start }

## Le trajet jusqu’au serveur

failure-cannot-connect-gate = connexion à { $gate } impossible, sur le trajet vers { $address }
failure-nothing-listens = rien n’écoute sur le port { $port } de { $host } (connexion refusée)
failure-nothing-listens-hint = démarrez-y le serveur VNC, ou indiquez un autre écran ou port : HOST:1 est l’écran 1 sur le port 5901, HOST::5901 est le port lui-même
failure-nothing-listens-service-hint = vérifiez le port, et que le service y tourne
failure-no-way = aucun trajet ne mène d’ici à { $host } ({ $source })
failure-no-way-hint = vérifiez que cet ordinateur est en ligne, et que le VPN est actif si le serveur en a besoin
failure-no-answer-at-all = aucune réponse
failure-no-address = il n’y avait aucune adresse à essayer
failure-no-answer = pas de réponse
failure-tried = { $why } ; adresses essayées : { $addresses }
failure-cannot-connect-ssh = connexion à { $address } par { $gate } avec SSH impossible
failure-ssh-missing = il n’y a pas de programme ssh sur cet ordinateur
failure-ssh-missing-hint = installez OpenSSH (le paquet openssh-client ; sous Windows la fonctionnalité facultative Client OpenSSH)
failure-ssh-not-started = le programme ssh ne peut pas être lancé : { $why }
failure-ssh-try-hint = essayez `ssh` dans un terminal et voyez ce qu’il dit
failure-ssh-key-changed = la clé de { $gate } n’est pas celle que ssh a retenue : quelqu’un s’est peut-être interposé
failure-ssh-key-changed-hint = demandez à qui gère { $gate } si la clé a changé ; alors seulement, oubliez l’ancienne avec ssh-keygen -R et connectez-vous une fois avec ssh
failure-ssh-key-unknown = ssh ne connaît pas la clé de { $gate }, et n’a pas pu demander s’il faut lui faire confiance
failure-ssh-key-unknown-hint = connectez-vous une fois avec `ssh { $gate }` dans un terminal et comparez l’empreinte affichée
failure-ssh-denied = { $gate } ne vous laisse pas entrer : { $said }
failure-ssh-denied-hint = vérifiez le nom d’utilisateur ; ssh doit pouvoir s’authentifier avec une clé ou un agent, ou demander un mot de passe dans un terminal ou avec SSH_ASKPASS
failure-ssh-name-hint = vérifiez l’orthographe ; le nom doit être connu de cet ordinateur ou figurer dans ~/.ssh/config
failure-ssh-unreachable-hint = vérifiez que { $gate } est allumé et fait tourner un serveur SSH, ainsi que les pare-feu sur le trajet
failure-ssh-nothing-listens = l’authentification auprès de { $gate } a réussi, mais de là rien n’écoute à { $address } ({ $said })
failure-ssh-nothing-listens-hint = démarrez-y le serveur VNC, ou indiquez un autre port : vnc+ssh://user@gate/localhost:5901, ou localhost:1 avec --via
failure-ssh-no-forwarding = { $gate } n’autorise pas à relayer des connexions ({ $said })
failure-ssh-no-forwarding-hint = mettez AllowTcpForwarding yes dans son sshd_config, ou utilisez une clé sans restriction
failure-ssh-says = ssh dit : { $said }
failure-ssh-try-same-hint = essayez la même chose avec `ssh` dans un terminal et voyez ce qu’il dit
failure-cannot-connect-proxy = connexion à { $address } par le proxy { $proxy } impossible
failure-proxy-login-hint = écrivez le nom d’utilisateur et le mot de passe dans l’adresse du proxy : socks5://user:password@host, de préférence dans la variable ALL_PROXY
failure-proxy-without-hint = vérifiez --proxy et la variable ALL_PROXY ; --proxy none s’en passe
failure-proxy-credentials = le proxy veut savoir qui vous êtes
failure-proxy-wrong-credentials = le proxy n’accepte pas le nom d’utilisateur ou le mot de passe
failure-proxy-forbidden = les règles du proxy l’interdisent
failure-proxy-forbidden-hint = demandez à qui gère le proxy d’autoriser le port ; beaucoup n’autorisent que 443
failure-proxy-unreachable = le proxy ne peut pas atteindre le serveur
failure-proxy-unreachable-hint = vérifiez le nom et le port : ils doivent avoir un sens là où se trouve le proxy
failure-proxy-refused = rien n’y écoute, d’après le proxy
failure-proxy-refused-hint = démarrez-y le serveur VNC, ou indiquez un autre écran ou port
failure-proxy-code = le proxy répond par le code { $code }
failure-proxy-name-too-long = le nom du serveur est trop long pour un proxy
failure-proxy-is-none = ce qui répond n’est pas un tel proxy : cela parle { $peer }
failure-proxy-is-none-hint = vérifiez le schéma et le port du proxy : socks5:// et http:// sont deux choses différentes
failure-proxy-malformed = le proxy enfreint les règles : { $what }
failure-web-is-vnc = c’est un serveur VNC qui répond, pas un serveur web
failure-web-is-vnc-hint = omettez ws:// et écrivez host::port
failure-web-wants-tls = ce serveur web veut TLS
failure-web-wants-tls-hint = écrivez wss:// au lieu de ws://
failure-web-is-none = ce qui répond n’est pas un serveur web : cela parle { $peer }
failure-web-is-none-hint = vérifiez le port du serveur web
failure-web-no-socket = le serveur web ne donne pas de web socket : { $why }
failure-web-no-socket-hint = vérifiez le port et le chemin : celui de noVNC est souvent /websockify ; un serveur qui veut TLS nécessite wss://
failure-web-subprotocol = le serveur web veut parler { $name } sur le web socket, et Farview ne parle que binary
failure-web-subprotocol-hint = mettez le serveur à jour : websockify parle binary depuis 2012
failure-web-frame = le serveur web enfreint les règles des web sockets : { $problem }
failure-web-frame-hint = vérifiez que le chemin appartient à un serveur VNC et non à un autre service
failure-web-closed = le serveur web a fermé la connexion : { $why }
failure-web-closed-reason = le serveur web a fermé la connexion : { $why } ({ $reason })
failure-web-401 = le serveur web veut une authentification (401)
failure-web-401-hint = donnez-la avec --header 'Authorization: …' ou --cookie 'name=value', comme le fait le navigateur après la sienne
failure-web-403 = le serveur web l’interdit (403)
failure-web-403-hint = le ticket ou le cookie a peut-être expiré : prenez-en un nouveau ; certains serveurs veulent --header 'Origin: …' de leur propre page
failure-web-404 = le serveur web n’a pas de web socket à ce chemin ({ $status })
failure-web-404-hint = vérifiez le chemin : celui de noVNC est souvent /websockify, celui de QEMU est /
failure-web-elsewhere-at = le serveur web renvoie ailleurs : { $location } ({ $status })
failure-web-elsewhere = le serveur web renvoie ailleurs ({ $status })
failure-web-elsewhere-hint = utilisez l’adresse qu’il indique, avec wss:// à la place de https://, si vous lui faites confiance ; ce peut aussi être une page d’authentification
failure-web-page = le serveur web répond par une page, pas par un web socket ({ $status })
failure-web-page-hint = vérifiez le chemin : celui de noVNC est souvent /websockify
failure-web-500 = le serveur web a lui-même un problème ({ $status })
failure-web-500-hint = le serveur VNC derrière lui ne tourne peut-être pas : consultez le journal du serveur web
failure-web-status = le serveur web répond par le statut { $status }
failure-web-status-hint = vérifiez le chemin, et ce que dit le journal du serveur web
failure-web-close-1002 = il dit que Farview a enfreint les règles
failure-web-close-1003 = il n’accepte pas de telles données
failure-web-close-1007 = il dit que les données n’avaient pas de sens
failure-web-close-1008 = ses règles l’interdisent
failure-web-close-1009 = un message était trop grand pour lui
failure-web-close-1011 = il a eu lui-même un problème, peut-être avec le serveur VNC derrière lui
failure-web-close-1012 = il redémarre
failure-web-close-1013 = il est surchargé
failure-web-close-1014 = le serveur VNC derrière lui n’a pas donné de réponse utilisable
failure-web-code = code { $code }
failure-web-words-code = { $words } (code { $code })
failure-repeater-is-vnc = c’est un serveur VNC qui répond, pas un répéteur
failure-repeater-is-vnc-hint = connectez-vous sans repeater://, ou utilisez le port du répéteur pour les visionneuses, en général 5901
failure-repeater-is-none = ce qui répond n’est pas un répéteur : cela commence par { $start }
failure-repeater-is-none-hint = vérifiez le port : celui d’un répéteur pour les visionneuses est en général 5901
failure-repeater-closed = le répéteur ferme la connexion avant de se présenter
failure-repeater-closed-hint = il n’autorise peut-être que certaines adresses : consultez ses réglages
failure-repeater-not-passed = le répéteur ferme la connexion au lieu de la relayer
failure-repeater-not-passed-hint = vérifiez l’ID ou le serveur : le répéteur doit pouvoir l’atteindre et l’autoriser, ou le serveur doit avoir appelé avec cet ID
failure-cannot-listen = impossible d’attendre des serveurs sur le port { $port }
failure-port-in-use = un autre programme utilise déjà le port
failure-port-in-use-hint = arrêtez-le, ou choisissez un autre port et indiquez-le au serveur : farview listen 5501
failure-port-permission = cet utilisateur n’a pas le droit d’utiliser le port
failure-port-permission-hint = utilisez un port à partir de 1024
failure-no-such-address = cet ordinateur n’a pas cette adresse
failure-no-such-address-hint = vérifiez --bind : 0.0.0.0 désigne toutes ses adresses
failure-listen-hint = vérifiez le port et --bind
failure-web-not-trusted = le serveur web n’est pas de confiance, rien ne lui a donc été envoyé
failure-web-not-trusted-hint = comparez l’empreinte avec celle que montre le serveur lui-même, puis faites-lui confiance quand on vous le demande

## Retour

failure-not-wanted = le serveur ferme chaque session peu après son début
failure-not-wanted-hint = une autre visionneuse a peut-être pris le bureau, ou le serveur plante à chaque fois : demandez à qui l’utilise, ou consultez son journal
failure-in-vain =
    { $attempts ->
        [one] { $why } ({ $attempts } tentative de reconnexion sans succès)
       *[other] { $why } ({ $attempts } tentatives de reconnexion sans succès)
    }

## D’où viennent les mots de passe

failure-keyring = Le trousseau
failure-command = La commande de mot de passe
failure-keyring-foreign = son entrée n’est pas de Farview
failure-keyring-no-text = son entrée n’est pas du texte
failure-command-not-started = elle ne peut pas être lancée : { $error }
failure-command-failed = elle a échoué ; ce qu’elle a écrit sur l’erreur standard dit peut-être pourquoi
failure-command-too-long = elle a pris plus de { $seconds } secondes
failure-no-user-name = { $name } connaît un mot de passe mais pas de nom d’utilisateur
failure-no-password = { $name } n’a pas de mot de passe : { $why }
failure-password-timeout = { $name } n’a pas répondu en { $seconds } secondes

## Identité

failure-web-server-of = le serveur web de { $address }
failure-trust-store = le fichier des serveurs de confiance est inutilisable : { $error }
failure-did-not-connect = connexion à { $address } non établie
failure-no-recording = impossible de lire { $path }
failure-no-recording-hint = Farview lit ce qu’il a enregistré, les fichiers FBS d’autres visionneuses et les captures qui commencent par ServerInit
