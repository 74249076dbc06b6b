### 文本：什么失败了、原因以及解决办法。

## 连接整体

failure-no-sign-of-life = 约十秒钟没有任何回应：服务器已关机或休眠，或者到它的路径已中断
failure-no-thread = 无法开始会话
failure-no-thread-hint = 请关闭其他程序后重试
failure-recording = 无法写入录像 { $path }
failure-recording-hint = 请检查文件夹是否存在、可写并有足够空间
failure-cannot-connect = 无法连接到 { $address }
failure-unknown-name = 这里找不到名称 { $host }（{ $source }）
failure-unknown-name-hint = 请检查拼写；只在另一网络中有效的名称需要其 VPN，也可以改用 IP 地址
failure-no-socket = { $path } 处没有套接字
failure-no-socket-hint = 请启动服务器或检查路径：服务器的日志会说明套接字的位置
failure-not-a-socket = { $path } 是文件或文件夹，不是套接字
failure-not-a-socket-hint = 请检查路径：服务器的日志会说明套接字的位置
failure-socket-refused = 套接字 { $path } 存在，但没有服务器在监听
failure-socket-refused-hint = 创建该套接字的服务器已退出：请重新启动
failure-socket-permission = 当前用户无权使用该套接字（{ $source }）
failure-socket-permission-hint = 请使用运行服务器的帐户，或授予您的帐户访问该套接字的权限
failure-check-way = 请检查地址、网络以及途中的防火墙
failure-name-timeout = { $seconds } 秒内没有找到该名称
failure-name-timeout-hint = 域名服务器可能已停止，或者本机处于离线状态：请尝试使用 IP 地址
failure-ssh-timeout = ssh 在 { $seconds } 秒内未能连通
failure-ssh-timeout-hint = 请在终端中用 ssh 尝试登录；如果它询问密码，请从终端启动 Farview 或设置 SSH_ASKPASS
failure-repeater-timeout = { $seconds } 秒内没有服务器连接到中继器
failure-repeater-timeout-hint = 请先让服务器用此 ID 连接中继器，或用 farview listen --repeater 等待它
failure-answer-timeout = 连接被接受，但 { $seconds } 秒内没有应答（等待：{ $awaiting }）
failure-answer-timeout-hint = 请检查端口和协议：那里可能是另一个服务
failure-connection-timeout = { $seconds } 秒内没有响应
failure-silent-hint = 计算机可能已关机或休眠，地址可能有误，或者防火墙悄悄丢弃了数据包
failure-nothing-came = 虽已询问，但 { $seconds } 秒内没有收到服务器的任何内容
failure-no-greeting = 连接被接受，但对方在 { $seconds } 秒内没有以 VNC 服务器的身份应答
failure-no-greeting-hint = VNC 服务器会先发言：请检查端口；它可能属于另一个服务，或属于一开始就要求 TLS 的服务器
failure-stuck = 服务器在 { $seconds } 秒内没有进展（等待：{ $awaiting }）
failure-stuck-hint = 服务器可能繁忙或已停滞：请重试，仍不行则重新启动它
failure-lost-hint = 请检查网络以及服务器是否仍在运行，然后重新连接；远程桌面上的程序通常会继续运行
failure-lost = 与 { $address } 的连接已断开
failure-limit-hint = 真正的桌面不需要这样：服务器有故障或怀有恶意；在弄清原因之前请勿再次连接
failure-stopped = 已停止与 { $address } 的会话
failure-bug-hint = 这是 Farview 的错误：请报告
failure-version = 服务器使用的协议版本未知（{ $banner }）
failure-update-server = 请更新服务器
failure-is-repeater = 这是 UltraVNC 中继器，需要指明是哪台服务器
failure-is-repeater-hint = 对于用此 ID 连接中继器的服务器，请写 repeater://host:port/ID:1234，否则写 repeater://host:port/server:5900
failure-tunnel = 服务器要求的 Tight 安全类型隧道 Farview 不支持
failure-tunnel-hint = 请用 --security 选择其他安全类型，或让服务器提供其他类型
failure-update-or-report = 请更新服务器，或报告此问题
failure-video = 服务器发送了 { $unsupported }，Farview 无法显示
failure-video-hint = 连接时请从 --encodings 中去掉 open-h264
failure-closed-at-once = 服务器尚未发言，连接就被关闭
failure-closed-at-once-hint = 服务器可能不接受此地址或查看者过多，或者端口属于其他服务：请查看服务器的日志
failure-closed = 服务器关闭了连接（等待：{ $awaiting }）
failure-closed-in-session = 服务器在会话进行中关闭了连接
failure-broken-rules = 服务器违反了协议规则：{ $protocol }
failure-broken-rules-hint = 请用 --encodings raw 重试；如果仍然如此，请用 `farview record` 记录，并连同服务器的名称和版本一起报告

## 密钥和 TLS

failure-weak-key-hint = 窃听者可能破解它：请给服务器设置更长的密钥，或用 --via HOST 通过 SSH 隧道
failure-bad-parameter-hint = 这样会话将对所有人敞开：服务器有故障，或有人从中拦截；请更新它，或用 --via HOST 通过 SSH 隧道
failure-forged-hint = 可能有人从中拦截，或网络有故障：请重新连接，如果仍然如此，在弄清原因之前不要发送密码
failure-tls-anonymous-hint = 许多系统的 OpenSSL 关闭了匿名 TLS（安全级别高于 0）：请让服务器提供 X509 安全类型，或用 --via HOST 通过 SSH 隧道
failure-tls-alert-hint = 服务器的日志可能有更多信息；请让它提供其他安全类型，或用 --via HOST 通过 SSH 隧道
failure-tls-version-hint = 请更新服务器，或用 --via HOST 通过 SSH 隧道
failure-tls-hint = 可能有人从中拦截，或服务器需要更新：在弄清之前不要发送密码，或用 --via HOST 通过 SSH 隧道
failure-no-random-hint = 没有随机数就无法生成密钥：请查看是什么阻止本程序使用系统的随机数，例如沙盒
failure-stopped-connection = 已停止与 { $address } 的连接

## 登录

failure-no-reason = 它没有给出原因
failure-says = 它说：{ $reason }
failure-refuses = { $address } 拒绝连接
failure-locked-out-hint = 多次输错密码后，服务器会在一段时间内拒绝此地址：请稍候再试（TigerVNC：10 秒，之后每失败一次加倍），或重新启动服务器；然后检查密码
failure-full-hint = 请关闭此桌面的另一个查看器，或让服务器允许更多查看器
failure-denied-hint = 服务器一端有人拒绝，或它只允许某些地址：请询问其管理员
failure-no-password-hint = 服务器在设置完成前不接受任何人：请在服务器上设置密码
failure-refused-hint = 请询问服务器的管理员；它可能只允许某些地址，或者查看者已满
failure-wrong-password = 服务器不接受该密码
failure-server-says = 服务器说：{ $reason }
failure-wrong-password-hint = 请检查密码；VNC 密码只有前 8 个字符有效，并且区分大小写
failure-cannot-log-in = 无法登录到 { $address }
failure-too-long =
    { $field ->
        [password] 密码有 { $bytes } 字节，而此服务器的登录方式最多允许 { $most } 字节
       *[name] 用户名有 { $bytes } 字节，而此服务器的登录方式最多允许 { $most } 字节
    }
failure-too-long-hint =
    { $field ->
        [password] 请使用较短的密码，或用 --security 选择服务器的其他安全类型
       *[name] 请使用较短的用户名，或用 --security 选择服务器的其他安全类型
    }
failure-forbidden = 服务器只提供这里不允许的类型：{ $types }
failure-forbidden-unencrypted = 服务器只提供这里不允许的类型：{ $types }；其中没有一种会加密会话
failure-no-type = 服务器要求的安全类型 Farview 不支持：{ $types }
failure-password-cut = { $said }；只使用了密码的前 { $most } 个字符
failure-forbidden-hint = 请用 --security 允许其中之一，或让服务器提供更强的类型
failure-no-type-mac-hint = 请在 Mac 上允许 Kerberos 以外的登录方式
failure-no-type-ultravnc-hint = 请关闭 UltraVNC 的加密插件或 MS-Logon III，或让服务器同时提供 MS-Logon II 或 VNC 密码；如果别人可能窃听，请使用 SSH 等隧道
failure-no-type-hint = 请让服务器同时提供 VeNCrypt、RSA-AES 或 VNC 密码；如果别人可能窃听而又没有其他加密方式，请使用 SSH 等隧道
failure-sasl-nothing = 服务器要求 SASL，但没有提供任何方式
failure-sasl-nothing-hint = 请在服务器的 SASL 配置中指定一种机制，例如 `mech_list: scram-sha-256`；未加密时，QEMU 只提供自身会加密的机制
failure-sasl-mechanisms = 服务器要求使用 { $offered } 之一的 SASL，Farview 都不支持
failure-sasl-mechanisms-hint = 请让服务器的 SASL 配置同时提供 SCRAM-SHA-256
failure-sasl-clear = 服务器要求明文密码（SASL PLAIN），Farview 只在加密时发送
failure-sasl-clear-hint = 请让服务器加密（VeNCrypt 的 X509SASL）或提供 SCRAM-SHA-256
failure-sasl-layer = 服务器坚持使用 Farview 不支持的 SASL 加密
failure-sasl-layer-hint = 请让服务器用 TLS 加密（VeNCrypt 的 X509SASL）
failure-security-type = 类型 { $number }

## 应答的不是 VNC 服务器

failure-peer-web = 应答的是 Web 服务器，不是 VNC 服务器
failure-peer-web-hint = 如果是 noVNC，请写 ws://host:port/websockify；它背后的 VNC 服务器也有自己的端口，通常是 5900 或 5901
failure-peer-ssh = 应答的是 SSH 服务器，不是 VNC 服务器
failure-peer-ssh-hint = 请写 vnc+ssh://user@host，以便通过 SSH 访问该计算机的桌面
failure-peer-tls = 该服务器从第一个字节起就要求 TLS
failure-peer-tls-hint = 请使用服务器的普通 VNC 端口，或在它前面使用 stunnel 之类的 TLS 隧道
failure-peer-rdp = 应答的是 Windows 远程桌面（RDP），不是 VNC 服务器
failure-peer-rdp-hint = 请使用 RDP 程序；同一计算机上的 VNC 服务器会在另一个端口，通常是 5900
failure-peer-mail = 应答的是邮件或文件服务器，不是 VNC 服务器
failure-check-vnc-port = 请检查端口：VNC 通常使用 5900 及以上
failure-peer-unknown = 应答的不是 VNC 服务器：它以 { $start } 开头

## 到服务器的路径

failure-cannot-connect-gate = 在前往 { $address } 的途中无法连接 { $gate }
failure-nothing-listens = { $host } 的端口 { $port } 上没有服务在监听（连接被拒绝）
failure-nothing-listens-hint = 请在那里启动 VNC 服务器，或指定其他显示号或端口：HOST:1 是端口 5901 上的显示 1，HOST::5901 是端口本身
failure-nothing-listens-service-hint = 请检查端口，以及服务是否在运行
failure-no-way = 从这里无法到达 { $host }（{ $source }）
failure-no-way-hint = 请检查本机是否在线；如果服务器需要 VPN，请检查 VPN 是否已连接
failure-no-answer-at-all = 完全没有响应
failure-no-address = 没有可以尝试的地址
failure-no-answer = 没有响应
failure-tried = { $why }；已尝试 { $addresses }
failure-cannot-connect-ssh = 无法用 SSH 经 { $gate } 连接到 { $address }
failure-ssh-missing = 本机上没有名为 ssh 的程序
failure-ssh-missing-hint = 请安装 OpenSSH（软件包 openssh-client；在 Windows 上是可选功能“OpenSSH 客户端”）
failure-ssh-not-started = 无法启动程序 ssh：{ $why }
failure-ssh-try-hint = 请在终端中试试 `ssh`，看看它说什么
failure-ssh-key-changed = { $gate } 的密钥与 ssh 记住的不同：可能有人从中拦截
failure-ssh-key-changed-hint = 请询问 { $gate } 的管理员密钥是否已更换；确认后再用 ssh-keygen -R 忘记旧密钥，并用 ssh 登录一次
failure-ssh-key-unknown = ssh 不认识 { $gate } 的密钥，也无法询问是否信任它
failure-ssh-key-unknown-hint = 请在终端中用 `ssh { $gate }` 登录一次，并核对它显示的指纹
failure-ssh-denied = { $gate } 不允许您登录：{ $said }
failure-ssh-denied-hint = 请检查用户名；ssh 必须能用密钥或代理登录，或者能在终端或通过 SSH_ASKPASS 询问密码
failure-ssh-name-hint = 请检查拼写；该名称必须为本机所知，或写在 ~/.ssh/config 中
failure-ssh-unreachable-hint = 请检查 { $gate } 是否开机并运行 SSH 服务器，以及途中的防火墙
failure-ssh-nothing-listens = 已登录到 { $gate }，但从那里看 { $address } 上没有服务在监听（{ $said }）
failure-ssh-nothing-listens-hint = 请在那里启动 VNC 服务器，或指定其他端口：vnc+ssh://user@gate/localhost:5901，或配合 --via 使用 localhost:1
failure-ssh-no-forwarding = { $gate } 不允许转发连接（{ $said }）
failure-ssh-no-forwarding-hint = 请在其 sshd_config 中设置 AllowTcpForwarding yes，或使用没有限制的密钥
failure-ssh-says = ssh 说：{ $said }
failure-ssh-try-same-hint = 请在终端中用 `ssh` 做同样的尝试，看看它说什么
failure-cannot-connect-proxy = 无法经代理 { $proxy } 连接到 { $address }
failure-proxy-login-hint = 请将用户名和密码写入代理的地址：socks5://user:password@host，最好写在变量 ALL_PROXY 中
failure-proxy-without-hint = 请检查 --proxy 和变量 ALL_PROXY；--proxy none 表示不使用代理
failure-proxy-credentials = 代理要求验证身份
failure-proxy-wrong-credentials = 代理不接受用户名或密码
failure-proxy-forbidden = 代理的规则禁止这样做
failure-proxy-forbidden-hint = 请让代理的管理员允许该端口；许多代理只允许 443
failure-proxy-unreachable = 代理无法到达服务器
failure-proxy-unreachable-hint = 请检查名称和端口：它们必须在代理所在的地方有效
failure-proxy-refused = 代理说那里没有服务在监听
failure-proxy-refused-hint = 请在那里启动 VNC 服务器，或指定其他显示号或端口
failure-proxy-code = 代理返回代码 { $code }
failure-proxy-name-too-long = 服务器的名称对代理来说太长
failure-proxy-is-none = 应答的不是这种代理：它使用 { $peer }
failure-proxy-is-none-hint = 请检查代理的协议和端口：socks5:// 与 http:// 不是一回事
failure-proxy-malformed = 代理违反了规则：{ $what }
failure-web-is-vnc = 应答的是 VNC 服务器，不是 Web 服务器
failure-web-is-vnc-hint = 请去掉 ws://，写 host::port
failure-web-wants-tls = 该 Web 服务器要求 TLS
failure-web-wants-tls-hint = 请写 wss:// 而不是 ws://
failure-web-is-none = 应答的不是 Web 服务器：它使用 { $peer }
failure-web-is-none-hint = 请检查 Web 服务器的端口
failure-web-no-socket = Web 服务器没有提供 WebSocket：{ $why }
failure-web-no-socket-hint = 请检查端口和路径：noVNC 的路径常为 /websockify；要求 TLS 的服务器需要 wss://
failure-web-subprotocol = Web 服务器要在 WebSocket 上使用 { $name }，而 Farview 只支持 binary
failure-web-subprotocol-hint = 请更新服务器：websockify 自 2012 年起支持 binary
failure-web-frame = Web 服务器违反了 WebSocket 的规则：{ $problem }
failure-web-frame-hint = 请检查该路径是否属于 VNC 服务器，而不是其他服务
failure-web-closed = Web 服务器关闭了连接：{ $why }
failure-web-closed-reason = Web 服务器关闭了连接：{ $why }（{ $reason }）
failure-web-401 = Web 服务器要求登录（401）
failure-web-401-hint = 请像浏览器登录后那样，用 --header 'Authorization: …' 或 --cookie 'name=value' 提供
failure-web-403 = Web 服务器禁止访问（403）
failure-web-403-hint = 票据或 Cookie 可能已过期：请获取新的；有些服务器要求 --header 'Origin: …' 为其自己的页面
failure-web-404 = Web 服务器在此路径上没有 WebSocket（{ $status }）
failure-web-404-hint = 请检查路径：noVNC 的路径常为 /websockify，QEMU 的为 /
failure-web-elsewhere-at = Web 服务器指向别处：{ $location }（{ $status }）
failure-web-elsewhere = Web 服务器指向别处（{ $status }）
failure-web-elsewhere-hint = 如果您信任它给出的地址，请将其中的 https:// 换成 wss:// 使用；那也可能是登录页面
failure-web-page = Web 服务器返回了网页，而不是 WebSocket（{ $status }）
failure-web-page-hint = 请检查路径：noVNC 的路径常为 /websockify
failure-web-500 = Web 服务器自身有问题（{ $status }）
failure-web-500-hint = 它背后的 VNC 服务器可能没有运行：请查看 Web 服务器的日志
failure-web-status = Web 服务器返回状态 { $status }
failure-web-status-hint = 请检查路径，以及 Web 服务器的日志
failure-web-close-1002 = 它说 Farview 违反了规则
failure-web-close-1003 = 它不接受此类数据
failure-web-close-1007 = 它说数据没有意义
failure-web-close-1008 = 它的规则禁止这样做
failure-web-close-1009 = 消息对它来说太大
failure-web-close-1011 = 它自身出现问题，可能与背后的 VNC 服务器有关
failure-web-close-1012 = 它正在重新启动
failure-web-close-1013 = 它太忙
failure-web-close-1014 = 它背后的 VNC 服务器没有给出正确的应答
failure-web-code = 代码 { $code }
failure-web-words-code = { $words }（代码 { $code }）
failure-repeater-is-vnc = 应答的是 VNC 服务器，不是中继器
failure-repeater-is-vnc-hint = 请不加 repeater:// 连接，或使用中继器供查看器使用的端口，通常是 5901
failure-repeater-is-none = 应答的不是中继器：它以 { $start } 开头
failure-repeater-is-none-hint = 请检查端口：中继器供查看器使用的端口通常是 5901
failure-repeater-closed = 中继器在应答之前就关闭了连接
failure-repeater-closed-hint = 它可能只允许某些地址：请查看其设置
failure-repeater-not-passed = 中继器关闭了连接，没有转发
failure-repeater-not-passed-hint = 请检查 ID 或服务器：中继器必须能到达并允许该服务器，或者服务器必须已用此 ID 连接
failure-cannot-listen = 无法在端口 { $port } 上等待服务器
failure-port-in-use = 另一个程序已在使用该端口
failure-port-in-use-hint = 请结束它，或指定其他端口并告知服务器：farview listen 5501
failure-port-permission = 当前用户无权使用该端口
failure-port-permission-hint = 请使用 1024 及以上的端口
failure-no-such-address = 本机没有该地址
failure-no-such-address-hint = 请检查 --bind：0.0.0.0 表示本机的所有地址
failure-listen-hint = 请检查端口和 --bind
failure-web-not-trusted = Web 服务器不受信任，因此没有向它发送任何内容
failure-web-not-trusted-hint = 请将指纹与服务器一端显示的核对，然后在询问时选择信任

## 重新连接

failure-not-wanted = 服务器在每次会话开始后不久就将其关闭
failure-not-wanted-hint = 可能有另一个查看器接管了桌面，或者服务器每次都会崩溃：请询问使用者，或查看服务器的日志
failure-in-vain = { $why }（{ $attempts } 次重新连接均未成功）

## 密码的来源

failure-keyring = 密钥环
failure-command = 密码命令
failure-keyring-foreign = 其中的条目不是 Farview 的
failure-keyring-no-text = 其中的条目不是文本
failure-command-not-started = 无法启动：{ $error }
failure-command-failed = 执行失败；原因可能写在标准错误输出中
failure-command-too-long = 用时超过 { $seconds } 秒
failure-no-user-name = { $name }有密码，但没有用户名
failure-no-password = { $name }没有密码：{ $why }
failure-password-timeout = { $name }在 { $seconds } 秒内没有响应

## 身份

failure-web-server-of = { $address } 的 Web 服务器
failure-trust-store = 无法使用受信任服务器的文件：{ $error }
failure-did-not-connect = 没有与 { $address } 建立连接
failure-no-recording = 无法播放 { $path }
failure-no-recording-hint = Farview 可播放自己录制的内容、其他查看器的 FBS 文件，以及以 ServerInit 开头的抓取数据
