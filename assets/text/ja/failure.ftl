### テキスト: 何が失敗したか、その理由と対処方法。

## 接続全般

failure-no-sign-of-life = 約 10 秒間応答がありません。サーバーの電源が切れているかスリープ中、または経路が切れています
failure-no-thread = セッションを開始できません
failure-no-thread-hint = ほかのプログラムを閉じて、もう一度試してください
failure-recording = 録画 { $path } を書き込めません
failure-recording-hint = フォルダーが存在し、書き込み可能で、空きがあるか確認してください
failure-cannot-connect = { $address } に接続できません
failure-unknown-name = { $host } という名前はここでは見つかりません（{ $source }）
failure-unknown-name-hint = つづりを確認してください。別のネットワークだけで使われる名前には、その VPN が必要です。または IP アドレスを使ってください
failure-no-socket = { $path } にソケットがありません
failure-no-socket-hint = サーバーを起動するか、パスを確認してください。ソケットの場所はサーバーのログに書かれています
failure-not-a-socket = { $path } はファイルかフォルダーで、ソケットではありません
failure-not-a-socket-hint = パスを確認してください。ソケットの場所はサーバーのログに書かれています
failure-socket-refused = ソケット { $path } はありますが、待ち受けているサーバーがありません
failure-socket-refused-hint = ソケットを作成したサーバーは終了しています。もう一度起動してください
failure-socket-permission = このユーザーはソケットを使用できません（{ $source }）
failure-socket-permission-hint = サーバーを実行しているアカウントを使うか、お使いのアカウントにソケットへのアクセスを許可してください
failure-check-way = アドレス、ネットワーク、途中のファイアウォールを確認してください
failure-name-timeout = { $seconds } 秒以内に名前を解決できませんでした
failure-name-timeout-hint = ネームサーバーが停止しているか、このコンピューターがオフラインかもしれません。IP アドレスを試してください
failure-ssh-timeout = { $seconds } 秒以内に ssh で接続できませんでした
failure-ssh-timeout-hint = ターミナルで ssh によるログインを試してください。パスワードを求められる場合は、Farview をターミナルから起動するか SSH_ASKPASS を設定してください
failure-repeater-timeout = { $seconds } 秒以内にリピーターに接続してきたサーバーがありません
failure-repeater-timeout-hint = 先にサーバーからこの ID でリピーターに接続させるか、farview listen --repeater で待ってください
failure-answer-timeout = 接続は受け付けられましたが、{ $seconds } 秒以内に応答がありませんでした（待っていたもの: { $awaiting }）
failure-answer-timeout-hint = ポートとスキームを確認してください。別のサービスが待ち受けているかもしれません
failure-connection-timeout = { $seconds } 秒以内に応答がありませんでした
failure-silent-hint = コンピューターの電源が切れているかスリープ中、アドレスの誤り、またはファイアウォールがパケットを破棄している可能性があります
failure-nothing-came = 問い合わせても { $seconds } 秒間サーバーから何も届きませんでした
failure-no-greeting = 接続は受け付けられましたが、{ $seconds } 秒以内に VNC サーバーとしての応答がありませんでした
failure-no-greeting-hint = VNC サーバーは先に応答します。ポートを確認してください。別のサービスか、最初から TLS を求めるサーバーかもしれません
failure-stuck = サーバーは { $seconds } 秒以内に先へ進みませんでした（待っていたもの: { $awaiting }）
failure-stuck-hint = サーバーが混雑しているか停止しているかもしれません。もう一度試し、それでもだめなら再起動してください
failure-lost-hint = ネットワークと、サーバーが動作しているかを確認してから接続し直してください。リモートデスクトップ上のプログラムは通常そのまま動き続けます
failure-lost = { $address } との接続が切れました
failure-limit-hint = 実際のデスクトップでは必要のないことです。サーバーが壊れているか悪意があります。理由がわかるまで接続しないでください
failure-stopped = { $address } とのセッションを中止しました
failure-bug-hint = これは Farview の不具合です。ご報告ください
failure-version = サーバーのプロトコルのバージョンは未知のものです（{ $banner }）
failure-update-server = サーバーを更新してください
failure-is-repeater = これは UltraVNC リピーターで、どのサーバーかの指定が必要です
failure-is-repeater-hint = この ID でリピーターに接続するサーバーなら repeater://host:port/ID:1234、それ以外は repeater://host:port/server:5900 と書いてください
failure-tunnel = サーバーが求める Tight セキュリティタイプのトンネルに Farview は対応していません
failure-tunnel-hint = --security で別のセキュリティタイプを選ぶか、サーバーで別のものを提供してください
failure-update-or-report = サーバーを更新するか、この件をご報告ください
failure-video = サーバーが送ってきた { $unsupported } は Farview では表示できません
failure-video-hint = --encodings から open-h264 を除いて接続してください
failure-closed-at-once = サーバーが応答する前に接続が閉じられました
failure-closed-at-once-hint = サーバーがこのアドレスを拒んでいるか、接続数が多すぎるか、ポートが別のサービスのものかもしれません。サーバーのログを確認してください
failure-closed = サーバーが接続を閉じました（待っていたもの: { $awaiting }）
failure-closed-in-session = セッションの途中でサーバーが接続を閉じました
failure-broken-rules = サーバーがプロトコルの規則に違反しました: { $protocol }
failure-broken-rules-hint = --encodings raw で試してください。続く場合は `farview record` で記録し、サーバーの名前とバージョンを添えてご報告ください

## 鍵と TLS

failure-weak-key-hint = 盗み見る者に破られるおそれがあります。サーバーに長い鍵を設定するか、--via HOST で SSH トンネルを使ってください
failure-bad-parameter-hint = このままではセッションが誰にでも見えます。サーバーが壊れているか、何者かが間に入っています。更新するか、--via HOST で SSH トンネルを使ってください
failure-forged-hint = 何者かが間に入っているか、ネットワークに異常があります。接続し直し、続く場合は理由がわかるまでパスワードを送らないでください
failure-tls-anonymous-hint = 匿名 TLS は多くのシステムの OpenSSL で無効です（セキュリティレベルが 0 より上）。サーバーで X509 のセキュリティタイプを提供するか、--via HOST で SSH トンネルを使ってください
failure-tls-alert-hint = サーバーのログに詳細があるかもしれません。別のセキュリティタイプを提供するか、--via HOST で SSH トンネルを使ってください
failure-tls-version-hint = サーバーを更新するか、--via HOST で SSH トンネルを使ってください
failure-tls-hint = 何者かが間に入っているか、サーバーの更新が必要です。確認できるまでパスワードを送らないか、--via HOST で SSH トンネルを使ってください
failure-no-random-hint = 乱数がないと鍵を作れません。サンドボックスなど、システムの乱数の利用を妨げているものを確認してください
failure-stopped-connection = { $address } との接続を中止しました

## ログイン

failure-no-reason = 理由は示されていません
failure-says = サーバーの説明: { $reason }
failure-refuses = { $address } が接続を拒否しました
failure-locked-out-hint = パスワードを何度か誤ると、サーバーはしばらくこのアドレスを拒否します。待ってから試すか（TigerVNC では 10 秒、失敗するたびに 2 倍）、サーバーを再起動して、パスワードを確認してください
failure-full-hint = このデスクトップのほかのビューアーを閉じるか、サーバーで接続数を増やしてください
failure-denied-hint = サーバー側の人が拒否したか、特定のアドレスだけが許可されています。管理者に確認してください
failure-no-password-hint = サーバーは設定が済むまで接続を受け付けません。サーバーでパスワードを設定してください
failure-refused-hint = 管理者に確認してください。特定のアドレスだけが許可されているか、接続数が上限に達しているかもしれません
failure-wrong-password = サーバーがパスワードを受け付けません
failure-server-says = サーバーの説明: { $reason }
failure-wrong-password-hint = パスワードを確認してください。VNC パスワードは最初の 8 文字だけが有効で、大文字と小文字は区別されます
failure-cannot-log-in = { $address } にログインできません
failure-too-long =
    { $field ->
        [password] パスワードが { $bytes } バイトあり、このサーバーのログイン方式の上限 { $most } バイトを超えています
       *[name] ユーザー名が { $bytes } バイトあり、このサーバーのログイン方式の上限 { $most } バイトを超えています
    }
failure-too-long-hint =
    { $field ->
        [password] 短いパスワードを使うか、--security でサーバーの別のセキュリティタイプを選んでください
       *[name] 短いユーザー名を使うか、--security でサーバーの別のセキュリティタイプを選んでください
    }
failure-forbidden = サーバーが提供する方式は、ここではどれも許可されていません: { $types }
failure-forbidden-unencrypted = サーバーが提供する方式は、ここではどれも許可されていません: { $types }。セッションを暗号化するものはありません
failure-no-type = サーバーが求めるセキュリティタイプに Farview は対応していません: { $types }
failure-password-cut = { $said }。パスワードは最初の { $most } 文字だけが使われました
failure-forbidden-hint = --security でいずれかを許可するか、サーバーでより強い方式を提供してください
failure-no-type-mac-hint = Mac で Kerberos 以外のログイン方法を許可してください
failure-no-type-ultravnc-hint = UltraVNC の暗号化プラグインまたは MS-Logon III を無効にするか、MS-Logon II または VNC パスワードも提供してください。盗み見られるおそれがある場合は SSH などのトンネルを使ってください
failure-no-type-hint = サーバーで VeNCrypt、RSA-AES、または VNC パスワードも提供してください。盗み見られるおそれがあり、ほかに暗号化の手段がない場合は SSH などのトンネルを使ってください
failure-sasl-nothing = サーバーは SASL を求めていますが、方式を提供していません
failure-sasl-nothing-hint = サーバーの SASL 設定に方式を書いてください（例: `mech_list: scram-sha-256`）。暗号化なしでは、QEMU はそれ自体が暗号化する方式だけを提供します
failure-sasl-mechanisms = サーバーは { $offered } のいずれかの SASL を求めていますが、Farview は対応していません
failure-sasl-mechanisms-hint = サーバーの SASL 設定で SCRAM-SHA-256 も提供してください
failure-sasl-clear = サーバーは平文のパスワード（SASL PLAIN）を求めていますが、Farview は暗号化した場合にだけ送信します
failure-sasl-clear-hint = サーバーで暗号化する（VeNCrypt の X509SASL）か、SCRAM-SHA-256 を提供してください
failure-sasl-layer = サーバーは Farview が対応していない SASL の暗号化を必須としています
failure-sasl-layer-hint = サーバーで TLS による暗号化を使ってください（VeNCrypt の X509SASL）
failure-security-type = タイプ { $number }

## VNC サーバー以外の応答

failure-peer-web = 応答したのは Web サーバーで、VNC サーバーではありません
failure-peer-web-hint = noVNC の場合は ws://host:port/websockify と書いてください。背後の VNC サーバーには独自のポート（通常 5900 か 5901）もあります
failure-peer-ssh = 応答したのは SSH サーバーで、VNC サーバーではありません
failure-peer-ssh-hint = SSH 経由でこのコンピューターのデスクトップに接続するには vnc+ssh://user@host と書いてください
failure-peer-tls = このサーバーは最初から TLS を求めます
failure-peer-tls-hint = サーバーの通常の VNC ポートを使うか、stunnel などの TLS トンネルを使ってください
failure-peer-rdp = 応答したのは Windows リモートデスクトップ（RDP）で、VNC サーバーではありません
failure-peer-rdp-hint = RDP 用のプログラムを使ってください。同じコンピューターの VNC サーバーは別のポート（通常 5900）です
failure-peer-mail = 応答したのはメールまたはファイルのサーバーで、VNC サーバーではありません
failure-check-vnc-port = ポートを確認してください。VNC は通常 5900 以降です
failure-peer-unknown = 応答したのは VNC サーバーではありません。先頭は { $start } です

## サーバーへの経路

failure-cannot-connect-gate = { $address } への途中の { $gate } に接続できません
failure-nothing-listens = { $host } のポート { $port } では何も待ち受けていません（接続拒否）
failure-nothing-listens-hint = VNC サーバーを起動するか、別のディスプレイかポートを指定してください。HOST:1 はディスプレイ 1（ポート 5901）、HOST::5901 はポートそのものです
failure-nothing-listens-service-hint = ポートと、サービスが動作しているかを確認してください
failure-no-way = ここから { $host } への経路がありません（{ $source }）
failure-no-way-hint = このコンピューターがオンラインか、必要な場合は VPN に接続しているかを確認してください
failure-no-answer-at-all = まったく応答がありません
failure-no-address = 試すアドレスがありませんでした
failure-no-answer = 応答なし
failure-tried = { $why }。試したアドレス: { $addresses }
failure-cannot-connect-ssh = SSH で { $gate } を経由して { $address } に接続できません
failure-ssh-missing = このコンピューターに ssh というプログラムがありません
failure-ssh-missing-hint = OpenSSH をインストールしてください（パッケージ openssh-client。Windows ではオプション機能の OpenSSH クライアント）
failure-ssh-not-started = プログラム ssh を起動できません: { $why }
failure-ssh-try-hint = ターミナルで `ssh` を試し、表示を確認してください
failure-ssh-key-changed = { $gate } の鍵が ssh の記憶しているものと異なります。何者かが間に入っている可能性があります
failure-ssh-key-changed-hint = { $gate } の管理者に鍵が変更されたか確認してください。確認できたら ssh-keygen -R で古い鍵を消し、一度 ssh でログインしてください
failure-ssh-key-unknown = ssh は { $gate } の鍵を知らず、信頼するかどうかを尋ねることもできませんでした
failure-ssh-key-unknown-hint = 一度ターミナルで `ssh { $gate }` によりログインし、表示されるフィンガープリントを比べてください
failure-ssh-denied = { $gate } にログインできません: { $said }
failure-ssh-denied-hint = ユーザー名を確認してください。ssh が鍵かエージェントでログインできるか、ターミナルか SSH_ASKPASS でパスワードを尋ねられる必要があります
failure-ssh-name-hint = つづりを確認してください。名前はこのコンピューターで解決できるか、~/.ssh/config に書かれている必要があります
failure-ssh-unreachable-hint = { $gate } の電源が入り SSH サーバーが動作しているか、途中のファイアウォールも確認してください
failure-ssh-nothing-listens = { $gate } にはログインできましたが、そこから見た { $address } では何も待ち受けていません（{ $said }）
failure-ssh-nothing-listens-hint = VNC サーバーを起動するか、別のポートを指定してください。例: vnc+ssh://user@gate/localhost:5901、または --via と localhost:1
failure-ssh-no-forwarding = { $gate } は接続の転送を許可していません（{ $said }）
failure-ssh-no-forwarding-hint = sshd_config に AllowTcpForwarding yes を設定するか、制限のない鍵を使ってください
failure-ssh-says = ssh の説明: { $said }
failure-ssh-try-same-hint = ターミナルで同じことを `ssh` で試し、表示を確認してください
failure-cannot-connect-proxy = プロキシ { $proxy } を経由して { $address } に接続できません
failure-proxy-login-hint = ユーザー名とパスワードをプロキシのアドレスに書いてください（socks5://user:password@host）。変数 ALL_PROXY に書くのが安全です
failure-proxy-without-hint = --proxy と変数 ALL_PROXY を確認してください。--proxy none で使わずに接続します
failure-proxy-credentials = プロキシが認証を求めています
failure-proxy-wrong-credentials = プロキシがユーザー名またはパスワードを受け付けません
failure-proxy-forbidden = プロキシの規則で禁止されています
failure-proxy-forbidden-hint = プロキシの管理者にポートの許可を依頼してください。443 だけを許可しているものも多くあります
failure-proxy-unreachable = プロキシからサーバーに接続できません
failure-proxy-unreachable-hint = 名前とポートを確認してください。プロキシのある場所で有効なものである必要があります
failure-proxy-refused = プロキシによると、そこでは何も待ち受けていません
failure-proxy-refused-hint = VNC サーバーを起動するか、別のディスプレイかポートを指定してください
failure-proxy-code = プロキシの応答コード: { $code }
failure-proxy-name-too-long = サーバーの名前がプロキシには長すぎます
failure-proxy-is-none = 応答したのはそのようなプロキシではありません。相手のプロトコル: { $peer }
failure-proxy-is-none-hint = プロキシのスキームとポートを確認してください。socks5:// と http:// は別のものです
failure-proxy-malformed = プロキシが規則に違反しました: { $what }
failure-web-is-vnc = 応答したのは VNC サーバーで、Web サーバーではありません
failure-web-is-vnc-hint = ws:// を付けずに host::port と書いてください
failure-web-wants-tls = この Web サーバーは TLS を求めています
failure-web-wants-tls-hint = ws:// ではなく wss:// と書いてください
failure-web-is-none = 応答したのは Web サーバーではありません。相手のプロトコル: { $peer }
failure-web-is-none-hint = Web サーバーのポートを確認してください
failure-web-no-socket = Web サーバーが WebSocket を提供しません: { $why }
failure-web-no-socket-hint = ポートとパスを確認してください。noVNC では多くの場合 /websockify です。TLS を求めるサーバーには wss:// が必要です
failure-web-subprotocol = Web サーバーは WebSocket で { $name } を使おうとしていますが、Farview は binary だけに対応しています
failure-web-subprotocol-hint = サーバーを更新してください。websockify は 2012 年から binary に対応しています
failure-web-frame = Web サーバーが WebSocket の規則に違反しました: { $problem }
failure-web-frame-hint = パスが別のサービスではなく VNC サーバーのものか確認してください
failure-web-closed = Web サーバーが接続を閉じました: { $why }
failure-web-closed-reason = Web サーバーが接続を閉じました: { $why }（{ $reason }）
failure-web-401 = Web サーバーがログインを求めています（401）
failure-web-401-hint = ブラウザーがログイン後に送るものを --header 'Authorization: …' または --cookie 'name=value' で指定してください
failure-web-403 = Web サーバーが禁止しています（403）
failure-web-403-hint = チケットか Cookie の期限が切れているかもしれません。新しいものを取得してください。自分のページの --header 'Origin: …' を求めるサーバーもあります
failure-web-404 = Web サーバーのこのパスに WebSocket はありません（{ $status }）
failure-web-404-hint = パスを確認してください。noVNC では多くの場合 /websockify、QEMU では / です
failure-web-elsewhere-at = Web サーバーが別の場所を案内しています: { $location }（{ $status }）
failure-web-elsewhere = Web サーバーが別の場所を案内しています（{ $status }）
failure-web-elsewhere-hint = 信頼できる場合は、案内されたアドレスの https:// を wss:// に替えて使ってください。ログインページの可能性もあります
failure-web-page = Web サーバーは WebSocket ではなくページを返しました（{ $status }）
failure-web-page-hint = パスを確認してください。noVNC では多くの場合 /websockify です
failure-web-500 = Web サーバー自体に問題があります（{ $status }）
failure-web-500-hint = 背後の VNC サーバーが動作していないかもしれません。Web サーバーのログを確認してください
failure-web-status = Web サーバーの応答ステータス: { $status }
failure-web-status-hint = パスと Web サーバーのログを確認してください
failure-web-close-1002 = Farview が規則に違反したとのことです
failure-web-close-1003 = そのようなデータは受け付けません
failure-web-close-1007 = データに意味がないとのことです
failure-web-close-1008 = サーバーの規則で禁止されています
failure-web-close-1009 = メッセージが大きすぎました
failure-web-close-1011 = サーバー自体に問題がありました。背後の VNC サーバーの問題かもしれません
failure-web-close-1012 = 再起動中です
failure-web-close-1013 = 混雑しています
failure-web-close-1014 = 背後の VNC サーバーから正しい応答がありませんでした
failure-web-code = コード { $code }
failure-web-words-code = { $words }（コード { $code }）
failure-repeater-is-vnc = 応答したのは VNC サーバーで、リピーターではありません
failure-repeater-is-vnc-hint = repeater:// を付けずに接続するか、リピーターのビューアー用ポート（通常 5901）を使ってください
failure-repeater-is-none = 応答したのはリピーターではありません。先頭は { $start } です
failure-repeater-is-none-hint = ポートを確認してください。リピーターのビューアー用ポートは通常 5901 です
failure-repeater-closed = リピーターが応答する前に接続を閉じました
failure-repeater-closed-hint = 特定のアドレスだけが許可されているかもしれません。リピーターの設定を確認してください
failure-repeater-not-passed = リピーターが接続を転送せずに閉じました
failure-repeater-not-passed-hint = ID またはサーバーを確認してください。リピーターからサーバーに接続でき許可されているか、サーバーがこの ID で接続している必要があります
failure-cannot-listen = ポート { $port } でサーバーを待ち受けられません
failure-port-in-use = 別のプログラムがすでにこのポートを使っています
failure-port-in-use-hint = そのプログラムを終了するか、別のポートを指定してサーバーにも伝えてください: farview listen 5501
failure-port-permission = このユーザーはこのポートを使えません
failure-port-permission-hint = 1024 以降のポートを使ってください
failure-no-such-address = このコンピューターにそのアドレスはありません
failure-no-such-address-hint = --bind を確認してください。0.0.0.0 はすべてのアドレスを意味します
failure-listen-hint = ポートと --bind を確認してください
failure-web-not-trusted = Web サーバーが信頼されていないため、何も送信していません
failure-web-not-trusted-hint = サーバー側に表示されるフィンガープリントと比べ、尋ねられたときに信頼してください

## 再接続

failure-not-wanted = サーバーは、開いたセッションをすぐに閉じてしまいます
failure-not-wanted-hint = 別のビューアーがデスクトップを引き継いだか、サーバーが毎回異常終了しています。利用者に確認するか、サーバーのログを見てください
failure-in-vain = { $why }（{ $attempts } 回の再接続に失敗しました）

## パスワードの取得元

failure-keyring = キーリング
failure-command = パスワードコマンド
failure-keyring-foreign = 項目が Farview のものではありません
failure-keyring-no-text = 項目がテキストではありません
failure-command-not-started = 起動できません: { $error }
failure-command-failed = 失敗しました。理由は標準エラー出力にあるかもしれません
failure-command-too-long = { $seconds } 秒以内に終わりませんでした
failure-no-user-name = { $name }にはパスワードがありますが、ユーザー名がありません
failure-no-password = { $name }からパスワードを取得できません: { $why }
failure-password-timeout = { $name }は { $seconds } 秒以内に応答しませんでした

## 相手の確認

failure-web-server-of = { $address } の Web サーバー
failure-trust-store = 信頼済みサーバーのファイルを使用できません: { $error }
failure-did-not-connect = { $address } に接続しませんでした
failure-no-recording = { $path } を再生できません
failure-no-recording-hint = Farview が再生できるのは、自身の録画、ほかのビューアーの FBS ファイル、ServerInit から始まるキャプチャです
