### Texts: what failed, why, and what to do.

## The connection as a whole

failure-no-sign-of-life = no sign of life for about ten seconds: the server is off or asleep, or the way to it is cut
failure-no-thread = cannot start the session
failure-no-thread-hint = close other programs and try again
failure-recording = cannot write the recording { $path }
failure-recording-hint = check that the folder exists, is writable and has room
failure-no-recording = cannot play { $path }
failure-no-recording-hint = Farview plays what it has recorded, FBS files of other viewers, and captures that start with ServerInit
failure-cannot-connect = cannot connect to { $address }
failure-unknown-name = the name { $host } is not known here ({ $source })
failure-unknown-name-hint = check the spelling; a name that is only known inside another network needs its VPN, or use the IP address
failure-no-socket = there is no socket at { $path }
failure-no-socket-hint = start the server, or check the path: the server's log says where its socket is
failure-not-a-socket = { $path } is a file or a folder, not a socket
failure-not-a-socket-hint = check the path: the server's log says where its socket is
failure-socket-refused = the socket { $path } is there, but no server listens on it
failure-socket-refused-hint = the server that made the socket has gone: start it again
failure-socket-permission = this user may not use the socket ({ $source })
failure-socket-permission-hint = use the account that runs the server, or give yours access to the socket
failure-check-way = check the address, the network and the firewalls on the way
failure-name-timeout = the name was not found within { $seconds } seconds
failure-name-timeout-hint = the name server may be down, or this computer offline: try the IP address
failure-ssh-timeout = ssh did not get through within { $seconds } seconds
failure-ssh-timeout-hint = try to log in with ssh in a terminal; if it asks for a password, start Farview from a terminal or set SSH_ASKPASS
failure-repeater-timeout = no server came to the repeater within { $seconds } seconds
failure-repeater-timeout-hint = let the server call the repeater with this ID first, or wait for it with farview listen --repeater
failure-answer-timeout = something accepts the connection, but { $awaiting } did not come within { $seconds } seconds
failure-answer-timeout-hint = check the port and the scheme: another service may listen there
failure-connection-timeout = no answer within { $seconds } seconds
failure-silent-hint = the computer may be off or asleep, the address wrong, or a firewall drops the packets silently
failure-nothing-came = nothing came from the server for { $seconds } seconds, though it was asked
failure-no-greeting = something accepts the connection but does not greet as a VNC server within { $seconds } seconds
failure-no-greeting-hint = a VNC server speaks first: check the port; it may belong to another service, or to a server that wants TLS at once
failure-stuck = the server did not get on within { $seconds } seconds; { $awaiting } should come next
failure-stuck-hint = the server may be busy or stuck: try again, then restart it
failure-lost-hint = check the network and whether the server still runs, then connect again; programs on the remote desktop usually go on running
failure-lost = lost the connection to { $address }
failure-limit-hint = no real desktop needs that: the server is broken or means harm; do not connect to it again unless you know why
failure-stopped = stopped the session with { $address }
failure-bug-hint = this is a bug in Farview: please report it
failure-version = the server speaks a version of the protocol that is not known ({ $banner })
failure-update-server = update the server
failure-is-repeater = this is an UltraVNC repeater, which wants to know which server is meant
failure-is-repeater-hint = write repeater://host:port/ID:1234 for a server that calls the repeater with this ID, or repeater://host:port/server:5900
failure-tunnel = the server wants a tunnel of the Tight security type that Farview does not have
failure-tunnel-hint = choose another security type with --security, or let the server offer one
failure-update-or-report = update the server, or report this
failure-video = the server sends { $unsupported }, which Farview cannot show
failure-video-hint = connect without open-h264 among the --encodings
failure-closed-at-once = the connection is closed before the server has said anything
failure-closed-at-once-hint = the server may not want this address or have too many viewers, or the port belongs to another service: look into the server's log
failure-closed = the server closed the connection while { $awaiting } was awaited
failure-closed-in-session = the server closed the connection while the next message was awaited
failure-broken-rules = the server broke the rules of the protocol: { $protocol }
failure-broken-rules-hint = try again with --encodings raw; if it stays, record it with `farview record` and report it with the name and version of the server

## Keys and TLS

failure-weak-key-hint = whoever listens could break it: give the server a longer key, or go through an SSH tunnel with --via HOST
failure-bad-parameter-hint = with it the session would be open to everybody: the server is broken, or somebody is in between; update it, or go through an SSH tunnel with --via HOST
failure-forged-hint = somebody may be in between, or the network is broken: connect again, and if it stays do not send a password before you know why
failure-tls-anonymous-hint = anonymous TLS is switched off in many systems' OpenSSL (security level above 0): let the server offer X509 security types, or go through an SSH tunnel with --via HOST
failure-tls-alert-hint = the server's log may say more; let it offer another security type, or go through an SSH tunnel with --via HOST
failure-tls-version-hint = update the server, or go through an SSH tunnel with --via HOST
failure-tls-hint = somebody may be in between, or the server needs an update: do not send a password before you know, or go through an SSH tunnel with --via HOST
failure-no-random-hint = no key can be made without them: look at what keeps this program from the system's random numbers, such as a sandbox
failure-stopped-connection = stopped the connection with { $address }

## Logging in

failure-no-reason = it gives no reason
failure-says = it says: { $reason }
failure-refuses = { $address } refuses the connection
failure-locked-out-hint = after several wrong passwords the server turns this address away for a while: wait before you try again (TigerVNC: 10 seconds, and twice as long after every further failure), or restart the server; then check the password
failure-full-hint = close another viewer of this desktop, or let the server take more
failure-denied-hint = somebody at the server said no, or it allows certain addresses only: ask whoever runs it
failure-no-password-hint = the server takes nobody before it is set up: set a password there
failure-refused-hint = ask whoever runs the server; it may allow certain addresses only, or have as many viewers as it wants
failure-wrong-password = the server does not accept the password
failure-server-says = the server says: { $reason }
failure-wrong-password-hint = check the password; of a VNC password only the first 8 characters count, and capital letters matter
failure-cannot-log-in = cannot log in to { $address }
failure-too-long =
    { $field ->
        [password] the password has { $bytes } bytes, and this server's way to log in takes { $most } at most
       *[name] the user name has { $bytes } bytes, and this server's way to log in takes { $most } at most
    }
failure-too-long-hint =
    { $field ->
        [password] use a shorter password, or choose another security type of the server's with --security
       *[name] use a shorter user name, or choose another security type of the server's with --security
    }
failure-forbidden = the server offers only what is not allowed here: { $types }
failure-forbidden-unencrypted = the server offers only what is not allowed here: { $types }, none of which encrypts the session
failure-no-type = the server wants a security type that Farview does not have: { $types }
failure-password-cut = { $said }; only the first { $most } characters of the password counted
failure-forbidden-hint = allow one of them with --security, or let the server offer a stronger one
failure-no-type-mac-hint = allow other ways to log in on the Mac than Kerberos
failure-no-type-ultravnc-hint = switch the encryption plug-in or MS-Logon III of UltraVNC off, or let the server offer MS-Logon II or a VNC password as well; use a tunnel such as SSH if others can listen
failure-no-type-hint = let the server offer VeNCrypt, RSA-AES or a VNC password as well; use a tunnel such as SSH if others can listen and nothing else encrypts
failure-sasl-nothing = the server wants SASL but offers no way to do it
failure-sasl-nothing-hint = name a mechanism in the server's SASL configuration, such as `mech_list: scram-sha-256`; without encryption QEMU offers only those that encrypt themselves
failure-sasl-mechanisms = the server wants SASL with one of { $offered }, which Farview does not have
failure-sasl-mechanisms-hint = let the server's SASL configuration offer SCRAM-SHA-256 as well
failure-sasl-clear = the server wants the password in the clear (SASL PLAIN), which Farview sends inside encryption only
failure-sasl-clear-hint = let the server encrypt (VeNCrypt with X509SASL) or offer SCRAM-SHA-256
failure-sasl-layer = the server insists on encryption by SASL of a kind that Farview does not have
failure-sasl-layer-hint = let the server encrypt with TLS (VeNCrypt with X509SASL)
failure-security-type = type { $number }

## What answers there and is no VNC server

failure-peer-web = a web server answers there, not a VNC server
failure-peer-web-hint = if it is noVNC, write ws://host:port/websockify; the VNC server behind it also has a port of its own, usually 5900 or 5901
failure-peer-ssh = an SSH server answers there, not a VNC server
failure-peer-ssh-hint = write vnc+ssh://user@host to reach the desktop of this computer through SSH
failure-peer-tls = the server there wants TLS from the first byte
failure-peer-tls-hint = use the server's plain VNC port, or a TLS tunnel such as stunnel in front of it
failure-peer-rdp = a Windows remote desktop answers there (RDP), not a VNC server
failure-peer-rdp-hint = use a program for RDP; a VNC server on the same computer would be on another port, usually 5900
failure-peer-mail = a mail or file server answers there, not a VNC server
failure-check-vnc-port = check the port: VNC is usually 5900 and up
failure-peer-unknown = what answers there is not a VNC server: it starts with { $start }

## The way to the server

failure-cannot-connect-gate = cannot connect to { $gate } on the way to { $address }
failure-nothing-listens = nothing listens on port { $port } of { $host } (connection refused)
failure-nothing-listens-hint = start the VNC server there, or name another display or port: HOST:1 is display 1 on port 5901, HOST::5901 is the port itself
failure-nothing-listens-service-hint = check the port, and that the service runs there
failure-no-way = there is no way to { $host } from here ({ $source })
failure-no-way-hint = check that this computer is online, and that the VPN is up if the server needs one
failure-no-answer-at-all = no answer at all
failure-no-address = there was no address to try
failure-no-answer = no answer
failure-tried = { $why }; tried { $addresses }
failure-cannot-connect-ssh = cannot connect to { $address } through { $gate } by SSH
failure-ssh-missing = there is no program called ssh on this computer
failure-ssh-missing-hint = install OpenSSH (the package openssh-client; on Windows the optional feature OpenSSH Client)
failure-ssh-not-started = the program ssh cannot be started: { $why }
failure-ssh-try-hint = try `ssh` in a terminal and see what it says
failure-ssh-key-changed = the key of { $gate } is not the one that ssh remembers: somebody may be in between
failure-ssh-key-changed-hint = ask whoever runs { $gate } whether its key was changed; only then forget the old one with ssh-keygen -R and log in with ssh once
failure-ssh-key-unknown = ssh does not know the key of { $gate }, and could not ask whether to trust it
failure-ssh-key-unknown-hint = log in once with `ssh { $gate }` in a terminal and compare the fingerprint that it shows
failure-ssh-denied = { $gate } does not let you log in: { $said }
failure-ssh-denied-hint = check the user name; ssh must be able to log in with a key or an agent, or ask for a password on a terminal or with SSH_ASKPASS
failure-ssh-name-hint = check the spelling; the name must be known to this computer or stand in ~/.ssh/config
failure-ssh-unreachable-hint = check that { $gate } is on and runs an SSH server, and the firewalls on the way
failure-ssh-nothing-listens = { $gate } was logged in to, but nothing listens at { $address } as seen from there ({ $said })
failure-ssh-nothing-listens-hint = start the VNC server there, or name another port: vnc+ssh://user@gate/localhost:5901, or localhost:1 with --via
failure-ssh-no-forwarding = { $gate } does not allow connections to be passed on ({ $said })
failure-ssh-no-forwarding-hint = set AllowTcpForwarding yes in its sshd_config, or use a key that has no restriction
failure-ssh-says = SSH says: { $said }
failure-ssh-try-same-hint = try the same with `ssh` in a terminal and see what it says
failure-cannot-connect-proxy = cannot connect to { $address } through the proxy { $proxy }
failure-proxy-login-hint = write the user name and the password into the address of the proxy: socks5://user:password@host, best in the variable ALL_PROXY
failure-proxy-without-hint = check --proxy and the variable ALL_PROXY; --proxy none goes without
failure-proxy-credentials = the proxy wants to know who you are
failure-proxy-wrong-credentials = the proxy does not accept the user name or the password
failure-proxy-forbidden = the proxy's rules forbid it
failure-proxy-forbidden-hint = ask whoever runs the proxy to allow the port; many allow 443 only
failure-proxy-unreachable = the proxy cannot reach the server
failure-proxy-unreachable-hint = check the name and the port: they must mean something where the proxy is
failure-proxy-refused = nothing listens there, as the proxy says
failure-proxy-refused-hint = start the VNC server there, or name another display or port
failure-proxy-code = the proxy answers with code { $code }
failure-proxy-name-too-long = the name of the server is too long for a proxy
failure-proxy-is-none = what answers there is no such proxy: it speaks { $peer }
failure-proxy-is-none-hint = check the scheme and the port of the proxy: socks5:// and http:// are different things
failure-proxy-malformed = the proxy breaks the rules: { $what }
failure-web-is-vnc = a VNC server answers there, not a web server
failure-web-is-vnc-hint = leave ws:// out and write host::port
failure-web-wants-tls = the web server there wants TLS
failure-web-wants-tls-hint = write wss:// instead of ws://
failure-web-is-none = what answers there is no web server: it speaks { $peer }
failure-web-is-none-hint = check the port of the web server
failure-web-no-socket = the web server gives no web socket: { $why }
failure-web-no-socket-hint = check the port and the path: noVNC's is often /websockify; a server that wants TLS needs wss://
failure-web-subprotocol = the web server wants to speak { $name } on the web socket, and Farview speaks binary only
failure-web-subprotocol-hint = update the server: websockify has spoken binary since 2012
failure-web-frame = the web server breaks the rules of web sockets: { $problem }
failure-web-frame-hint = check that the path belongs to a VNC server and not to another service
failure-web-closed = the web server closed the connection: { $why }
failure-web-closed-reason = the web server closed the connection: { $why } ({ $reason })
failure-web-401 = the web server wants a log-in (401)
failure-web-401-hint = give it with --header 'Authorization: …' or --cookie 'name=value', as the browser does after its log-in
failure-web-403 = the web server forbids it (403)
failure-web-403-hint = the ticket or the cookie may have run out: fetch a new one; some servers want --header 'Origin: …' of their own page
failure-web-404 = the web server has no web socket at this path ({ $status })
failure-web-404-hint = check the path: noVNC's is often /websockify, QEMU's is /
failure-web-elsewhere-at = the web server sends elsewhere: { $location } ({ $status })
failure-web-elsewhere = the web server sends elsewhere ({ $status })
failure-web-elsewhere-hint = use the address it names, with wss:// in place of https://, if you trust it; it may also be a log-in page
failure-web-page = the web server answers with a page, not with a web socket ({ $status })
failure-web-page-hint = check the path: noVNC's is often /websockify
failure-web-500 = the web server has a problem of its own ({ $status })
failure-web-500-hint = the VNC server behind it may not run: look into the web server's log
failure-web-status = the web server answers with status { $status }
failure-web-status-hint = check the path, and what the web server's log says
failure-web-close-1002 = it says that Farview broke the rules
failure-web-close-1003 = it does not take such data
failure-web-close-1007 = it says that the data made no sense
failure-web-close-1008 = its rules forbid it
failure-web-close-1009 = a message was too large for it
failure-web-close-1011 = it had a problem of its own, perhaps with the VNC server behind it
failure-web-close-1012 = it restarts
failure-web-close-1013 = it is too busy
failure-web-close-1014 = the VNC server behind it gave no good answer
failure-web-code = code { $code }
failure-web-words-code = { $words } (code { $code })
failure-repeater-is-vnc = a VNC server answers there, not a repeater
failure-repeater-is-vnc-hint = connect to it without repeater://, or use the repeater's port for viewers, usually 5901
failure-repeater-is-none = what answers there is no repeater: it starts with { $start }
failure-repeater-is-none-hint = check the port: a repeater's port for viewers is usually 5901
failure-repeater-closed = the repeater closes the connection before it greets
failure-repeater-closed-hint = it may allow certain addresses only: look into its settings
failure-repeater-not-passed = the repeater closes the connection instead of passing it on
failure-repeater-not-passed-hint = check the ID or the server: the repeater must be able to reach it and allow it, or the server must have called with this ID
failure-cannot-listen = cannot wait for servers on port { $port }
failure-port-in-use = another program uses the port already
failure-port-in-use-hint = end it, or name another port and tell the server: farview listen 5501
failure-port-permission = this user may not use the port
failure-port-permission-hint = use a port from 1024 on
failure-no-such-address = this computer does not have the address
failure-no-such-address-hint = check --bind: 0.0.0.0 means all of its addresses
failure-listen-hint = check the port and --bind
failure-web-not-trusted = the web server is not trusted, so nothing was sent to it
failure-web-not-trusted-hint = compare the fingerprint with the one that the server itself shows, then trust it when you are asked

## Coming back

failure-not-wanted = the server closes every session soon after it was opened
failure-not-wanted-hint = another viewer may have taken the desktop over, or the server falls over each time: ask who uses it, or look into its log
# $why: the reason of the last attempt
failure-in-vain =
    { $attempts ->
        [one] { $why } (1 attempt to connect again was in vain)
       *[other] { $why } ({ $attempts } attempts to connect again were in vain)
    }

## Places of passwords

# $name: one of these
failure-keyring = The keyring
failure-command = The password command
failure-keyring-foreign = its entry is not Farview's
failure-keyring-no-text = its entry is not text
failure-command-not-started = it cannot be started: { $error }
failure-command-failed = it failed; what it wrote to standard error may say why
failure-command-too-long = it took longer than { $seconds } seconds
failure-no-user-name = { $name } knows a password but no user name
failure-no-password = { $name } has no password: { $why }
failure-password-timeout = { $name } did not answer within { $seconds } seconds

## Identity

failure-web-server-of = the web server of { $address }
failure-trust-store = the file of trusted servers cannot be used: { $error }
failure-did-not-connect = did not connect to { $address }
