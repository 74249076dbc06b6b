### テキスト

recording-saved = 録画を { $file } に保存しました
recording-empty = 録画する画面がありませんでした
recording-failed = 録画を書き込めません: { $why }
