### テキスト: ウィンドウ本体、カード、短いメッセージ。

## 複数のカードで使うボタン

window-close = 閉じる
window-cancel = キャンセル
window-back = 戻る
window-retry = 再試行
window-copy = コピー
window-copy-all = すべてコピー
window-copy-details = 詳細をコピー
window-full-stop = 。

## 接続中

window-connecting-title = { $server } に接続しています
window-reaching = サーバーを探しています…
window-agreeing = 接続方法を取り決めています…
window-signing-in = サインインしています…
window-waiting-for-first-picture = 最初の画面を待っています…
window-waiting-title = サーバーからの接続を待っています
window-waiting-at = サーバーは今、{ $place } に接続できます。
window-waiting-how = サーバー側では `x11vnc -connect HOST`、`vncconfig -connect HOST`（TigerVNC）、または Windows 用サーバーのメニューの「Add New Client」を使います。HOST はこのコンピューターです。

## 切断された接続

window-silent = サーバーが応答しません
window-connection-lost = 接続が切れました
window-what-to-do = 対処方法
window-try-now = 今すぐ試す
window-trying-again = 再接続しています…
window-trying-again-in = { $seconds } 秒後に再接続します。
window-waiting-for-call = サーバーからの接続を待っています…
window-trying-to-reach = サーバーを探しています…
window-server-answers = サーバーが応答しています…
window-waiting-for-picture = 画面を待っています…
window-attempt = { $doing }（{ $number } 回目）

## サインイン

window-sign-in-to = { $server } にサインイン
window-server-uses = サーバーは { $method } を使用しています。
window-did-not-work = サインインできませんでした: { $reason }
window-user-name = ユーザー名
window-password = パスワード
window-password-length = この方式では最初の { $most } 文字だけが有効です。
window-show-password = パスワードを表示
window-remember = キーリングに保存
window-remember-anew = キーリングの内容を置き換える
window-sign-in = サインイン

## リモートコンピューターの電源

window-shut-down-title = リモートコンピューターをシャットダウンしますか？
window-shut-down-consequence = 正常にシャットダウンします。ここから再び起動することはできません。ほかの利用者には確認されません。
window-shut-down = シャットダウン
window-restart-title = リモートコンピューターを再起動しますか？
window-restart-consequence = 正常にシャットダウンしてから再び起動します。ほかの利用者には確認されません。
window-restart = 再起動
window-reset-title = リモートコンピューターをリセットしますか？
window-reset-consequence = リセットボタンを押したときのように、すぐに起動し直します。保存されていない内容は失われます。ほかの利用者には確認されません。
window-reset = リセット

## 短いメッセージ

window-keys-for-details = { $keys } で詳細を表示
window-power-failed = リモートコンピューターはその操作を実行できませんでした
window-full-screen-note = { $menu } でメニューを開き、{ $leave } で全画面表示を終了します

## タイトル

window-title = { $name } – Farview
window-title-clear = 暗号化なし – { $name } – Farview
window-title-unverified = サーバー未確認 – { $name } – Farview
window-title-encrypted = { $name } – 暗号化 – Farview
window-title-private = { $name } – 非公開 – Farview
window-title-start = Farview
window-tab-new = 別のタブを開く
window-tab-close = このタブを閉じる
window-tab-start = 新しいタブ
