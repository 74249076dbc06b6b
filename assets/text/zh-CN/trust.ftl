### 文本：信任问题，以及会话的私密程度。

trust-server = 服务器

trust-question = 询问
trust-warning = 警告
trust-alarm = 危险

trust-privacy-of = 与 { $server } 的会话的安全性
trust-privacy-explained = 谁可能窃听，对方是谁

## 询问

trust-changed-title = { $server } 与以前的服务器不同
trust-bad-certificate-title = 证书与 { $server } 不符
trust-new-title = 这确实是 { $server } 吗？
trust-compare-certificate = 仅当指纹与服务器一端显示的一致时才继续（`openssl x509 -noout -fingerprint -sha256 -in` 加上其证书文件）。否则可能有人从中拦截，能看到屏幕和您输入的一切。
trust-compare-key = 仅当指纹与服务器一端显示的一致时才继续。否则可能有人从中拦截，能看到屏幕和您输入的一切。
trust-compare-hint = 请核对指纹，然后运行 `{ $command }`，或指定 --fingerprint { $fingerprint }
trust-compare-short-hint = 请核对指纹（其他查看器显示为 { $short }），然后运行 `{ $command }`，或指定 --fingerprint { $fingerprint }
trust-fingerprint = 指纹
trust-known-since = 自 { $date } 起已知
trust-trust-new-key = 信任新密钥
trust-trust-and-remember = 信任并记住
trust-connect-once = 仅连接一次
trust-weaker-title = { $server } 不如以前安全
trust-weaker-text =
    { $date } 与它的会话{ $before ->
        [identified] 是加密的，并且服务器出示了密钥
       *[encrypted] 是加密的
    }。今天它能提供的最好方式{ $now ->
        [anonymous] 虽然加密，但不验证对方是谁
       *[clear] 完全不加密
    }。
trust-weaker-why = 途中可能有人为了窃听而去掉了更好的方式，也可能是服务器重新配置过。
trust-weaker-advice = 仅当服务器的管理员知情时才继续。
trust-security-type = 安全类型
trust-take-as-it-is = 以后都按现状接受
trust-weaker-hint = 请询问服务器的管理员；如果是有意为之，请运行 `farview trust forget { $address }`
trust-clear-title = 要不加密地发送密码吗？
trust-clear-risk =
    { $way ->
        [internet] 密码将经互联网原样发送到 { $address }，途中任何人都能读取。
        [network] 密码将经网络原样发送到 { $address }，途中任何人都能读取。
       *[unknown] 密码将经未知路径原样发送，途中任何人都能读取。
    }
trust-proof-risk =
    { $way ->
        [internet] 经互联网发送到 { $address } 的不是密码，而是密码的证明（{ $method }）。窃听者可以据此猜出密码，并看到屏幕和您输入的一切。
        [network] 经网络发送到 { $address } 的不是密码，而是密码的证明（{ $method }）。窃听者可以据此猜出密码，并看到屏幕和您输入的一切。
       *[unknown] 经未知路径发送的不是密码，而是密码的证明（{ $method }）。窃听者可以据此猜出密码，并看到屏幕和您输入的一切。
    }
trust-clear-advice = 最好通过 SSH（--via），或在服务器上启用加密：每种产品都可以做到。
trust-send-once = 仅发送这一次
trust-send-always = 对此服务器始终发送
trust-clear-hint = 使用 --via 通过 SSH，或用 `farview trust pin { $address } --unencrypted` 允许
trust-not-expected = 它的密钥（{ $kind }）的指纹是 { $fingerprint }，不是 --fingerprint 指定的指纹
trust-not-pinned = 它被固定为 { $pinned }（{ $pinned_kind }），但出示的是 { $fingerprint }（{ $kind }）
trust-not-trusted = 它的密钥不受信任（{ $kind }）
trust-changed-text = 自 { $date } 起它使用的是另一个密钥（{ $kind }）。要么它的密钥已更换，要么有别人冒充它应答。
trust-not-expected-hint = 可能有人从中拦截，也可能服务器换了新密钥：请询问其管理员
trust-not-pinned-hint = 可能有人从中拦截，也可能服务器换了新密钥；如果服务器一端显示的就是它，请运行 `{ $command }`
trust-unencrypted = 服务器能提供的最好方式是 { $name }，它不加密
trust-unencrypted-hint = 请在服务器上启用加密，用 --via 通过 SSH，或去掉 --require-encryption
trust-not-trusted-hint = 请将 { $fingerprint } 与服务器一端的显示核对
trust-weaker-refused = 它提供的保护不如以前
trust-weaker-refused-hint = 请询问服务器的管理员是否关闭了加密
trust-clear-refused = 密码会在不加密的情况下发送
trust-clear-refused-hint = 用 --via 通过 SSH，或在服务器上启用加密
trust-changed-tunnels = 从本机同一端口通往不同计算机的隧道也会出现这种情况。
trust-do-not-connect = 不连接
trust-not-met = Farview 以前没有见过此服务器。
trust-not-met-key = Farview 以前没有见过此服务器，而且没有人能为这种密钥作担保。
trust-issued-for = 用于
trust-validity = { $from } 至 { $to }
trust-issued-to = 颁发给
trust-issued-by = 颁发者
trust-valid = 有效期
trust-as-server-shows = 服务器上的显示
trust-key = 密钥
trust-rsa = RSA，{ $bits } 位

## 会话的私密程度

trust-private-here = 私密：仅在本机
trust-private-here-text = 连接不会离开本机。
trust-private-loopback-text = 未加密；没有问题，因为连接不会离开本机。如果隧道从这里开始，其余路径由隧道保护。
trust-private-ssh = 私密：在您的 SSH 隧道内
trust-private-ssh-text = 到 { $address } 为明文；在您的 SSH 隧道内没有问题。
trust-private-ssh-encrypted = 私密：在您的 SSH 隧道内并已加密
trust-private-ssh-encrypted-text = 双重加密：由 SSH 和服务器分别加密。{ $who }
trust-encrypted-web = 加密到 Web 服务器为止
trust-encrypted-web-text = 已验证 Web 服务器。它与桌面之间的情况在这里无从得知。
trust-anonymous = 已加密，但对方身份未经验证
trust-anonymous-text = 别人无法直接窃听，但服务器没有证书：途中可能有人冒充它应答，并看到一切。
trust-encrypted = 已加密
trust-clear-network = 到 { $address } 为明文：该网络中的任何人都能看到屏幕和您的输入
trust-clear-internet = 经互联网到 { $address } 为明文：途中任何人都能看到屏幕和您的输入
trust-clear-unknown = 明文：途中任何人都能看到屏幕和您的输入
trust-not-encrypted = 未加密
trust-clear-text = { $who }。SSH（--via）可以隐藏这些内容。
trust-only-log-in-encrypted = 仅登录过程加密
trust-only-log-in-encrypted-text = { $who }。密码是加密发送的。
trust-nobody-vouches = 没有人为此服务器作担保。
trust-expected = 服务器的密钥就是您用 --fingerprint 指定的密钥。
trust-known = 服务器的密钥与 { $date } 时相同。
trust-renewed = 服务器有新证书，但密钥与 { $date } 时相同。
trust-issuer = { $issuer } 为此服务器作担保。
trust-issuer-earlier = { $issuer } 为此服务器作担保。自 { $date } 起它使用的是另一个密钥。
trust-accepted = 您已接受服务器的密钥。
trust-encryption = 加密
trust-servers-key = 服务器的密钥
trust-way-here = 本机
trust-way-socket = 本机上的套接字
trust-way-web = Web 服务器，{ $cipher }
trust-way-network = 专用网络，{ $address }
trust-way-internet = 互联网，{ $address }
trust-way-unknown = 未知
trust-way = 路径

## 密码如何传输

trust-travel-anonymous = 密码会加密发送，但对方身份未经验证。
trust-travel-sealed = 密码会加密发送。
trust-travel-proof = 不发送密码本身，只发送知道密码的证明。
trust-travel-weak-proof = 不发送密码本身，但途中的窃听者可以从发送的内容推算出来。
trust-travel-clear = 密码将以途中任何人都能读取的方式发送。
trust-travel-loopback = 密码留在本机，或留在从这里开始的隧道内。
trust-travel-socket = 密码不会离开本机。
trust-travel-ssh = 密码通过 SSH 发送。
trust-travel-web = 密码加密发送到 Web 服务器为止。

## 服务器请求连接

trust-caller-title = 有服务器请求连接。要允许吗？
trust-caller-text =
    { $from ->
        [here] 本机
        [network] 您自己网络
       *[internet] 互联网
    }上的 { $address } 想要向您显示一个桌面。
trust-caller-advice = 只允许您预期的对象：向您显示桌面的一方能看到您在其中输入的内容。
trust-caller = 请求方
trust-turn-away = 拒绝
trust-let-in = 允许
trust-caller-hint = 使用 --accept 可允许所有请求连接的服务器

## 证书有什么问题

trust-unreadable = 无法读取证书
trust-expired = 证书已于 { $date } 过期
trust-not-yet-valid = 证书在 { $date } 之前无效；本机的时钟正确吗
trust-no-name = 证书没有说明它用于 { $called }：其中没有服务器名称
trust-wrong-name = 证书不是用于 { $called }，而是用于 { $names }
trust-self-signed = 证书由服务器自己制作：没有人为它作担保
trust-unknown-issuer = 证书由 { $issuer } 颁发，本机不信任该颁发者
trust-issuer-expired = 颁发者的证书目前无效
trust-first-version = 证书采用 1988 年的格式，既没有说明用于谁，也没有说明谁可以颁发
trust-not-for-servers = 证书不是为服务器制作的
trust-bad-chain = 颁发者不能证实该证书（{ $problem }）
trust-chain-signature = 签名不正确
trust-chain-demand = 它要求这里不认识的功能
trust-chain-name = 颁发者无权为此名称颁发
trust-chain-too-many = 服务器发送的证书过多
trust-chain-outdated = 签名方式已过时或这里不认识
