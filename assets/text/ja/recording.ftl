### テキスト

recording-saved = 録画を { $file } に保存しました
recording-empty = 録画する画面がありませんでした
recording-failed = 録画を書き込めません: { $why }
recording-record = 録画
recording-started = 表示されている内容を録画しています
recording-play = 再生
recording-pause = 一時停止
recording-space-key = スペース
recording-step-back = 前の画面
recording-step-forward = 次の画面
recording-time-line = タイムライン
recording-speed = 速度
recording-save-picture = この画面を保存
