### テキスト: 信頼に関する質問と、セッションの秘匿性。

trust-server = サーバー

trust-question = 質問
trust-warning = 警告
trust-alarm = 危険

trust-privacy-of = { $server } とのセッションの安全性
trust-privacy-explained = 誰が盗み見でき、誰が応答しているか

## 質問

trust-changed-title = { $server } は以前のサーバーと異なります
trust-bad-certificate-title = 証明書が { $server } のものではありません
trust-new-title = これは本当に { $server } ですか？
trust-compare-certificate = サーバー側で確認したフィンガープリントと一致する場合にだけ続けてください（`openssl x509 -noout -fingerprint -sha256 -in` に証明書のファイルを付けて確認します）。一致しない場合、何者かが間に入り、画面と入力内容のすべてを見るおそれがあります。
trust-compare-key = サーバー側で確認したフィンガープリントと一致する場合にだけ続けてください。一致しない場合、何者かが間に入り、画面と入力内容のすべてを見るおそれがあります。
trust-compare-hint = フィンガープリントを比べてから `{ $command }` を実行するか、--fingerprint { $fingerprint } を指定してください
trust-compare-short-hint = フィンガープリント（ほかのビューアーでは { $short } と表示されます）を比べてから `{ $command }` を実行するか、--fingerprint { $fingerprint } を指定してください
trust-fingerprint = フィンガープリント
trust-known-since = { $date } から既知
trust-trust-new-key = 新しい鍵を信頼
trust-trust-and-remember = 信頼して記憶
trust-connect-once = 今回だけ接続
trust-weaker-title = { $server } は以前より安全ではありません
trust-weaker-text =
    { $date } のセッションは{ $before ->
        [identified] 暗号化され、サーバーは鍵を示していました
       *[encrypted] 暗号化されていました
    }。今日サーバーが提供できる最善の方式は、{ $now ->
        [anonymous] 暗号化はされるものの、相手を確認しません
       *[clear] まったく暗号化されません
    }。
trust-weaker-why = 途中の何者かが盗み見のためによりよい方式を取り除いたか、サーバーが設定し直された可能性があります。
trust-weaker-advice = サーバーの管理者が承知している場合にだけ続けてください。
trust-security-type = セキュリティタイプ
trust-take-as-it-is = 今後はこのまま受け入れる
trust-weaker-hint = サーバーの管理者に確認してください。意図したものであれば `farview trust forget { $address }` を実行してください
trust-clear-title = パスワードを暗号化せずに送信しますか？
trust-clear-risk =
    { $way ->
        [internet] パスワードはインターネット経由で { $address } までそのまま送られ、途中の誰もが読めます。
        [network] パスワードはネットワーク経由で { $address } までそのまま送られ、途中の誰もが読めます。
       *[unknown] パスワードは不明な経路でそのまま送られ、途中の誰もが読めます。
    }
trust-proof-risk =
    { $way ->
        [internet] インターネット経由で { $address } に送られるのはパスワードではなく、その証明です（{ $method }）。盗み見る者はそこからパスワードを推測でき、画面と入力内容のすべてを見ることができます。
        [network] ネットワーク経由で { $address } に送られるのはパスワードではなく、その証明です（{ $method }）。盗み見る者はそこからパスワードを推測でき、画面と入力内容のすべてを見ることができます。
       *[unknown] 不明な経路で送られるのはパスワードではなく、その証明です（{ $method }）。盗み見る者はそこからパスワードを推測でき、画面と入力内容のすべてを見ることができます。
    }
trust-clear-advice = SSH を経由する（--via）か、サーバーで暗号化を有効にすることをお勧めします。どの製品でも可能です。
trust-send-once = 今回だけ送信
trust-send-always = このサーバーでは常に送信
trust-clear-hint = --via で SSH を経由するか、`farview trust pin { $address } --unencrypted` で許可してください
trust-not-expected = サーバーの鍵（{ $kind }）のフィンガープリントは { $fingerprint } で、--fingerprint で指定したものと異なります
trust-not-pinned = { $pinned }（{ $pinned_kind }）に固定されていますが、サーバーが示したのは { $fingerprint }（{ $kind }）です
trust-not-trusted = サーバーの鍵は信頼されていません（{ $kind }）
trust-changed-text = { $date } から別の鍵（{ $kind }）で知られていました。鍵が交換されたか、別の何者かが代わりに応答しています。
trust-not-expected-hint = 何者かが間に入っているか、サーバーの鍵が新しくなっています。管理者に確認してください
trust-not-pinned-hint = 何者かが間に入っているか、サーバーの鍵が新しくなっています。サーバー側で同じ鍵を確認できたら `{ $command }` を実行してください
trust-unencrypted = サーバーが提供できる最善の方式は { $name } で、暗号化されません
trust-unencrypted-hint = サーバーで暗号化を有効にするか、--via で SSH を経由するか、--require-encryption を外してください
trust-not-trusted-hint = { $fingerprint } をサーバー側の表示と比べてください
trust-weaker-refused = 以前より保護が弱くなっています
trust-weaker-refused-hint = 暗号化が無効にされたかどうか、サーバーの管理者に確認してください
trust-clear-refused = パスワードが暗号化されずに送信されるところでした
trust-clear-refused-hint = --via で SSH を経由するか、サーバーで暗号化を有効にしてください
trust-changed-tunnels = このコンピューターの同じポートから別々のコンピューターへ張られたトンネルでも、このように見えます。
trust-do-not-connect = 接続しない
trust-not-met = このサーバーに接続するのは初めてです。
trust-not-met-key = このサーバーに接続するのは初めてで、この種類の鍵は誰も保証できません。
trust-issued-for = 対象
trust-validity = { $from } ～ { $to }
trust-issued-to = 発行先
trust-issued-by = 発行者
trust-valid = 有効期間
trust-as-server-shows = サーバーでの表示
trust-key = 鍵
trust-rsa = RSA、{ $bits } ビット

## セッションの秘匿性

trust-private-here = 安全: このコンピューター内
trust-private-here-text = 接続はこのコンピューターの外に出ません。
trust-private-loopback-text = 暗号化されていませんが、接続がこのコンピューターの外に出ないため問題ありません。ここからトンネルが始まる場合、残りの経路はトンネルが保護します。
trust-private-ssh = 安全: SSH トンネル内
trust-private-ssh-text = { $address } まで平文ですが、SSH トンネル内なので問題ありません。
trust-private-ssh-encrypted = 安全: SSH トンネル内でさらに暗号化
trust-private-ssh-encrypted-text = SSH とサーバーで二重に暗号化されています。{ $who }
trust-encrypted-web = Web サーバーまで暗号化
trust-encrypted-web-text = Web サーバーは確認済みです。Web サーバーとデスクトップの間がどうなっているかは、ここからはわかりません。
trust-anonymous = 暗号化されていますが、相手は未確認です
trust-anonymous-text = ただ盗み見ることはできませんが、サーバーには証明書がありません。間に入った何者かが代わりに応答し、すべてを見ている可能性があります。
trust-encrypted = 暗号化
trust-clear-network = { $address } まで平文です。そのネットワークの誰もが画面と入力内容を見ることができます
trust-clear-internet = インターネット経由で { $address } まで平文です。途中の誰もが画面と入力内容を見ることができます
trust-clear-unknown = 平文です。途中の誰もが画面と入力内容を見ることができます
trust-not-encrypted = 暗号化なし
trust-clear-text = { $who }。SSH（--via）を使えば隠せます。
trust-only-log-in-encrypted = ログインだけが暗号化されました
trust-only-log-in-encrypted-text = { $who }。パスワードは暗号化して送信されました。
trust-nobody-vouches = このサーバーを保証する者はいません。
trust-expected = サーバーの鍵は --fingerprint で指定したものです。
trust-known = サーバーの鍵は { $date } と同じです。
trust-renewed = サーバーの証明書は新しくなりましたが、鍵は { $date } と同じです。
trust-issuer = { $issuer } がサーバーを保証しています。
trust-issuer-earlier = { $issuer } がサーバーを保証しています。{ $date } からは別の鍵で知られていました。
trust-accepted = サーバーの鍵はあなたが承認しました。
trust-encryption = 暗号化
trust-servers-key = サーバーの鍵
trust-way-here = このコンピューター
trust-way-socket = このコンピューター上のソケット
trust-way-web = Web サーバー、{ $cipher }
trust-way-network = プライベートネットワーク、{ $address }
trust-way-internet = インターネット、{ $address }
trust-way-unknown = 不明
trust-way = 経路

## パスワードの送られ方

trust-travel-anonymous = パスワードは暗号化して送られますが、相手は未確認です。
trust-travel-sealed = パスワードは暗号化して送られます。
trust-travel-proof = パスワード自体は送られず、知っていることの証明だけが送られます。
trust-travel-weak-proof = パスワード自体は送られませんが、途中で盗み見る者は送られた内容から割り出せます。
trust-travel-clear = パスワードは、途中の誰もが読める形で送られます。
trust-travel-loopback = パスワードはこのコンピューター内、またはここから始まるトンネル内にとどまります。
trust-travel-socket = パスワードはこのコンピューターの外に出ません。
trust-travel-ssh = パスワードは SSH 経由で送られます。
trust-travel-web = パスワードは Web サーバーまで暗号化して送られます。

## サーバーからの接続

trust-caller-title = サーバーが接続を求めています。許可しますか？
trust-caller-text =
    { $from ->
        [here] このコンピューター自身
        [network] お使いのネットワーク
       *[internet] インターネット
    }の { $address } から、デスクトップを表示したいという要求が届いています。
trust-caller-advice = 心当たりのある相手だけを許可してください。デスクトップを表示する側は、そこへの入力内容を見ることができます。
trust-caller = 接続元
trust-turn-away = 拒否
trust-let-in = 許可
trust-caller-hint = --accept を付けると、接続してくるすべてのサーバーを許可します

## 証明書の問題

trust-unreadable = 証明書を読み取れません
trust-expired = 証明書の有効期限は { $date } に切れています
trust-not-yet-valid = 証明書は { $date } まで有効になりません。このコンピューターの時計は合っていますか
trust-no-name = 証明書に { $called } 用とは書かれておらず、サーバー名がありません
trust-wrong-name = 証明書は { $called } 用ではなく { $names } 用です
trust-self-signed = 証明書はサーバー自身が作成したもので、保証する者がいません
trust-unknown-issuer = 証明書の発行者 { $issuer } は、このコンピューターでは信頼されていません
trust-issuer-expired = 発行者の証明書は現在有効ではありません
trust-first-version = 証明書は 1988 年の形式で、誰のためのものか、誰が発行できるのかが書かれていません
trust-not-for-servers = 証明書はサーバー以外の用途で作成されたものです
trust-bad-chain = 発行者が証明書を裏付けていません（{ $problem }）
trust-chain-signature = 署名が正しくありません
trust-chain-demand = ここでは扱えないものを要求しています
trust-chain-name = 発行者はこの名前に対して発行する権限がありません
trust-chain-too-many = サーバーが送った証明書が多すぎます
trust-chain-outdated = 署名方式が古いか、ここでは扱えません
