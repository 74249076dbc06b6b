### テキスト

statistics-updates = 更新
statistics-frames = フレーム
statistics-per-second = { $count }/秒
statistics-received = 受信
statistics-megabits = { $count } Mbit/s
statistics-round-trip = 往復時間
statistics-answer = キーから画面まで
statistics-decoding = デコード
statistics-upload = 転送
statistics-present = 描画
statistics-milliseconds = { $count } ms
statistics-link = 回線速度
statistics-unknown = まだ不明
statistics-quality = 画質
statistics-lossless = 無劣化
statistics-level = レベル { $level }
statistics-quality-told = { $quality }、圧縮 { $compression }
statistics-encoding = { $pixels } Mピクセル、{ $bytes } MB
statistics-input = 入力
statistics-input-told = 送信 { $sent }、統合 { $merged }、破棄 { $dropped }
statistics-log = ログ
statistics-log-copy = コピー
statistics-log-close = 閉じる
statistics-log-copied = ログをクリップボードにコピーしました
