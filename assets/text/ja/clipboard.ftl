### テキスト

clipboard-reduced = このサーバーは西欧の文字だけを受け付けます。クリップボードのほかの文字は疑問符になりました
clipboard-remote-too-large = リモートのクリップボードは大きすぎるため、ここにコピーできません
clipboard-too-large = クリップボードのテキストは { $megabytes } MB あり、大きすぎて送信できません
