### Messages of the preview in the browser: the panel, languages side by side, and error pages.

## The panel

panel-title = 预览
panel-open = 打开预览面板
panel-close = 关闭
panel-hide = 隐藏面板
panel-move = 移到另一角
panel-menu-language = 面板语言
panel-guide = 使用指南
panel-menu-keys = 快捷键
panel-key-toggle = 打开或关闭面板
panel-key-hide = 隐藏面板，再按一次恢复显示
panel-key-close = 关闭面板

panel-this-page = 本页
panel-findings = 值得留意
panel-rest-of-site = 网站其他部分
panel-site = 整个网站
panel-nothing-wrong = 未发现问题。
panel-checking = 正在检查整个网站……
panel-severity-error = 错误
panel-severity-warning = 警告
panel-hint = 解决办法
panel-place = 在编辑器中打开
panel-open-failed = 无法打开编辑器。
panel-fix = 修正
panel-fix-all = 修正全部{ $count }处同类问题
panel-fix-before = 现在
panel-fix-after = 修正后
panel-fix-more = 另有{ $count }处
panel-fix-failed = 未作修正：预览服务器没有响应。
panel-fix-forbidden = 未作任何改动：只有在运行预览的电脑上，才能用浏览器操作。
panel-fix-refused = { $reason ->
        [changed] 未作修正：文件在此期间已被改动，请重新查看。
        [read-only] 未作修正：`{ $file }` 是只读文件。
        [second-name] 未作修正：`{ $file }` 另有一个名称（硬链接），请在编辑器中修改。
        [not-a-source] 未作修正：`{ $file }` 不是网站的文本文件。
       *[io] 未作修正：无法写入 `{ $file }`：{ $detail }
    }
panel-fixed = 已修正：`{ $file }`，第{ $line }行
panel-fixed-all = 已修正{ $count }处：`{ $file }`
panel-undo = 撤销
panel-undone = 已撤销：`{ $file }` 已恢复原样。
panel-undo-refused = { $reason ->
        [changed] 已无法撤销：文件此后又被改动。
        [read-only] 无法撤销：`{ $file }` 是只读文件。
        [second-name] 无法撤销：`{ $file }` 另有一个名称（硬链接）。
        [not-a-source] 已无法撤销：`{ $file }` 已不存在。
       *[io] 无法撤销：无法写入 `{ $file }`：{ $detail }
    }
panel-count-errors = { $count }个错误
panel-count-warnings = { $count }个警告
panel-count-more = 另有{ $count }个

panel-files = 本页的文件
panel-terms = 本页术语
panel-terms-forbidden = 不用：
panel-languages = 本页的语言
panel-compare = 并排对照各语言
panel-not-a-page = 此地址由网站自动生成，没有对应的文档。
panel-drafts-show = 显示草稿、尚未到发布日期和已过期的页面
panel-drafts-hide = 隐藏草稿、尚未到发布日期和已过期的页面
panel-state-draft = 草稿
panel-state-future = 尚未发布
panel-state-expired = 已过期
panel-state-borrowed = 正文取自其他语言
panel-state-stale = 最后一个正常版本
panel-state-future-from = { $date } 起发布
panel-state-expired-since = { $date } 起已过期
panel-language-own = 有该语言的正文
panel-language-borrowed = 取自：
panel-language-draft = 草稿
panel-language-missing = 无
panel-language-current = 当前显示

panel-notice-stale = 本页所需的某个文件有误，目前显示的是最后一个正常版本；文件改正后，本页会立即更新。
panel-notice-failed = 网站无法显示。错误改正后，本页会立即更新。
panel-notice-gone = 此地址没有页面。
panel-notice-pseudo = 所有文本都以伪语言显示。保持原样的文字写在模板里，无法翻译。
panel-notice-lost = 预览服务器没有运行。请重新启动它，本页会自动恢复连接。

## Translations

panel-translation = 译文
panel-translation-from = 译自
panel-translation-unrecorded = 还没有人记录此译文依据的是哪个版本的原文，因此无法知道它是否已过时。
panel-translation-borrowed = 此页面还没有该语言的译文。
panel-block-show = 在页面中显示
panel-block-removed = 删除：
panel-block-added = 新增：
panel-compare-blocks = 逐段对照
panel-accept = 确认
panel-accept-title = 译文与现在的原文一致
panel-accept-minor = 按小改动确认
panel-accept-minor-title = 原文的改动不影响任何语言的译文
panel-accepted = 已确认{ $count }个文本块：{ $language }
panel-accepted-minor = 已按小改动确认译文的{ $count }个文本块
panel-accept-failed = 未能确认：预览服务器没有响应。
panel-accept-refused = { $reason ->
        [changed] 未作确认：文本在此期间已被改动，请重新查看。
        [nothing] 未作确认：这里没有可确认的内容。
        [unreadable] 未作确认：无法读取 `{ $file }`，请先改正该文件。
        [read-only] 未作确认：`{ $file }` 是只读文件。
        [second-name] 未作确认：`{ $file }` 另有一个名称（硬链接）。
        [not-a-source] 未作确认：`{ $file }` 不是网站的文本文件。
       *[io] 未作确认：无法写入 `{ $file }`：{ $detail }
    }

## Languages side by side

compare-title = 语言对照
compare-languages = 语言
compare-scroll-together = 同步滚动
compare-back = 返回页面
compare-choose = 请至少选择一种语言。
compare-missing = 此页面没有该语言的版本。
compare-not-a-page = 此地址不是网站的页面。
compare-view = 显示方式
compare-view-pages = 页面
compare-view-blocks = 逐段
compare-only-work = 只看待处理的内容
compare-accept-all = 确认全部译文
compare-accept-all-minor = 全部按小改动确认
compare-show = 在页面中显示
compare-no-text = 没有译文
compare-no-source = 原文已不存在
compare-no-translation = 所选语言都不是译文，请选择其他语言。

## Error pages

error-page-failed-title = 网站无法显示
error-page-failed-text = 请改正下面列出的问题并保存文件，网站会自动显示在这里。
error-page-missing-title = 没有这个页面
error-page-missing-text = 网站中没有任何页面使用此地址。
error-page-forbidden-title = 拒绝访问
error-page-forbidden-text = 预览服务器只响应终端中显示的地址，请打开该地址。

## Pages that are not published

unpublished-title = 此页面未发布
unpublished-draft = 它是草稿：要发布，请从 `{ $file }` 中删除 `draft = true`。
unpublished-future = 它将于 { $date } 发布，该日期即 `{ $file }` 中的 `date`。
unpublished-expired = 它已过期：`{ $file }` 中的 `expires` 为 { $date }。
unpublished-waits = 此页面须以多种语言同时发布，尚待：{ $languages }。
unpublished-empty = 它要列出的页面都没有发布。
unpublished-show = 在预览中显示
unpublished-show-text = 预览将显示所有草稿、尚未到发布日期和已过期的页面，直到您在预览面板中将其隐藏。这样做不会发布任何内容。
unpublished-restart = 可用 `sapar serve --drafts` 查看。
