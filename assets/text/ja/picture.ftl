### テキスト

picture-percent = { $percent }%
picture-width = 幅に合わせる
picture-integer = 整数倍
picture-drawing = 拡大縮小時の描画
picture-sharp = くっきり
picture-smooth = なめらか
picture-nearest = ピクセルのまま
picture-screens = 画面
picture-another-window = 別のウィンドウ
picture-remote-screens = リモートの画面
picture-all-screens = すべて
picture-screen = 画面 { $number }、{ $width } × { $height }
picture-spread = それぞれ別のウィンドウに
picture-full-screen-on = 全画面表示の場所
picture-this-monitor = このモニター
picture-all-monitors = すべてのモニター
picture-one-monitor-only = ここではウィンドウを複数のモニターに広げられません
