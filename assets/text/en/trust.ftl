### Texts: questions of trust, and how private a session is.

trust-server = Server

# What a question is, in a word.
trust-question = Question
trust-warning = Warning
trust-alarm = Alarm

trust-privacy-of = Security of the session with { $server }
trust-privacy-explained = Who could listen, and who answers

## Questions

trust-changed-title = { $server } is not the server that it was
trust-bad-certificate-title = The certificate is not right for { $server }
trust-new-title = Is this really { $server }?
trust-compare-certificate = Go on only if the fingerprint is the one that the server's own side names (`openssl x509 -noout -fingerprint -sha256 -in` and the file of its certificate). Otherwise somebody may be in between, who would see the screen and all that is typed.
trust-compare-key = Go on only if the fingerprint is the one that the server's own side names. Otherwise somebody may be in between, who would see the screen and all that is typed.
trust-compare-hint = compare the fingerprint, then run `{ $command }`, or give --fingerprint { $fingerprint }
trust-compare-short-hint = compare the fingerprint, which other viewers show as { $short }, then run `{ $command }`, or give --fingerprint { $fingerprint }
trust-fingerprint = Fingerprint
trust-known-since = Known since { $date }
trust-trust-new-key = Trust the new key
trust-trust-and-remember = Trust and remember
trust-connect-once = Connect once
trust-weaker-title = { $server } is less safe than it was
# $before: how the session was protected; $now: how it would be
trust-weaker-text =
    On { $date } the session with it { $before ->
        [identified] was encrypted and the server had shown its key
       *[encrypted] was encrypted
    }. Today the best that it offers is { $now ->
        [anonymous] encrypted, but for anyone who answers
       *[clear] not encrypted at all
    }.
trust-weaker-why = Somebody on the way may have taken the better offers away so as to listen, or the server was set up anew.
trust-weaker-advice = Go on only if whoever runs the server knows about it.
trust-security-type = Security type
trust-take-as-it-is = Take it as it is from now on
trust-weaker-hint = ask whoever runs the server; if it is meant to be so, run `farview trust forget { $address }`
trust-clear-title = Send the password without encryption?
trust-clear-risk =
    { $way ->
        [internet] The password would go over the Internet to { $address } as it is, for everybody on the way to read.
        [network] The password would go through the network to { $address } as it is, for everybody on the way to read.
       *[unknown] The password would go on a way that is not known as it is, for everybody on the way to read.
    }
# $method: the name of a security type
trust-proof-risk =
    { $way ->
        [internet] What goes over the Internet to { $address } is no password but a proof of it ({ $method }). Who listens can guess the password from it, and sees the screen and all that is typed.
        [network] What goes through the network to { $address } is no password but a proof of it ({ $method }). Who listens can guess the password from it, and sees the screen and all that is typed.
       *[unknown] What goes on a way that is not known is no password but a proof of it ({ $method }). Who listens can guess the password from it, and sees the screen and all that is typed.
    }
trust-clear-advice = Better go through SSH (--via), or switch encryption on at the server: there is a way for every product.
trust-send-once = Send it this once
trust-send-always = Always for this server
trust-clear-hint = go through SSH with --via, or allow it with `farview trust pin { $address } --unencrypted`
# $kind and $pinned_kind: “X.509 certificate” or “RSA key”
trust-not-expected = its { $kind } has the fingerprint { $fingerprint }, and not the one that --fingerprint names
trust-not-pinned = it is pinned to the { $pinned_kind } { $pinned }, but shows the { $kind } { $fingerprint }
trust-not-trusted = its { $kind } is not trusted
trust-changed-text = Since { $date } it was known by another { $kind }. Either its key was replaced, or somebody else answers in its stead.
trust-not-expected-hint = somebody may be in between, or the server has a new key: ask whoever runs it
trust-not-pinned-hint = somebody may be in between, or the server has a new key; if its own side names it, run `{ $command }`
trust-unencrypted = the best that the server offers is { $name }, which is not encrypted
trust-unencrypted-hint = switch encryption on at the server, go through SSH with --via, or leave out --require-encryption
trust-not-trusted-hint = compare { $fingerprint } with what the server's own side says
trust-weaker-refused = it offers less protection than before
trust-weaker-refused-hint = ask whoever runs the server whether its encryption was switched off
trust-clear-refused = the password would have gone without encryption
trust-clear-refused-hint = go through SSH with --via, or switch encryption on at the server
trust-changed-tunnels = Tunnels to different computers that begin at the same port of this one look like this, too.
trust-do-not-connect = Do not connect
trust-not-met = Farview has not met this server before.
trust-not-met-key = Farview has not met this server before, and nobody can vouch for a key of this kind.
trust-issued-for = For
trust-validity = { $from } to { $to }
trust-issued-to = Issued to
trust-issued-by = Issued by
trust-valid = Valid
trust-as-server-shows = As the server shows it
trust-key = Key
trust-rsa = RSA, { $bits } bits

## How private the session is

trust-private-here = Private: on this computer
trust-private-here-text = The connection does not leave this computer.
trust-private-loopback-text = Not encrypted; fine, because the connection does not leave this computer. If a tunnel begins here, it protects the rest of the way.
trust-private-ssh = Private: inside your SSH tunnel
trust-private-ssh-text = In the clear to { $address }; fine inside your SSH tunnel.
trust-private-ssh-encrypted = Private: encrypted inside your SSH tunnel
trust-private-ssh-encrypted-text = Encrypted twice: by SSH and by the server. { $who }
trust-encrypted-web = Encrypted as far as the web server
trust-encrypted-web-text = The web server was checked. What lies between it and the desktop is not known here.
trust-anonymous = Encrypted, but anyone could have answered
trust-anonymous-text = Nobody can just listen, but the server has no certificate: somebody in between could have answered in its stead and would see everything.
trust-encrypted = Encrypted
trust-clear-network = In the clear to { $address }: everybody in that network can see the screen and what you type
trust-clear-internet = In the clear to { $address }, over the Internet: everybody on the way can see the screen and what you type
trust-clear-unknown = In the clear: everybody on the way can see the screen and what you type
trust-not-encrypted = Not encrypted
trust-clear-text = { $who }. SSH (--via) would hide it.
trust-only-log-in-encrypted = Only the log-in was encrypted
trust-only-log-in-encrypted-text = { $who }. The password was sent encrypted.
trust-nobody-vouches = Nobody vouches for the server.
trust-expected = The server has the key that you named with --fingerprint.
trust-known = The server has the same key as on { $date }.
trust-renewed = The server has a new certificate with the same key as on { $date }.
trust-issuer = { $issuer } vouches for the server.
trust-issuer-earlier = { $issuer } vouches for the server. Since { $date } it was known by another key.
trust-accepted = You have accepted the server's key.
trust-encryption = Encryption
trust-servers-key = Server's key
trust-way-here = this computer
trust-way-socket = a socket on this computer
trust-way-web = a web server, { $cipher }
trust-way-network = a private network, { $address }
trust-way-internet = the Internet, { $address }
trust-way-unknown = not known
trust-way = Way

## How a password would travel

trust-travel-anonymous = The password is sent encrypted, but anyone could have answered.
trust-travel-sealed = The password is sent encrypted.
trust-travel-proof = The password itself is not sent, only a proof of knowing it.
trust-travel-weak-proof = The password itself is not sent, but whoever listens on the way can find it out from what is.
trust-travel-clear = The password is sent so that everybody on the way can read it.
trust-travel-loopback = The password stays on this computer, or in a tunnel that begins here.
trust-travel-socket = The password does not leave this computer.
trust-travel-ssh = The password is sent through SSH.
trust-travel-web = The password is sent encrypted as far as the web server.

## A server calls

trust-caller-title = A server calls. Let it in?
# $from: where the address is
trust-caller-text =
    Somebody at { $address }, { $from ->
        [here] from this computer itself
        [network] from your own network
       *[internet] from the Internet
    }, wants to show you a desktop.
trust-caller-advice = Only let in whom you expect: who shows you a desktop sees what you type into it.
trust-caller = Caller
trust-turn-away = Turn away
trust-let-in = Let in
trust-caller-hint = let in every server that calls with --accept

## What is wrong with a certificate

trust-unreadable = the certificate cannot be read
trust-expired = the certificate expired on { $date }
trust-not-yet-valid = the certificate is not valid before { $date }; is the clock of this computer right?
trust-no-name = the certificate does not say that it is for { $called }: it names no server
trust-wrong-name = the certificate is not for { $called } but for { $names }
trust-self-signed = the server made the certificate itself: nobody vouches for it
trust-unknown-issuer = the certificate was issued by { $issuer }, who is not trusted on this computer
trust-issuer-expired = the certificate of its issuer is not valid now
trust-first-version = the certificate has the form of 1988, which says neither whom it is for nor who may issue it
trust-not-for-servers = the certificate was made for something else than servers
trust-bad-chain = its issuers do not bear the certificate out ({ $problem })
trust-chain-signature = a signature is wrong
trust-chain-demand = it demands something that is not known here
trust-chain-name = its issuer may not issue for this name
trust-chain-too-many = the server sent too many certificates
trust-chain-outdated = it is signed in a way that is outdated or not known here
