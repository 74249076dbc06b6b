### テキスト

keys-title = キーを送信
keys-only-look = 表示のみの状態です。何も送信されません。
keys-usual = よく使うもの
keys-consoles = Ctrl+Alt と
keys-any = その他
keys-send = 送信
keys-press-them = 押して送信…
keys-press-them-about = 次に押すキーは、どのキーでもリモートコンピューターに送られます。
keys-unknown = そのような名前のキーはありません。例: Ctrl+Alt+F7
keys-stay-down = 押したままにする
keys-stay-down-about = 1 回で次のキーだけ、2 回で押したままにし、もう 1 回で離します。
keys-stick-off = 離した状態
keys-stick-once = 次のキーまで押した状態
keys-stick-locked = 離すまで押した状態
keys-capture = キーボードをキャプチャ
keys-show-held = 押しているキーを表示
keys-type-clipboard = クリップボードを入力
keys-sign-passing = 送信するキーを押してください
keys-sign-typing = クリップボードを入力中: { $typed } / { $total }。いずれかのキーで停止します。
keys-sign-sticky = 押したまま
keys-sign-held = 押下中
keys-note-captured = キーボードはリモートコンピューターにあります。{ $keys } で解放します
keys-note-captured-no-key = キーボードはリモートコンピューターにあります。メニューで解放します
keys-note-free = キーボードを解放しました
keys-note-cannot-capture = このシステムではキーボードを一つのプログラムに渡せません
keys-note-sent = 送信しました
keys-note-nothing-to-type = クリップボードに入力できるテキストがありません
keys-note-too-long = クリップボードのテキストが長すぎて入力できません。上限は { $most } 文字です
keys-note-left-out = 入力しました。キーのない { $count } 文字は省きました
keys-note-typing-stopped = 入力を停止しました
keys-title-captured = キーボードをキャプチャ中

keys-wrong-empty = キーが書かれていません
keys-wrong-unknown = 「{ $name }」というキーはありません
keys-wrong-no-modifier = 「{ $name }」は押したままにできません。Ctrl、Alt、Shift、Super、AltGr だけが使えます
keys-wrong-only-modifiers = 「{ $keys }」には修飾キー以外のキーが必要です
keys-wrong-types-text = 「{ $keys }」は文字の入力に必要です。Ctrl、Alt、Super のいずれかを加えてください
keys-taken = { $keys } は「{ $action }」に使われています

keys-note-captured-full-screen = { $menu } でメニューを開き、{ $leave } で全画面表示を終了し、{ $keys } でキーボードを解放します
