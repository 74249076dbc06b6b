### Textes : questions de confiance, et confidentialité d’une session.

trust-server = Serveur

trust-question = Question
trust-warning = Avertissement
trust-alarm = Alerte

trust-privacy-of = Sécurité de la session avec { $server }
trust-privacy-explained = Qui pourrait écouter, et qui répond

## Questions

trust-changed-title = { $server } n’est plus le même serveur
trust-bad-certificate-title = Le certificat ne convient pas pour { $server }
trust-new-title = Est-ce vraiment { $server } ?
trust-compare-certificate = Ne continuez que si l’empreinte est celle qu’indique le serveur lui-même (`openssl x509 -noout -fingerprint -sha256 -in` suivi du fichier de son certificat). Sinon, quelqu’un pourrait s’être interposé et verrait l’écran et tout ce qui est tapé.
trust-compare-key = Ne continuez que si l’empreinte est celle qu’indique le serveur lui-même. Sinon, quelqu’un pourrait s’être interposé et verrait l’écran et tout ce qui est tapé.
trust-compare-hint = comparez l’empreinte, puis exécutez `{ $command }`, ou indiquez --fingerprint { $fingerprint }
trust-compare-short-hint = comparez l’empreinte, que d’autres visionneuses affichent sous la forme { $short }, puis exécutez `{ $command }`, ou indiquez --fingerprint { $fingerprint }
trust-fingerprint = Empreinte
trust-known-since = Connu depuis le { $date }
trust-trust-new-key = Faire confiance à la nouvelle clé
trust-trust-and-remember = Faire confiance et retenir
trust-connect-once = Se connecter une fois
trust-weaker-title = { $server } est moins sûr qu’avant
trust-weaker-text =
    Le { $date }, la session avec lui { $before ->
        [identified] était chiffrée et le serveur avait montré sa clé
       *[encrypted] était chiffrée
    }. Aujourd’hui, le mieux qu’il propose est une session { $now ->
        [anonymous] chiffrée, mais pour quiconque répond
       *[clear] sans aucun chiffrement
    }.
trust-weaker-why = Quelqu’un sur le trajet a peut-être retiré les meilleures offres afin d’écouter, ou le serveur a été reconfiguré.
trust-weaker-advice = Ne continuez que si les responsables du serveur sont au courant.
trust-security-type = Type de sécurité
trust-take-as-it-is = L’accepter tel quel désormais
trust-weaker-hint = demandez à qui gère le serveur ; si c’est voulu, exécutez `farview trust forget { $address }`
trust-clear-title = Envoyer le mot de passe sans chiffrement ?
trust-clear-risk =
    { $way ->
        [internet] Le mot de passe passerait par Internet jusqu’à { $address } tel quel, lisible par tous sur le trajet.
        [network] Le mot de passe passerait par le réseau jusqu’à { $address } tel quel, lisible par tous sur le trajet.
       *[unknown] Le mot de passe passerait par un chemin inconnu tel quel, lisible par tous sur le trajet.
    }
trust-proof-risk =
    { $way ->
        [internet] Ce qui passe par Internet jusqu’à { $address } n’est pas le mot de passe mais une preuve de celui-ci ({ $method }). Qui écoute peut en deviner le mot de passe, et voit l’écran et tout ce qui est tapé.
        [network] Ce qui passe par le réseau jusqu’à { $address } n’est pas le mot de passe mais une preuve de celui-ci ({ $method }). Qui écoute peut en deviner le mot de passe, et voit l’écran et tout ce qui est tapé.
       *[unknown] Ce qui passe par un chemin inconnu n’est pas le mot de passe mais une preuve de celui-ci ({ $method }). Qui écoute peut en deviner le mot de passe, et voit l’écran et tout ce qui est tapé.
    }
trust-clear-advice = Passez plutôt par SSH (--via), ou activez le chiffrement sur le serveur : c’est possible avec tous les produits.
trust-send-once = L’envoyer cette fois
trust-send-always = Toujours pour ce serveur
trust-clear-hint = passez par SSH avec --via, ou autorisez-le avec `farview trust pin { $address } --unencrypted`
trust-not-expected = sa clé ({ $kind }) a l’empreinte { $fingerprint }, et non celle que --fingerprint indique
trust-not-pinned = il est épinglé à { $pinned } ({ $pinned_kind }), mais montre { $fingerprint } ({ $kind })
trust-not-trusted = sa clé n’est pas de confiance ({ $kind })
trust-changed-text = Depuis le { $date }, il était connu sous une autre clé ({ $kind }). Soit sa clé a été remplacée, soit quelqu’un d’autre répond à sa place.
trust-not-expected-hint = quelqu’un s’est peut-être interposé, ou le serveur a une nouvelle clé : demandez à qui le gère
trust-not-pinned-hint = quelqu’un s’est peut-être interposé, ou le serveur a une nouvelle clé ; si le serveur lui-même l’indique, exécutez `{ $command }`
trust-unencrypted = le mieux que le serveur propose est { $name }, qui n’est pas chiffré
trust-unencrypted-hint = activez le chiffrement sur le serveur, passez par SSH avec --via, ou omettez --require-encryption
trust-not-trusted-hint = comparez { $fingerprint } avec ce qu’indique le serveur lui-même
trust-weaker-refused = il protège moins qu’avant
trust-weaker-refused-hint = demandez à qui gère le serveur si son chiffrement a été désactivé
trust-clear-refused = le mot de passe aurait été envoyé sans chiffrement
trust-clear-refused-hint = passez par SSH avec --via, ou activez le chiffrement sur le serveur
trust-changed-tunnels = Des tunnels vers différents ordinateurs qui partent du même port de celui-ci donnent aussi cette impression.
trust-do-not-connect = Ne pas se connecter
trust-not-met = Farview n’a encore jamais rencontré ce serveur.
trust-not-met-key = Farview n’a encore jamais rencontré ce serveur, et personne ne peut se porter garant d’une clé de ce genre.
trust-issued-for = Pour
trust-validity = du { $from } au { $to }
trust-issued-to = Délivré à
trust-issued-by = Délivré par
trust-valid = Valide
trust-as-server-shows = Telle que le serveur la montre
trust-key = Clé
trust-rsa = RSA, { $bits } bits

## Confidentialité de la session

trust-private-here = Privé : sur cet ordinateur
trust-private-here-text = La connexion ne quitte pas cet ordinateur.
trust-private-loopback-text = Non chiffré, mais sans danger : la connexion ne quitte pas cet ordinateur. Si un tunnel commence ici, il protège le reste du trajet.
trust-private-ssh = Privé : dans votre tunnel SSH
trust-private-ssh-text = En clair jusqu’à { $address } ; sans danger dans votre tunnel SSH.
trust-private-ssh-encrypted = Privé : chiffré dans votre tunnel SSH
trust-private-ssh-encrypted-text = Chiffré deux fois : par SSH et par le serveur. { $who }
trust-encrypted-web = Chiffré jusqu’au serveur web
trust-encrypted-web-text = Le serveur web a été vérifié. Ce qui se trouve entre lui et le bureau n’est pas connu ici.
trust-anonymous = Chiffré, mais n’importe qui a pu répondre
trust-anonymous-text = Personne ne peut simplement écouter, mais le serveur n’a pas de certificat : quelqu’un d’interposé a pu répondre à sa place et verrait tout.
trust-encrypted = Chiffré
trust-clear-network = En clair jusqu’à { $address } : tous ceux de ce réseau peuvent voir l’écran et ce que vous tapez
trust-clear-internet = En clair jusqu’à { $address }, par Internet : tous sur le trajet peuvent voir l’écran et ce que vous tapez
trust-clear-unknown = En clair : tous sur le trajet peuvent voir l’écran et ce que vous tapez
trust-not-encrypted = Non chiffré
trust-clear-text = { $who }. SSH (--via) le cacherait.
trust-only-log-in-encrypted = Seule l’authentification était chiffrée
trust-only-log-in-encrypted-text = { $who }. Le mot de passe a été envoyé chiffré.
trust-nobody-vouches = Personne ne se porte garant du serveur.
trust-expected = Le serveur a la clé que vous avez indiquée avec --fingerprint.
trust-known = Le serveur a la même clé que le { $date }.
trust-renewed = Le serveur a un nouveau certificat avec la même clé que le { $date }.
trust-issuer = { $issuer } se porte garant du serveur.
trust-issuer-earlier = { $issuer } se porte garant du serveur. Depuis le { $date }, il était connu sous une autre clé.
trust-accepted = Vous avez accepté la clé du serveur.
trust-encryption = Chiffrement
trust-servers-key = Clé du serveur
trust-way-here = cet ordinateur
trust-way-socket = un socket sur cet ordinateur
trust-way-web = un serveur web, { $cipher }
trust-way-network = un réseau privé, { $address }
trust-way-internet = Internet, { $address }
trust-way-unknown = inconnu
trust-way = Trajet

## Comment un mot de passe voyagerait

trust-travel-anonymous = Le mot de passe est envoyé chiffré, mais n’importe qui a pu répondre.
trust-travel-sealed = Le mot de passe est envoyé chiffré.
trust-travel-proof = Le mot de passe lui-même n’est pas envoyé, seulement une preuve que vous le connaissez.
trust-travel-weak-proof = Le mot de passe lui-même n’est pas envoyé, mais qui écoute sur le trajet peut le déduire de ce qui l’est.
trust-travel-clear = Le mot de passe est envoyé de façon lisible par tous sur le trajet.
trust-travel-loopback = Le mot de passe reste sur cet ordinateur, ou dans un tunnel qui commence ici.
trust-travel-socket = Le mot de passe ne quitte pas cet ordinateur.
trust-travel-ssh = Le mot de passe est envoyé par SSH.
trust-travel-web = Le mot de passe est envoyé chiffré jusqu’au serveur web.

## Un serveur appelle

trust-caller-title = Un serveur appelle. Le laisser entrer ?
trust-caller-text =
    Quelqu’un à l’adresse { $address }, { $from ->
        [here] depuis cet ordinateur même
        [network] depuis votre propre réseau
       *[internet] depuis Internet
    }, souhaite vous montrer un bureau.
trust-caller-advice = Ne laissez entrer que ceux que vous attendez : qui vous montre un bureau voit ce que vous y tapez.
trust-caller = Appelant
trust-turn-away = Refuser
trust-let-in = Laisser entrer
trust-caller-hint = --accept laisse entrer tout serveur qui appelle

## Ce qui ne va pas dans un certificat

trust-unreadable = le certificat est illisible
trust-expired = le certificat a expiré le { $date }
trust-not-yet-valid = le certificat n’est pas valide avant le { $date } ; l’horloge de cet ordinateur est-elle à l’heure ?
trust-no-name = le certificat ne dit pas qu’il est pour { $called } : il ne nomme aucun serveur
trust-wrong-name = le certificat n’est pas pour { $called } mais pour { $names }
trust-self-signed = le serveur a fait le certificat lui-même : personne ne s’en porte garant
trust-unknown-issuer = le certificat a été délivré par { $issuer }, à qui cet ordinateur ne fait pas confiance
trust-issuer-expired = le certificat de son émetteur n’est pas valide actuellement
trust-first-version = le certificat a la forme de 1988, qui ne dit ni pour qui il est ni qui peut le délivrer
trust-not-for-servers = le certificat n’a pas été fait pour un serveur
trust-bad-chain = ses émetteurs ne confirment pas le certificat ({ $problem })
trust-chain-signature = une signature est fausse
trust-chain-demand = il exige quelque chose d’inconnu ici
trust-chain-name = son émetteur ne peut pas délivrer pour ce nom
trust-chain-too-many = le serveur a envoyé trop de certificats
trust-chain-outdated = il est signé d’une façon dépassée ou inconnue ici
