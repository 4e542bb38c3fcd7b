### What the program says: diagnostics by their codes (a message and, as `.help`, the remedy), then the rest.

severity-error = 错误
severity-warning = 警告
severity-help = 建议
did-you-mean = 您是不是想写 `{ $name }`？
omitted = 另有 { $number } 处同类问题

## Files

file-not-utf8 = `{ $file }` 不是 UTF-8 编码的文本
    .help = 请以 UTF-8 编码保存该文件；多数编辑器可在“另存为”中选择编码
file-has-bom = 文件开头有字节顺序标记（BOM）
    .help = 请将文件保存为“UTF-8（无 BOM）”；本次读取已忽略该标记
document-empty = 文件是空的
    .help = 请在文件开头写上页首信息（front matter），其中至少要有标题，即依次写三行：`+++`、`title = "…"`、`+++`；如果不需要该文件，请删除
file-too-large = 文件超过 { $limit } MB，文本文件不会有这么大
    .help = 请确认是否放错了文件；图片和视频应作为单独的文件放在页面旁边
file-unreadable = 无法读取 `{ $file }`：{ $detail }
    .help = 请检查该文件的访问权限
file-name-not-unicode = `{ $file }` 的文件名不是 Unicode 编码
    .help = 请使用各种系统都能识别的字符给文件命名
file-name-case = 文件名应写作 `{ $name }`
    .help = 请重命名文件：即使系统不区分大小写，网站也会区分
link-outside-root = `{ $file }` 是符号链接，指向网站文件夹之外
    .help = 请把它指向的内容复制到网站文件夹中
link-cycle = `{ $file }` 是符号链接，指回了它所在的文件夹或上级文件夹
    .help = 请删除该符号链接
content-missing = 网站缺少文件夹 `{ $file }`
    .help = 没有它，所有页面都会消失；请恢复该文件夹，或用 `--root` 指定正确的网站
unknown-language-suffix = 本网站没有 `{ $suffix }` 这种语言
    .help = 请将文件命名为 `{ $stem }.LANGUAGE.md`，其中 LANGUAGE 为以下之一：{ $languages }；或者在 `sapar.toml` 中添加该语言
missing-language-suffix = 文件名中没有注明语言
    .help = 请将文件命名为 `{ $stem }.LANGUAGE.md`，其中 LANGUAGE 为以下之一：{ $languages }
document-extension = 该文件不会作为页面读取：文档的文件名应以 `.md` 结尾
    .help = 请将它重命名为 `{ $name }`；只有其他程序才能识别的内容（例如 MDX 组件）请改用 Markdown 书写。要原样发布的文件请放入 `static/`
duplicate-document = 同一页面、同一语言的内容在 `{ $other }` 中也有一份
    .help = 两个文件请只保留一个
duplicate-facts = `{ $other }` 中也写有本页的页面数据
    .help = 请把本页的数据全部写进其中一个文件
files-unnamed = 此文件夹中有 { $count } 个文件未被任何地方引用，因此不会发布：{ $files }
    .help = 要发布某个文件，请在正文或页面数据中引用它；不供读者使用的文件，在 `sapar.toml` 中写入 `{ $ignore }` 即可不再提示；写入 `publish_all = true` 则会发布所有文件
file-unnamed = 文件 `{ $path }` 不会发布，因为没有任何正文、页面数据或模板写出它的完整名称
    .help = 请在用到它的地方写出完整的文件名，或在 `sapar.toml` 中写入 `publish_all = true`，以发布所有文件
translation-record-line = 翻译记录中的这一行无法读取：`{ $line }`
    .help = 请删除这一行；如果译文与原文一致，运行 `sapar translate accept` 会重新记录
translation-record-conflict = 翻译记录中留有合并前的两个版本
    .help = 请保留两个版本的所有行，只删除含有 `<<<<<<<`、`=======`、`>>>>>>>` 的行；在 `.gitattributes` 中写入 `*translations.toml merge=union`，Git 便会自动处理
translation-source-missing = 该文档注明译自{ $language }，但这个页面没有该语言的文档
    .help = 请在 `source` 中写明译文实际译自哪种语言，或删除这一行
facts-without-document = 这些数据不属于任何页面
    .help = 请编写 `{ $document }`，或删除本文件

## Front matter, facts and configuration

front-matter-missing = 文档开头没有页首信息（front matter）
    .help = 请在第一行写 `+++`，在下面写 `title = "…"`，最后用一行 `+++` 结束
front-matter-unclosed = 页首信息（front matter）没有结束
    .help = 请在页首信息结束、正文开始的地方写一行 `{ $marker }`
toml-syntax = { $kind ->
        [number] `{ $written }` 不是数字的写法
        [quotes] 文本 `{ $written }` 没有放在英文直引号中
        [bare] 文本 `{ $written }` 没有加引号
        [unclosed] 此处的引号没有闭合
        [duplicate] 这个键在前面已经出现过
        [value] 缺少值
        [equals] 这一行的键和值之间没有 `=`
       *[other] 无法读取 TOML：{ $detail }
    }
    .help = { $kind ->
        [number] 只写数字，不要空格和单位，小数点用英文句点，例如 `1450` 或 `1450.5`
        [quotes] 请把文本放在英文直引号 `"` 之间：`{ $correct }`
        [bare] 请在文本两边加上 `"`：`{ $correct }`
        [unclosed] 请在文本末尾写上 `"`；“”这样的弯引号不能用来结束文本
        [duplicate] 请只保留其中一行
        [value] 请在 `=` 之后写上值，或删除这一行
        [equals] 请写成 `key = value`
       *[other] TOML 的一行写作 `key = value`；文本要放在英文直引号中
    }
yaml-syntax = { $kind ->
        [colon] 文本中含有冒号，却没有加引号
        [tab] 这一行用制表符缩进
        [unclosed] 此处的引号没有闭合
        [duplicate] 这个键在前面已经出现过
       *[other] 无法读取 YAML：{ $detail }
    }
    .help = { $kind ->
        [colon] 请给它加上引号：`{ $correct }`
        [tab] 请用空格缩进
        [unclosed] 请在文本末尾写上 `"`
        [duplicate] 请只保留其中一行
       *[other] YAML 的一行写作 `key: value`；含有冒号的文本要加引号
    }
unknown-key = 未知的键 `{ $key }`
    .help = 此处可用的键：{ $known }{ $own ->
        [yes] ；如需自定义字段，请在 `sapar.toml` 中写一行 `[kinds.{ $kind }.fields.{ $key }]`，并在下一行写 `type = "text"`
       *[no] {""}
    }
missing-key = 缺少 `{ $key }`
    .help = 请添加 `{ $example }`
wrong-type = `{ $key }` 应为{ expected-type }，实际为{ found-type }
    .help = 请这样写：`{ $example }`
expected-type = { $expected ->
    [text] 文本
    [number] 数字
    [integer] 整数
    [boolean] { " " }`true` 或 `false`
    [date] 日期
    [date-range] 日期范围
    [months] 月份列表
    [coordinates] 坐标
    [money] 金额
    [list] 列表
    [table] 表
   *[other] { " " }{ $expected }
}
found-type = { $found ->
    [text] 文本
    [number] 数字
    [integer] 整数
    [boolean] { " " }`true` 或 `false`
    [date] 日期
    [list] 列表
    [table] 表
    [null] 空值
   *[other] { " " }{ $found }
}
invalid-date = `{ $value }` 不是有效的日期
    .help = 请写出年、月、日：`2026-05-20`
invalid-date-range = 结束日期早于开始日期
    .help = `from` 是第一天，`to` 是最后一天
out-of-range = `{ $key }` 的值为 { $value }，{ $bounds ->
        [minimum] 不应小于 { $minimum }
        [maximum] 不应大于 { $maximum }
       *[both] 应在 { $minimum } 到 { $maximum } 之间
    }
    .help = 请改正该数字
not-an-option = `{ $value }` 不是 `{ $key }` 的可选值
    .help = 请从以下各项中选择：{ $options }
unknown-kind = 未知的页面类型 `{ $kind }`
    .help = 可用的类型：{ $known }
fact-in-document = `{ $key }` 在各语言中都相同，应写在各语言共用的页面数据中
    .help = 请把它移到 `{ $facts }`
localised-in-facts = `{ $key }` 在各语言中各不相同，应写在文档中
    .help = 请把它移到 `{ $document }` 的页首信息（front matter）中
reference-not-found = `{ $key }` 引用了 `{ $path }`，但没有这个页面
    .help = 请写页面在 content 文件夹中的路径，例如 `/destinations/markakol/`
name-reason = { $reason ->
    [empty] 其中有一段为空
    [length] 它的 UTF-8 编码长 { $length } 字节，而文件名最长 { $limit } 字节
    [character] { $character ->
        [space] 其中有空格
       *[other] 其中有字符 `{ $character }`
    }
    [edge] 它以句点开头，或以句点、空格结尾
    [device] 其中有 Windows 保留的设备名
    [root] 它不是以单个斜杠开头
    [query] 其中有 `?` 或 `#`，而静态托管服务不会处理这两个符号及其后的内容
   *[other] 文件名中不能这样写
}
invalid-slug = `{ $slug }` 不能用作网址的一部分：{ name-reason }
    .help = { $reason ->
        [length] 请把它缩短
       *[other] 请使用字母、数字和连字符，不要用斜杠或空格
    }
slug-unused = 首页的网址始终是 `/{ $language }/`，它的 `slug` 不起作用
    .help = 请删除这一行
invalid-alias = `{ $alias }` 不能用作本网站的旧网址：{ name-reason }
    .help = { $reason ->
        [root] 请写从网站根目录开始的路径，例如 `/old/address/`
        [query] 如果只用该符号之前的部分也能打开页面，请只写那一部分；其他重定向需要在 Web 服务器上设置
       *[other] 文件不能用这样的名称；这类重定向需要在 Web 服务器上设置
    }
invalid-search-path = `{ $path }` 不能用作搜索页的网址：{ name-reason }
    .help = 请写不带语言代码的路径，例如 `/search/`：程序会在前面自动加上各语言的代码
alias-with-language = `{ $alias }` 以语言代码开头，而程序会在页面数据中的旧网址前自动加上各语言的代码
    .help = 请在此处写不带语言代码的网址 `{ $path }`，每种语言都会有一个相应的旧网址。如果旧网址只属于一种语言，请连同语言代码写进该语言的文档：在 `{ $document }` 中写 `aliases = ["{ $alias }"]`
invalid-term = `{ $term }` 不能用作分类项的 ID{ $reason ->
        [length] ：{ name-reason }
       *[other] { "" }
    }
    .help = 请以小写拉丁字母开头，并只使用小写拉丁字母、数字和连字符；读者看到的名称是每种语言中的一条消息，写在 `locales/` 的某个文件中：`{ $taxonomy }-{ $id } = { $term }`
invalid-taxonomy = `{ $taxonomy }` 不能用作分类法的名称{ $reason ->
        [length] ：{ name-reason }
       *[other] { "" }
    }
    .help = 请以小写拉丁字母开头，并只使用小写拉丁字母、数字和连字符，例如 `tags`；读者看到的名称写在同名消息中
taxonomy-is-key = `{ $taxonomy }` 在页面数据或文档中另有含义，不能用作分类法的名称
    .help = 请换一个名称，例如 `tags`
invalid-base-url = `{ $value }` 不是有效的网站地址
    .help = 请写出完整的地址，例如 `https://altai.example/` 或 `https://host.example/altai/`
invalid-pattern = `{ $pattern }` 不是有效的文件名模式
    .help = 模式的写法与 `.gitignore` 相同：`*.psd`、`drafts/`、`content/**/notes.txt`、`!hero.psd`
invalid-address-pattern = `{ $pattern }` 不是有效的网址模式
    .help = 模式以斜杠开头：`/downloads/*`、`/downloads/`（包括其下的一切）、`/maps/**/*.svg`
unknown-time-zone = 没有名为 `{ $zone }` 的时区
    .help = 请写 IANA 时区数据库中的名称，例如 `Asia/Almaty` 或 `Asia/Shanghai`
invalid-host = `{ $value }` 不是有效的主机名
    .help = 请只写主机名，例如 `player.example.org`；`*.example.org` 表示它的所有子域名
invalid-language-tag = `{ $tag }` 不是有效的语言标签
    .help = 请写 BCP 47 标签：`kk`、`zh`、`kk-Arab`
duplicate-language = 标签 `{ $other }` 和 `{ $tag }` 指的是同一种语言
    .help = 请删除两个表中的一个
unknown-language = 本网站没有 `{ $tag }` 这种语言
    .help = 本网站的语言：{ $languages }
unknown-theme = 没有名为 `{ $theme }` 的主题
    .help = 请把它放到 `themes/{ $theme }`，或从以下主题中选择：{ $known }
unknown-section = 网站中没有路径为 `{ $path }` 的栏目
    .help = 请写该文件夹在 content 文件夹中的路径，例如 `destinations`
no-languages = 本网站没有设置任何语言
    .help = 请在 `sapar.toml` 中为每种语言添加一个表：`[languages.kk]`，其中写 `name = "Қазақша"`
glossary-form = `{ $form }` 不能作为术语的形式：{ $problem ->
        [empty] 其中没有任何字母或汉字
       *[star] `*` 只能紧跟在词的后面
    }
    .help = 请按词典中的写法填写；词后的 `*` 表示该词的各种变格形式：`Белуха*`、`Рахмановские* ключи*`
glossary-contradiction = `{ $form }` 是术语 `{ $term }` 的禁用形式，却又是 `{ $other }` 的可用形式（{ $language }）
    .help = 请只保留一处；如果两个形式只有大小写不同，请写 `case_sensitive = true`
glossary-repeated = { $kind ->
        [form] `{ $form }` 在该术语中写了两次（{ $language }）
       *[term] `{ $term }` 与 `{ $other }` 在各种语言中的名称都相同：{ $form }
    }
    .help = { $kind ->
        [form] 请删去其中一个
       *[term] 请把两者合并为一个术语
    }

## The site

duplicate-url = { $origin ->
        [generated] 网址 `{ $url }` 已被 Sapar 自动生成的文件占用
       *[source] 网址 `{ $url }` 有两个来源：此处和 `{ $other }`
    }
    .help = { $origin ->
        [generated] 请换一个网址，或重命名文件
       *[source] 请修改其中一处的 `slug` 或 `aliases`，或重命名其文件
    }
reserved-url = `{ $url }` 不能用作本网站的网址：`{ $reserved }` 下的网址保留给预览使用
    .help = 请换一个网址，或重命名该文件或文件夹
url-differs-by-case = 网址 `{ $url }` 与 `{ $other }` 的网址 `{ $other-url }` 只有大小写不同
    .help = 请重命名其中一个：在 Windows 和 macOS 上，两者会存成同一个文件
address-lost = 网址 `{ $url }` 曾经发布，现在已无法访问{ $more ->
        [0] {""}
       *[other] ；该页面及其下另有 { $more } 个网址也是如此
    }
    .help = 取代它的很可能是此页面：请在 `{ $file }` 中写入 `{ $line }`，旧网址便会转到这里；如果确实不再需要该网址，请在 `sapar.toml` 中写入 `{ $gone }`
addresses-gone = 有 { $count } 个曾经发布的网址现在已无法访问：{ $urls }
    .help = 如果已有其他页面取代，请将旧网址加入该页面的 `aliases`；如果确实不再需要，请在 `sapar.toml` 中写入 `{ $line }`
url-too-long = 网址 `{ $url }` 的 UTF-8 编码长 { $length } 字节，而文件路径最长 { $limit } 字节
    .help = 请缩短该页面或其上级栏目的 `slug`，或缩短 `aliases` 中的旧网址
section-without-index = 该文件夹没有自己的页面
    .help = 请编写带有标题的 `{ $document }`；在此之前，读者看到的是文件夹的名称
folder-is-date = 该文件夹自成一个栏目，因此其中的页面既不在 `{ $above }` 的列表中，也不在其订阅源中
    .help = 如果这些页面属于 `{ $above }`，请在 `sapar.toml` 中加一行 `[sections."{ $section }"]`，并在其下写 `transparent = true`；如果它确实是单独的栏目，请编写带有标题的 `{ $document }`
place-without-name = 地点 `{ $page }` 缺少以下语言的名称：{ $languages }
    .help = 页面尚无这些语言的正文：请在页面数据中写明名称，`names = {"{"} { $first } = "…" {"}"}`
coordinates-swapped = `{ $page }` 距本网站各地点的中心 { $distance } 公里：纬度和经度似乎写反了
    .help = `lat` 写北纬度数，`lon` 写东经度数
term-without-name = 分类项 `{ $term }` 在语言 `{ $language }` 中没有名称
    .help = 请在 `locales/{ $language }/` 的某个文件中添加 `{ $message } = …`

## Text

link-not-found = 链接的目标不存在：`{ $target }`
    .help = { $kind ->
        [file] 请把文件放在页面旁边并写出文件名，或写出以 `/` 开头、从 content 文件夹起的路径
       *[page] 请写页面在 content 文件夹中的路径，不带语言，例如 `/destinations/markakol/`
    }
link-unpublished = `{ $target }` 尚未发布
    .help = 该页面是草稿、尚未到发布日期或已过期：在它发布之前，这里只显示文字，不带链接；使用 `--drafts` 时页面会包含在网站中
anchor-not-found = 页面 `{ $page }` 中没有标题 `#{ $anchor }`
    .help = { $known ->
        [0] 该页面没有任何标题
       *[other] 该页面的标题：{ $anchors }
    }
image-not-found = 找不到图片 `{ $path }`
    .help = 请把文件放在页面旁边，或写出从 content 文件夹开始的路径，并在前面加 `/`
image-unreadable = 无法读取图片 `{ $path }` 的尺寸
    .help = 请确认该文件是图片；不知道尺寸时，页面会在加载过程中跳动
image-too-large = { $kind ->
        [bytes] 图片 `{ $file }` 有 { $megabytes } MB，超过 { $limit } MB 的图片不予处理
       *[pixels] 图片 `{ $file }` 的尺寸为 { $width } × { $height } 像素，即 { $megapixels } 百万像素，超过 { $limit } 百万像素的图片不予处理
    }
    .help = { $kind ->
        [bytes] 请另存为 JPEG，长边 { $side } 像素：对任何屏幕都足够
       *[pixels] 请缩小后另存：长边 { $side } 像素对任何屏幕都足够；如果图片确实这么大且必须保留，请在 `sapar.toml` 中提高上限：`[pictures] max_pixels = …`
    }
image-broken = { $kind ->
        [pixels] 图片 `{ $file }` 已损坏：无法读取像素
        [empty] 图片 `{ $file }` 是空文件
        [truncated] 图片 `{ $file }` 不完整：缺少文件末尾
       *[header] 图片 `{ $file }`（{ $format }）已损坏，或属于浏览器无法显示的类型
    }
    .help = { $kind ->
        [header] 请用照片处理软件打开原图，再另存为 JPEG
       *[other] 请重新复制或下载该文件：上次传输中断了
    }
image-format = { $kind ->
        [heic] `{ $file }` 是 iPhone 保存的 HEIC 照片，很少有浏览器能显示
        [raw] `{ $file }` 是相机的 RAW 原始文件，不是成品照片
        [export] `{ $file }` 是 { $format } 文件，浏览器无法显示
        [svg] `{ $file }` 是 SVG 图形，但文件名与格式不符，浏览器不会显示
        [raster] `{ $file }` 的文件名表示它是 SVG 图形，实际却是 { $format }，浏览器不会显示
        [html] `{ $file }` 是网页（HTML），不是图片
        [lfs] `{ $file }` 中不是图片，而是 Git LFS 的指针
        [text] `{ $file }` 是文本，不是图片
        [pdf] `{ $file }` 是 PDF 文档，不是图片
        [video] `{ $file }` 是视频，不是图片
       *[other] `{ $file }` 不是 Sapar 能识别的图片
    }
    .help = { $kind ->
        [heic] 请导出为 JPEG：在 Mac 上用“预览”或“照片”，在 iPhone 上可通过邮件发送；在“设置 → 相机 → 格式”中选择“兼容性最佳”，以后拍的照片就直接是 JPEG
        [raw] 请用照片处理软件冲洗，再导出为 JPEG
        [export] 照片请另存为 JPEG，其他图片请另存为 PNG
        [svg] 请把文件名的结尾改为 `.svg`，正文和页面数据中也要改
        [raster] 请把文件名的结尾改成与格式相符，正文和页面数据中也要改
        [html] 保存的是图片所在的网页，而不是图片：请单独打开图片再保存；如果服务器返回了错误，请向对方索要文件
        [lfs] 请用 `git lfs pull` 取回图片
        [text] 这可能是服务器返回的错误信息：请用编辑器打开查看，然后重新获取图片
        [pdf] 要展示其中一页，请把该页导出为 JPEG 或 PNG；要提供文档本身，请链接到它
        [video] 视频请改用链接，或用主题的组件播放；此处需要图片
       *[other] 请确认是否放错了文件，并把图片另存为 JPEG 或 PNG
    }
image-too-narrow = 图片 `{ $file }` 用在此处太小：可见部分宽 { $width } 像素，需要 { $wanted } 像素
    .help = 请使用宽度至少 { $wanted } 像素的原图；把图片放大不会使它更清晰
image-mislabelled = `{ $file }` 实际是 { $format }，文件名与格式不符
    .help = 图片仍会显示，但有些程序和服务器按文件名判断：请改名为 `{ $name }`，正文和页面数据中也要改
image-avif = 图片 `{ $file }` 是 AVIF，Sapar 不解码这种格式：图片会原样发布，只有一种尺寸，并带有相机记录的所有信息
    .help = 请把最高质量的 JPEG 原图放在页面旁边
image-cmyk = 图片 `{ $file }` 使用印刷色彩（CMYK），只能近似地转换为屏幕色彩
    .help = 请用照片处理软件打开，转换为 sRGB，再另存为 JPEG
image-alt-is-name = 这张图片的替代文字只是文件名：`{ $alt }`
    .help = 请说明图片 `{ $path }` 的内容：看不到图片的读者会听到这段文字
invalid-focus = `focus` 的值不是图片上的点
    .help = 请写两个 0 到 1 之间的数，分别是距左边和距上边的比例：`focus = [0.3, 0.6]`
image-twice = 这张图片与 `{ $other }` 相同
    .help = 请只保留其中一个文件，并在所有用到它的地方写同一路径：`{ $path }`
svg-unsafe = { $kind ->
        [script] 此图形含有脚本，不会发布：{ $names }
        [foreign] 此图形会从别处加载内容，这些引用不会发布：{ $names }
        [html] 此图形中嵌有 HTML，不会发布：{ $names }
       *[declaration] 此图形含有不会发布的声明：{ $names }
    }
    .help = { $kind ->
        [script] 请将图形另存为不含脚本和交互的“普通 SVG”或“优化的 SVG”；确实需要脚本的图形应放在主题中
        [foreign] 请把图片和字体嵌入图形，或将文字转为路径
        [html] 请将文字改为普通的 SVG 文字：在 draw.io 中关闭“格式化文本”
       *[declaration] 请将图形另存为“普通 SVG”或“优化的 SVG”
    }
svg-broken = 此文件不是 SVG 图形：{ $detail }
    .help = 请重新以 UTF-8 编码导出 SVG；如果文件是下载的，它可能是网页，或没有下载完整
style-sheet-syntax = 样式表无法解析，因此按原样发布：{ $detail }
    .help = 浏览器会跳过看不懂的内容，常常连该规则或文件的其余部分也一并跳过：请在此处改正
card-invalid = 无法绘制链接预览图（`card.svg`）：{ $detail }
    .help = 请修正模板，使其为每个页面生成格式正确的 SVG
card-without-letters = 主题的字体都没有 { $letters } 这些字符，因此“{ $title }”的链接预览图没有文字
    .help = 请把含有这些字符的字体（TTF 或 OTF）放进主题的 `fonts` 文件夹，或在该页的数据中写 `card = "…"`，为它指定图片
image-without-alt = 图片 `{ $path }` 没有替代文字
    .help = { $origin ->
        [facts] 请在页首信息（front matter）中说明图片内容：`{ $example }`
       *[text] 请在方括号中说明图片内容：`![…]({ $path })`
    }
unsafe-link = { $reason ->
        [file] `{ $target }` 指向您自己电脑上的文件，读者没有这个文件
       *[scheme] `{ $scheme }:` 类链接不安全
    }
    .help = { $reason ->
        [file] 请把文件放在页面旁边，并写出文件名
       *[scheme] 请链接到页面，或链接到以 `https://` 开头的网址
    }
link-scheme = 没有 `{ $scheme }:` 这类链接
    .help = 请改正网址 `{ $target }` 的开头
link-misread = { $reason ->
        [space] 这里会显示为普通文字：地址 `{ $address }` 中有空格
        [phone] 号码会显示为普通文字：链接中或链接前有空格
        [gap] 这里会显示为普通文字：方括号与地址 `{ $address }` 之间有空格
        [wide] 这里会显示为普通文字：地址 `{ $address }` 两边用了全角括号
        [title] 这里会显示为普通文字：地址 `{ $address }` 后面的内容不是链接标题
       *[other] 地址 `{ $address }` 会显示为普通文字，而不是链接
    }
    .help = { $reason ->
        [space] 请把空格写成 `%20`，或把整个地址放在 `<` 和 `>` 之间；链接标题要用直引号
        [phone] 请写成：`({ $address })`
        [gap] 请删除空格
        [wide] 请写半角的 `(` 和 `)`
        [title] 请给链接标题加上直引号：`({ $address } "…")`
       *[other] 链接中不能再有链接；如果不需要链接，请把 `[` 写成 `\[`
    }
link-without-text = 指向 `{ $target }` 的链接没有可供读者点击的文字
    .help = 请在方括号中写上文字：`[…]({ $target })`
address-end = 链接不包括后面的文字：`{ $written }`
    .help = 如果后面的文字属于网址，请写成：`{ $mended }`；如果不属于，请只把网址放在 `<` 和 `>` 之间
markup-misread = { $reason ->
        [emphasis] 这里不会显示为强调，读者会看到标记本身：标记与文字之间有空格
        [heading] 这里不会显示为标题，读者会看到 `{ $written }`：后面少了空格
        [number] 这里不会显示为列表项：`{ $written }` 后面少了空格
        [indented] 这里不会显示为列表：`{ $written }` 前面有四个或更多空格，这些行会并入上面的段落
       *[bullet] `{ $written }` 不会显示为列表：这些行会连成一段
    }
    .help = { $reason ->
        [heading] 请写成：`{ $mended }`；如果不是标题，请在前面加 `\`
        [bullet] 每一行请这样写：`{ $mended }`
        [number] 每一行请这样写：`{ $mended }`
        [indented] 每一行请这样写：`{ $mended }`
       *[other] 请写成：`{ $mended }`
    }
foreign-markup = { $reason ->
        [hugo] 这是 Hugo 的短代码，会显示为普通文字：`{ $written }`
        [liquid] 这是 Jekyll（Liquid）的标签，会显示为普通文字：`{ $written }`
        [variable] 这是 Jekyll、Hugo 或 Vue 的变量，会显示为普通文字：`{ $written }`
        [attributes] 这是 Kramdown 或 Pandoc 的属性，会显示为普通文字：`{ $written }`
        [contents] 这在其他程序中会生成目录，在这里会显示为普通文字：`{ $written }`
        [mdx] 这是 MDX（Docusaurus、Astro）的代码行，会显示为普通文字：`{ $written }`
       *[admonition] 这是 MkDocs 的提示框，会显示为普通文字：`{ $written }`
    }
    .help = { $reason ->
        [hugo] 这类区块在这里要用主题的组件来写：先写一行 `:::名称`，再写正文，最后写一行 `:::`
        [liquid] 正文中不能使用模板：请删除，或改用主题的组件：`:::名称`
        [variable] 正文中不能使用变量：请直接写出内容；如果它本来就是文字，请放在反引号之间
        [attributes] 请删除：只有标题可以带属性；带说明的图片写作 `:::figure src="…" alt="…"`
        [contents] 请删除：目录由主题生成
        [mdx] 请删除：主题的组件写作 `:::名称`
       *[admonition] 请写成 `{ $mended }`，并让正文各行以 `> ` 开头
    }
office-markup = `{ $written }` 来自 Word 或 LibreOffice，不属于正文
    .help = 请写成：`{ $mended }`；或以纯文本方式粘贴
invisible-characters = { $count ->
        [1] 正文中有一个看不见的字符：{ invisible-character }
       *[other] 正文中有 { $count } 个看不见的字符，第一个是{ invisible-character }
    }
    .help = 请删除{ $count ->
        [1] 它
       *[other] 它们
    }：含有这类字符的词语无法被搜索到{ $mended ->
        [none] {""}
       *[other] ，例如 `{ $mended }`
    }
invisible-character = { $reason ->
        [hyphen] 软连字符（{ $code }）
        [space] 零宽空格（{ $code }）
        [joiner] 零宽连接符（{ $code }）
        [direction] 文字方向标记（{ $code }）
       *[byte-order] 字节顺序标记（{ $code }）
    }
prose-as-code = 这一段前面有四个空格，因此会显示为代码
    .help = 行首不要留空格：`{ $mended }`；如果确实是代码，请在前后各加一行 `~~~`
paragraphs-joined = 这几段会连成一段：它们之间没有空行
    .help = 段与段之间请空一行；Word 等程序复制时不带空行
table-misread = { $reason ->
        [tabs] 这些带制表符的行不会显示为表格：它们会连成一段
        [lines] 这里不会显示为表格：每个单元格各占一行
        [delimiter] 这些行不会显示为表格：缺少分隔表头的那一行
        [columns] 这些行不会显示为表格：`{ $written }` 的列数与上一行不同
       *[cells] 这一行的单元格多于表格的列数，读者看不到多出的内容：`{ $written }`
    }
    .help = { $reason ->
        [tabs] 请写成 `{ $mended }`，下面加一行 `{ $written }`，其余各行照第一行写
        [lines] 请写成 `{ $mended }`，下面加一行 `{ $written }`，其余各行照第一行写
        [delimiter] 请在第一行下面写上：`{ $mended }`
        [columns] 请改写成：`{ $mended }`
       *[cells] 单元格内的竖线请写成 `\|`，或把表格的分隔行写成 `{ $mended }`，并在表头补足单元格
    }
text-language = 这篇文字似乎是{ $seems ->
        [kk] 哈萨克文
        [ru] 俄文
        [zh] 中文
        [en] 英文
       *[other] 用语言 `{ $seems }` 写的
    }，而该文件的语言是 `{ $language }`
    .help = 请翻译这篇文字；如果暂时不译，请先移走该文件：在译好之前，读者会看到另一种语言的页面，并附有说明
text-copied = 这篇文字与 `{ $original }` 完全相同，而该文件的语言是 `{ $language }`
    .help = 请翻译这篇文字；如果暂时不译，请先移走该文件：在译好之前，读者会看到另一种语言的页面，并附有说明
glossary-forbidden = 术语表规定不用 `{ $form }`：{ $reason }
    .help = 各种形式及其理由见 `locales/glossary.toml`；如果此处的写法正确，请把它加入 `forms`
glossary-missing = 原文此处提到 { $term }，译文中却没有它的任何名称：{ $forms }
    .help = 请在译文中写出它的名称，或把译文中的叫法加入 `locales/glossary.toml` 中 `{ $id }` 的形式；如果译文可以不提，请在那里写 `required = false`
external-resource = { $kind ->
        [form] 表单会把读者填写的内容发送到其他主机：`{ $target }`
        [frame] 此处会从其他主机加载内容：`{ $target }`
        [script] 此处会从其他主机加载内容：`{ $target }`
        [embed] 此处会从其他主机加载内容：`{ $target }`
       *[picture] 不显示其他主机上的图片：`{ $target }`
    }
    .help = { $kind ->
        [form] 如要允许，请把该主机加入 `sapar.toml`：`allowed_hosts = ["{ $host }"]`
        [frame] 其他主机可能很慢或被屏蔽，还会得知谁在阅读本页：请用一行 `{ $block }` 代替它（标题请自拟），并在下一行写 `:::`。或在 `sapar.toml` 中允许该主机：`allowed_hosts = ["{ $host }"]`
        [script] 其他主机的脚本（如访问统计）会得知谁在阅读本页，还可能很慢或被屏蔽：请删除它，或在 `sapar.toml` 中允许该主机：`allowed_hosts = ["{ $host }"]`
        [embed] 其他主机可能很慢或被屏蔽，还会得知谁在阅读本页：请改用链接，或在 `sapar.toml` 中允许该主机：`allowed_hosts = ["{ $host }"]`
        [field] 请把文件放在页面旁边，并写出文件名：其他主机可能很慢或被屏蔽，还会得知谁在阅读本页
       *[picture] 请把文件放在页面旁边：其他主机可能很慢或被屏蔽，还会得知谁在阅读本页。如仍要允许，请把该主机加入 `sapar.toml`：`allowed_hosts = ["{ $host }"]`
    }
html-refused = { $reason ->
        [srcdoc] 框架不能用 `srcdoc` 属性嵌入文档：其中的内容不会被检查
        [refresh] `<meta http-equiv="refresh">` 会把读者带到另一页，正文中不允许使用
       *[base] `<base>` 会改变本页所有链接的去向，正文中不允许使用
    }
    .help = { $reason ->
        [srcdoc] 请把内容直接写在正文中，或放进页面旁边的文件，并在 `src` 中写出文件名
        [refresh] 请将其删除；如果页面已迁移，请把旧网址写入新页面的 `aliases`
       *[base] 请将其删除，并写明每个链接的去向：content 文件夹中的路径（例如 `/destinations/markakol/`）或完整网址
    }
alert-syntax = { $reason ->
        [behind] `[!{ $name }]` 这一行后面不能再有其他内容
       *[name] 没有 `[!{ $name }]` 这种提示框，因此会显示为普通文字
    }
    .help = { $reason ->
        [behind] 请从下一行开始写正文：`> …`
       *[name] 可用的提示框：{ $known }
    }
duplicate-heading-id = ID `{ $id }` 在本页中重复
    .help = 请在 `{"{"}#…{"}"}` 中给其中一个另设 ID
footnote-not-found = 脚注 `{ $label }` 没有内容
    .help = 请添加一行 `[^{ $label }]: …`
component-unclosed = 组件 `:::{ $name }` 没有结束
    .help = 请在组件结束的地方写一行 `:::`
component-unopened = 这个 `:::` 没有对应的组件
    .help = 请删除这一行，或在其上方开始一个组件：`:::name`
component-misplaced = `:::` 这一行在此处只是普通文字
    .help = 请在其上方留一个空行，缩进也不要超过周围的文字
component-syntax = 无法读取这一行：{ $reason ->
        [name] 组件没有名称
        [value] `{ $detail }=` 后面缺少值
        [title] `{ $detail }` 不是参数
        [quote] 文本缺少结束引号
        [duplicate] `{ $detail }` 出现了两次
       *[other] 无法识别 `{ $detail }`
    }
    .help = { $reason ->
        [title] 标题请这样写：`:::{ $name } title="{ $detail }"`
       *[other] 请这样写：`:::{ $name } key="text" count=3`
    }
component-unknown = 主题中没有组件 `{ $name }`
    .help = { $alert ->
        [none] { $count ->
            [0] 该主题没有任何组件
           *[other] 该主题的组件：{ $known }
        }
       *[other] 给读者的提示不用 `:::`：每行以 `> ` 开头，第一行写 `> { $alert }`；自拟的标题写在正文的第一行
    }
component-unknown-argument = 组件 `{ $name }` 没有参数 `{ $argument }`
    .help = { $count ->
        [0] 它不接受任何参数
       *[other] 它的参数：{ $known }
    }
component-missing-argument = 组件 `{ $name }` 缺少参数 `{ $argument }`
    .help = 请写成 `:::{ $name } { $argument }="…"`
component-refused = 无法显示组件 `{ $name }`：{ $detail }
    .help = 请修改它的起始行
component-argument-type = 组件 `{ $name }` 的参数 `{ $argument }` 应为{ $expected ->
        [string] 文本
        [bool] { " " }`true` 或 `false`
        [integer] 整数
        [float] 数字
        [number] 数字
       *[other] { " " }{ $expected }
    }
    .help = 文本要加引号，数字不加

## Messages

message-syntax = 无法读取消息：{ $detail }
    .help = 消息写作 `id = text`；续行要缩进
message-duplicate = 消息 `{ $id }` 出现了两次
    .help = 请删除其中一个；以最后一个为准
message-unknown = 没有 ID 为 `{ $id }` 的消息
    .help = 请在 `locales/` 中每种语言的文件里添加它
message-reference = 消息 `{ $id }` 引用的 `{ $reference }` 不存在
    .help = 请改正名称，或添加该消息
message-unresolvable = 无法生成消息 `{ $id }`：{ $detail }
    .help = 请检查是否有消息互相循环引用，或有函数收到类型不符的值
message-function = 消息 `{ $id }` 调用的函数 `{ $function }` 不存在
    .help = 可用的函数有 NUMBER、DATETIME 和 LIST
message-missing-argument = 消息 `{ $id }` 需要参数 `{ $argument }`
    .help = 请传入该参数：`"{ $id }" | t({ $argument }=…)`
message-missing-plural = 消息 `{ $id }` 缺少以下复数形式：{ $categories }
    .help = 语言 `{ $language }` 的复数形式有：{ $all }
message-unreachable-plural = 消息 `{ $id }` 的复数形式 `{ $category }` 永远不会用到
    .help = 语言 `{ $language }` 的复数形式有：{ $all }
message-untranslated = { $count ->
        [1] 消息 `{ $id }` 没有语言 `{ $language }` 的版本
       *[other] { $count } 条消息没有语言 `{ $language }` 的版本：{ $named }{ $more ->
            [0] { "" }
           *[other] …
        }
    }
    .help = { $count ->
        [1] 请把它添加到 `locales/{ $language }/` 的某个文件中；在此之前显示语言 `{ $shown }` 的文字
       *[other] 请把它们添加到 `locales/{ $language }/` 的文件中；在此之前显示语言 `{ $shown }` 的文字{ $more ->
            [0] { "" }
           *[other] ；`sapar build --format json` 会在 `ids` 中列出全部消息
        }
    }

## Checks of the whole site

on-pages = { $more ->
        [0] 页面 `{ $page }`{ " " }
       *[other] 页面 `{ $page }` 及另外 { $more } 个页面
    }
unknown-code = 没有代码为 `{ $code }` 的诊断信息
    .help = 运行 `sapar explain` 可列出所有代码
severity-fixed = `{ $code }` 总会中止生成，网站不能更改它的级别，也不能放行
    .help = 请删除这几行并修正所报告的问题；只有警告才能关闭或放行
allowance-unused = `{ $path }` 已不需要放行：其中没有发现 `{ $code }`
    .help = 请删除这个 `[[check.allow]]`，或改正其中的路径
html-link-not-found = { on-pages }上的链接 `{ $target }` 指向的目标不存在
    .help = 请在写有该链接的模板、菜单或正文中改正网址
html-anchor-not-found = { on-pages }上的链接 `{ $target }` 指向 `#{ $id }`，但目标页面中没有这个位置
    .help = 请改正 `#` 后面的内容，或在目标页面为某个元素设置该 ID
html-link-without-name = { on-pages }上指向 `{ $target }` 的链接没有名称：使用读屏软件的人无从知道它通往哪里
    .help = 请在链接中写上文字，或为其中的图片设置 `alt`，或为链接设置 `aria-label`
link-text-vague = { on-pages }上的链接“{ $text }”没有说明通往哪里
    .help = 请在链接文字中写明 `{ $target }` 是什么：用读屏软件逐个浏览链接的读者只能听到链接文字
html-duplicate-id = { on-pages }中 ID `{ $id }` 出现了不止一次
    .help = 请为每个元素设置各自的 ID：链接和表单标签只能找到第一个
html-top-heading = { $count ->
        [0] { on-pages }没有一级标题（`h1`）
       *[other] { on-pages }有 { $count } 个一级标题（`h1`）
    }
    .help = 请让模板为每个页面设置一个 `h1`，即页面标题
html-heading-skipped = { on-pages }上的标题“{ $text }”是 { $level } 级，而它前面的标题是 { $before } 级
    .help = 请不要跳级：按标题浏览页面的读者会去找缺少的那一级
html-image-without-alt = { on-pages }上的图片 `{ $file }` 没有 `alt`
    .help = 请在 `alt` 中说明图片内容；如果图片仅作装饰，请写 `alt=""`
html-alt-is-name = { on-pages }上图片的 `alt` 只是文件名：`{ $alt }`
    .help = 请改为说明 `{ $file }` 的内容
html-other-host = { $kind ->
        [send] { on-pages }会向 `{ $host }` 发送数据：`{ $url }`
       *[load] { on-pages }会从 `{ $host }` 加载内容：`{ $url }`
    }
    .help = { $kind ->
        [send] 请让表单把数据发送到本网站，或改为提供电子邮箱地址；如果确实需要该主机，请在 `sapar.toml` 的 `allowed_hosts` 中允许它
       *[load] 请把要加载的内容放进网站；如果确实需要该主机，请在 `sapar.toml` 的 `allowed_hosts` 中允许它
    }
html-mixed-content = { on-pages }会以不加密的方式加载 `{ $url }`，而浏览器在 `https` 网站上会拦截这类内容
    .help = 请把 `{ $host }` 的网址改为 `https`，或把该文件放进网站
json-ld-invalid = { on-pages }的结构化数据不是有效的 JSON：{ $detail }
    .help = 请用过滤器 `json` 输出各个值，它会加上引号
page-title-missing = { on-pages }没有标题
    .help = 请让模板写出 `<title>`：搜索结果和浏览器标签页都会显示它
page-title-long = { on-pages }的标题宽 { $width } 列，而搜索结果大约只显示 { $limit } 列：“{ $title }”
    .help = 请把要点写在前面，删去多余的文字；上限由 `sapar.toml` 中 `[check]` 的 `max_title_width` 设定（汉字占两列）
page-title-repeated = { on-pages }的标题与 `{ $other }` 相同：“{ $text }”
    .help = 两者在搜索结果中看起来一样：请在各自的标题中写出本页独有的内容
page-description-missing = { on-pages }没有描述
    .help = 请在页首信息的 `description` 中用一句话说明页面内容：搜索结果和列表会显示它
page-description-long = { on-pages }的描述宽 { $width } 列，而搜索结果大约只显示 { $limit } 列
    .help = 请只保留读者点开之前需要知道的内容；上限由 `sapar.toml` 中 `[check]` 的 `max_description_width` 设定（汉字占两列）
page-description-repeated = { on-pages }的描述与 `{ $other }` 相同：“{ $text }”
    .help = 请在各自的描述中写出本页独有的内容
canonical-wrong = { $reason ->
        [missing] { on-pages }没有给出规范网址（canonical）
        [relative] { on-pages }的规范网址没有主机名：`{ $url }`
        [nowhere] { on-pages }的规范网址指向的页面不存在：`{ $url }`
       *[other] { on-pages }的规范网址是另一个页面的：`{ $url }`
    }
    .general = 页面没有给出规范网址（canonical），或给出的不是该页面自己的网址
    .help = 请让模板写出 `<link rel="canonical" href="{"{{"} page.canonical {"}}"}">`
hreflang-wrong = { $reason ->
        [itself] { on-pages }的语言列表中没有本页自己的语言：`{ $url }`
        [one-sided] { on-pages }把 `{ $url }` 列为 `{ $tag }` 版本，对方却没有反过来列出本页
        [relative] { on-pages }给出的 `{ $tag }` 版本网址没有主机名：`{ $url }`
        [nowhere] { on-pages }给出的 `{ $tag }` 版本网址指向的页面不存在：`{ $url }`
       *[language] { on-pages }列出了语言 `{ $tag }`，而网站没有这种语言：`{ $url }`
    }
    .general = 搜索引擎不会采信页面给出的其他语言版本网址
    .help = 请让模板为 `page.alternates` 中的每一项写一个 `<link rel="alternate" hreflang="…">`；搜索引擎只认可互相列出的页面
page-too-heavy = { on-pages }需要浏览器加载 { $weight } KB（不含照片），超过了 `max_page_weight` 设定的 { $limit } KB
    .help = 请缩小图形、脚本和样式表，它们往往大于实际需要；也可以在 `sapar.toml` 的 `[check]` 中提高上限
explain-title = Sapar 诊断信息说明
explain-help = 建议：{ $help }
explain-severity = { $level ->
        [error] 级别：错误。改正之前网站不会发布；此级别不能更改。
        [off] 只有在 `sapar.toml` 的 `[check.severity]` 中写入 `{ $code } = "warning"` 或 `"error"` 时才会检查。
       *[warning] 级别：警告。可在 `sapar.toml` 的 `[check.severity]` 中用 `{ $code } = "off"` 或 `"error"` 更改，也可用 `[[check.allow]]` 放行个别情况。
    }
explain-languages = 适用语言：{ $languages }
explain-fixable = 在只有一种正确写法时，`sapar check --fix` 会改正它。
explain-wrong = 有问题的写法：
explain-right = 建议的写法：
check-ask = 写入这些更改吗？[y/N]
check-yes = 是
message-part-twice = { $kind ->
        [attribute] 消息 `{ $id }` 的属性 `{ $name }` 重复
       *[variant] 消息 `{ $id }` 的变体 `[{ $name }]` 重复
    }
    .general = 消息中有重复的属性或变体
    .help = 请删除其中一个：只会显示一个
message-empty = 消息 `{ $id }` 没有内容：其中只有看不见的字符
    .help = 请写上文字；如果本来就应为空，请写 `{"{"} "" {"}"}`
message-attribute-unknown = 消息 `{ $id }` 引用的属性 `{ $reference }` 不存在
    .help = 请改正名称，或添加该属性
message-cycle = 消息 `{ $id }` 引用了自身：{ $circle }
    .help = 请在其中一处用文字代替引用
message-selector = 消息 `{ $id }` 选择复数形式 `[{ $form }]` 的依据不是数字
    .help = 请按数字变量选择，例如 `{"{"} $count -> … {"}"}`；文本总是显示 `other` 形式
message-obsolete = 网站的默认语言 `{ $language }` 中没有消息 `{ $id }`
    .help = 如果这条消息已不再使用，请将其删除；否则请在 `{ $language }` 中补上，因为其他语言以它为准
message-attribute-missing = 消息 `{ $id }` 缺少语言 `{ $language }` 中已有的属性：{ $attributes }
    .help = 请补上：缺少的属性会以另一种语言显示
message-variables = { $kind ->
        [unknown] 消息 `{ $id }` 显示了 `{ $language }` 中没有的内容：{ $variables }
       *[missing] 消息 `{ $id }` 没有显示 `{ $language }` 中有的内容：{ $variables }
    }{ $form ->
        [none] {""}
       *[other] （形式：{ $form }）
    }
    .help = 请在每种形式中显示同样的内容；只对应一个数字的形式（如英语和哈萨克语的 `[one]`）可以不显示数字
message-tags = 消息 `{ $id }` 的标签与语言 `{ $language }` 中的不同：此处是 { $tags }，那里是 { $wanted }
    .help = 请写上相同的标签，并逐一闭合
message-copied = 消息 `{ $id }` 与语言 `{ $language }` 中的完全相同
    .help = 请翻译这条消息，或将其删除：删除后，读者会看到同样的文字，但会标明那是另一种语言
message-unused = 没有地方用到消息 `{ $id }`
    .help = 请在所有语言中删除它，或改正引用处的 ID
letter-lookalike = { $script ->
        [latin] 拉丁字母单词 `{ $word }` 中混入了西里尔字母：{ $letters }
       *[cyrillic] 西里尔字母单词 `{ $word }` 中混入了拉丁字母：{ $letters }
    }
    .general = 同一个词里混用了两种文字中外形相同的字母：西里尔字母单词中有拉丁字母，或拉丁字母单词中有西里尔字母
    .help = 请用同一种键盘布局重新输入整个词：读者看不出区别，搜索却找不到它
kazakh-letters-missing = `{ $word }` 没有用哈萨克字母书写：网站上写作 `{ $meant }` 的有 { $count } 处
    .help = 请用哈萨克字母书写该词
text-not-normalised = 此处的 `{ $letter }` 由字母和附加符号两部分组成（{ $count } 处）
    .help = 请改为输入一个完整的字符：两种写法外观相同，但写成两部分时，搜索找不到该词
half-width-mark = 标点 `{ $mark }` 是半角的（{ $count } 处）
    .help = 中文里请写 `{ $wide }`
full-width-letters = `{ $text }` 使用了全角字符
    .help = 请用半角书写拉丁字母和数字：搜索和读屏软件会把全角的当作别的字符
foreign-quotes = `{ $written }` 的引号是另一种语言的
    .help = 请写 `{ $meant }`；直引号 `"` 会自动变成本语言的引号
hyphen-as-dash = 此处应为破折号，却写了 `{ $written }`
    .help = 请写 `{ $dash }`
space-before-mark = 标点 `{ $mark }` 前有空格
    .help = 请删除空格
yo-uneven = `{ $word }` 在网站别处写作 `{ $meant }`
    .help = 请统一使用或统一不用 `ё`
translation-numbers = { $kind ->
        [lacks] 译文缺少原文（`{ $source }`）中的数字：{ $lacks }
        [adds] 译文有原文（`{ $source }`）没有的数字：{ $adds }
       *[other] 译文中的数字是 { $adds }，而原文（`{ $source }`）中是 { $lacks }
    }
    .help = 请改正有误的一方；如果两者都对，请在 `sapar.toml` 中用 `[[check.allow]]` 放行并写明理由
translation-units = `{ $number }` 的单位在译文中是 { $unit }，在原文（`{ $source }`）中是 { $wanted }
    .help = 请改正有误的一方
translation-reference = { $side ->
        [adds] { $kind ->
            [link] 译文有原文（`{ $source }`）没有的链接：`{ $target }`
            [picture] 译文有原文（`{ $source }`）没有的图片：`{ $target }`
           *[component] 译文有原文（`{ $source }`）没有的组件：`{ $target }`
        }
       *[lacks] { $kind ->
            [link] 译文缺少原文（`{ $source }`）中的链接：`{ $target }`
            [picture] 译文缺少原文（`{ $source }`）中的图片：`{ $target }`
           *[component] 译文缺少原文（`{ $source }`）中的组件：`{ $target }`
        }
    }
    .general = 译文与原文的链接、图片或组件不一致
    .help = 请让各种语言的读者得到同样的内容
translation-heading-level = 标题是 { $level } 级，而原文（`{ $source }`）中是 { $wanted } 级
    .help = 请写与原文同样多的 `#`
translation-left = 这里仍是原文的语言（`{ $language }`）：“{ $text }”
    .help = 请翻译这段文字；原文在 `{ $source }`
translation-copied = 这里与原文（`{ $source }`）完全相同：“{ $text }”
    .help = 请翻译这段文字
translation-length = { $kind ->
        [long] 这里比原文（`{ $source }`）长得多：有 { $letters } 个字符，按全文比例约应为 { $expected } 个
       *[short] 这里比原文（`{ $source }`）短得多：有 { $letters } 个字符，按全文比例约应为 { $expected } 个
    }
    .general = 与全文比例相比，这段译文比原文长得多或短得多
    .help = 请检查是否有遗漏，或者内容属于另一段
place-outside-region = `{ $page }` 距地区 `{ $region }` 中最近的其他地点也有 { $distance } 公里
    .help = 请改正坐标或地区：`lat` 是北纬度数，`lon` 是东经度数
place-in-water = `{ $page }` 位于水中：{ $lake }
    .help = 请改正坐标：只有湖泊本身才位于水中
map-label-without-name = 地图上的 `{ $name }` 缺少以下语言的名称：{ $languages }
    .help = 请在 `locales/{ $first }/` 的某个文件中添加 `{ $name } = …`
event-over = `{ $page }` 已于 { $date } 结束，却仍显示为即将举行
    .help = 请写上下一次的日期，或在页面数据中写上 `expires`：从那一天起，页面会标明已过期，或被撤下
facts-old = `{ $page }` 的数据最后一次更改是在 { $date }，已超过 { $days } 天
    .help = { $reviewer ->
        [none] 请核对，并把核对日期写入 `updated`
       *[other] 请与 { $reviewer } 一起核对，并把核对日期写入 `updated`
    }
host-file-taken = 网站自己已有文件 `{ $file }`，因此没有写入供 { $host } 使用的同名文件
    .help = 如需使用 Sapar 生成的文件，请从 `static/` 中移除自己的文件；或者从 `hosts` 中去掉该托管服务
compressed-file-taken = 网站自己已有文件 `{ $file }`，因此没有用 `{ $other }` 生成这个压缩文件
    .help = 请从 `static/` 中移除它：如果它比原文件旧，读者会看到旧版本
host-limit = { $what ->
        [files] { $host } 最多接受 { $limit } 个文件，而网站有 { $value } 个
        [size] { $host } 最多接受 { $limit } MiB，而网站共有 { $value } MiB
        [redirects] { $host } 最多接受 { $limit } 条重定向，而网站有 { $value } 条
       *[header] { $host } 的单个响应头最多 { $limit } 个字符，而网站需要 { $value } 个
    }
    .help = { $what ->
        [files] 请减少文件，升级套餐，或换用其他托管服务
        [size] 请缩小文件，或换用其他托管服务
        [redirects] 请删除已无人访问的旧网址，或换用其他托管服务
       *[header] 请把页面中的脚本和样式移到单独的文件中
    }
host-file-too-large = `{ $file }` 有 { $size } MiB，而 { $host } 最多接受 { $limit } MiB
    .help = 请缩小该文件，或把它放到别处并添加链接
link-external-dead = `{ $url }` 无法访问（{ $day } 检查：{ $detail }）
    .help = { $copy ->
        [archived] 请改正网址，或改为链接到网页存档中的副本
       *[none] 请改正网址或删除链接；没有找到网页存档副本
    }
link-external-moved = `{ $url }` 已永久迁移（{ $day } 检查）：`{ $target }`
    .help = 请写上新网址；旧网址随时可能失效
link-external-unsure = 无法确定 `{ $url }` 是否有效（{ $day } 检查：{ $detail }）
    .help = 请在浏览器中查看：有些网站不响应程序发出的请求
curl-unavailable = 无法启动用于访问其他主机的程序 `curl`：{ $detail }
    .help = 请安装 `curl`，或不使用 `--external`
network-unavailable = { $count } 个链接的主机全都找不到：网络似乎不通
    .help = 请连接网络，或不使用 `--external`

## Where the site is sent

secret-in-configuration = `{ $key }` 是机密，不应写在 `sapar.toml` 中
    .help = 请将其删除；如果该文件已被他人看到，请在签发该凭据的平台上将其作废。凭据取自环境变量（`AWS_ACCESS_KEY_ID`、`AWS_SECRET_ACCESS_KEY`）、`~/.aws/credentials` 中由 `profile` 指定的配置，或 SSH 代理
invalid-duration = `{ $value }` 不是有效的时长
    .help = 请写整数天或小时：`7d`、`12h`
invalid-deploy-address = `{ $value }` 不是有效的发布地址
    .help = 请写 `https://storage.example` 这样的地址，或主机名
invalid-deploy-command = 无法解析命令 `{ $value }`
    .help = 请像在终端中那样写程序及其参数，并闭合所有引号：`purge = "./purge --zone altai"`
live-differs = { $what ->
        [unreachable] `{ $url }` 没有响应：{ $found }
        [status] `{ $url }` 返回状态码 { $found }，而不是 { $expected }
        [body] `{ $url }` 上的内容与生成的不同
        [type] `{ $url }` 以 `{ $found }` 类型发送，而不是 `{ $expected }`
        [cache] `{ $url }` 发送时带有 `Cache-Control: { $found }`，而不是 `{ $expected }`
        [header] `{ $url }` 发送时带有 `{ $found }`，而不是 `{ $expected }`
        [redirect] `{ $url }` 没有跳转到 `{ $expected }`，而是返回 { $found }
        [hreflang] 页面所标注的其他语言版本 `{ $url }` 返回状态码 { $found }
       *[not-found] `{ $url }` 处没有页面，却返回状态码 { $found }，而不是 404
    }
    .help = 如果网站有改动，请发布；否则请检查发布目标与读者之间有什么：缓存、托管服务的设置或另一个网站

## Maps

map-syntax = 无法读取 GeoJSON：{ $detail }
    .help = 请按 RFC 7946 编写 `FeatureCollection`；QGIS 等软件可以保存这种文件
map-geometry = `{ $kind }` 类的要素必须是 { $expected } 或 { $multiple }，且不能为空
    .help = 请改正 `geometry`，或选择其他 `kind`
map-coordinates = `{ $value }` 不是地球上的位置
    .help = 请先写经度（-180 到 180），再写纬度（-90 到 90）

## Templates

template-syntax = 无法读取模板：{ $detail }
    .help = 请在标出的位置改正模板
template-missing = 主题中缺少模板 `{ $template }`
    .help = 请编写 `{ $file }`
template-unknown = 没有名为 `{ $name }` 的模板
    .help = 该主题的模板：{ $known }
template-cycle = 模板之间循环继承或包含：{ $chain }
    .help = 请消除循环引用
template-unknown-variable = 此处没有名为 `{ $name }` 的变量
    .help = { $known ->
        [none] 请先判断它是否存在：`{"{"}% if … %{"}"}`
       *[other] 此处可用的变量：{ $known }
    }
template-unknown-function = 没有名为 `{ $name }` 的函数
    .help = 可用的函数：{ $known }
template-unknown-filter = 没有名为 `{ $name }` 的过滤器
    .help = 可用的过滤器：{ $known }
template-unknown-argument = `{ $name }` 不接受参数 `{ $argument }`
    .help = { $count ->
        [0] 它不接受任何参数
       *[other] 它的参数：{ $known }
    }
template-unknown-placement = 主题没有名为 `{ $name }` 的图片位置
    .help = `theme.toml` 的 `[pictures.placements]` 中有：{ $known }
template-unknown-test = 没有名为 `{ $name }` 的测试
    .help = 可用的测试有 `defined`、`undefined`、`string`、`number`、`map`、`array` 以及 Tera 的其他测试
template-unknown-component = 没有名为 `{ $name }` 的组件
    .help = 该主题的组件：{ $known }
template-duplicate-component = 组件 `{ $name }` 在 `{ $first }` 和 `{ $second }` 中都有定义
    .help = 两者请只保留一个
template-unknown-block = 被继承的各级模板中都没有名为 `{ $name }` 的区块
    .help = 请在被继承的模板中添加该区块，或改正名称
template-failed = 模板处理 `{ $page }` 时出错：{ $detail }
    .help = 请在标出的位置改正模板
asset-not-found = 找不到静态文件 `{ $path }`
    .help = 请把它放到网站或主题的 `static/` 中

## The outside world

page-unknown = 网站中没有页面 `{ $path }`
    .help = 请给出文档、`content/` 中的文件夹，或内容路径，例如 `/destinations/markakol/`
requirement-invalid = `{ $part }` 不是有效的要求
    .help = 请这样写：`--require { "zh=100,kk=95" }`；网站的语言：{ $languages }
site-not-found = `{ $path }` 中没有网站：缺少 `sapar.toml`
    .help = 请进入网站文件夹，或用 `--root` 指定该文件夹，也可以用 `sapar new site` 新建网站
output-is-source = 输出到文件夹 `{ $path }` 会覆盖网站本身
    .help = 请用 `--out` 另选一个专用文件夹，例如 `public`
output-has-foreign-files = 输出文件夹 `{ $path }` 中有并非由 Sapar 写入的文件，例如 `{ $file }`
    .help = 没有改动任何内容。请把属于网站的文件放到 `static/` 中；然后自行清空该文件夹，或用 `--out` 另选一个。如果其中全部内容都是以前生成的，请加上 `--adopt`
output-busy = 另一个生成任务正在写入 `{ $path }`
    .help = 请等待它结束
state-not-folder = `{ $path }` 应是 Sapar 自己使用的文件夹，但它是文件或符号链接
    .help = 没有改动任何内容。请删除它，或用 `--out` 另选一个输出文件夹
manifest-damaged = 清单 `{ $path }` 已损坏，无法再得知 `{ $folder }` 中哪些文件由 Sapar 写入
    .help = 没有改动任何内容。如果该文件夹中的文件正是本次生成要写入的文件，可加上 `--adopt` 接管该文件夹；不符的文件会逐一列出
manifest-version = 输出文件夹 `{ $folder }` 的清单 `{ $path }` 由另一版本的 Sapar 写入（格式 { $version }）
    .help = 没有改动任何内容。请使用那一版本的 Sapar；如果该文件夹中的文件正是本次生成要写入的文件，也可加上 `--adopt` 接管该文件夹，不符的文件会逐一列出
adopt-refused = 无法接管文件夹 `{ $path }`。其中本次生成不会写入的文件数：{ $count }（{ $files }）
    .help = 没有改动任何内容。请移走或删除这些文件，然后加上 `--adopt` 重新生成
many-removals = 本次生成会删除已发布的 { $published } 个页面中的 { $removed } 个
    .help = 没有删除任何内容。请检查 `content/` 是否缺少内容；如果确实要删除这些页面，请加上 `--allow-removals`
output-file-found = 生成网站期间，有人在输出文件夹中放入了文件 `{ $file }`；它现在位于 `{ $path }`
    .help = Sapar 不会删除并非由它写入的文件。如果该文件属于网站，请把它放到 `static/` 中，并从上述位置移走
publish-interrupted = `{ $path }` 中的网站只替换了一部分：{ $detail }
    .help = 请排除原因后重新生成，下一次生成会完成替换
write-failed = 无法写入 `{ $path }`：{ $detail }
    .help = 请检查可用空间和权限；上次成功生成的网站未受影响
read-failed = 无法读取 `{ $path }`：{ $detail }
    .help = 请确认它存在，并且允许读取
cache-not-writable = 无法写入缓存 `{ $path }`：{ $detail }
    .help = 网站仍会生成，但以后每次生成都会更慢；请检查可用空间和权限
cache-not-removable = 无法删除 `{ $path }`：{ $detail }
    .help = 请检查访问权限；缓存只删除了一部分也没有关系
git-failed = Git 无法给出自 `{ $revision }` 以来的改动：{ $detail }
    .help = 请指明网站仓库中存在的提交、分支或标签
deploy-without-target = `sapar.toml` 中没有设置发布目标
    .help = 请添加一个：`[deploy.production]`，其中写 `type = "s3"`、`"sftp"`、`"folder"`、`"rsync"` 或 `"git"`
deploy-target-not-named = 网站有多个发布目标：{ $targets }
    .help = 请指定其中一个：`sapar deploy 名称`
deploy-target-unknown = 网站没有名为 `{ $target }` 的发布目标
    .help = 现有的发布目标：{ $targets }
deploy-not-confirmed = 没有发送任何内容：当前不在终端中运行，无法询问是否发送
    .help = 请用 `--dry-run` 查看将要发送的内容，再用 `--yes` 发送
deploy-many-removals = 本次发布会删除目标上 { $published } 个页面中的 { $removed } 个
    .help = 没有改动任何内容。请检查目标是否正确、`content/` 是否缺少内容；如果确实要删除这些页面，请加上 `--allow-removals`
deploy-locked = 自 { $since } 起，另一次发布正在写入该目标；它最近一次更新锁是在 { $renewed }
    .help = 请等待它结束。如果它其实已被终止，锁会在上述更新时间的十分钟后失效；加上 `--take-over` 则不必等待
deploy-busy = 本机的另一个进程正在把网站发送到 `{ $target }`
    .help = 请等待它结束
deploy-lock-lost = 在此期间，该目标的另一次发布已经开始或已经结束
    .help = 请再次运行该命令：它会从目标的当前状态继续
deploy-took-over = { $since } 的发布曾中断；本次发布已将其完成
    .help = 无需任何操作
deploy-stopped = 发布已停止
    .help = 读者看到的页面仍然完整。请再次运行该命令：它会从停止处继续
deploy-unconditional = `{ $target }` 无法防止两次发布同时写入
    .help = 请自行确保同一时间只有一次发布，例如在自动化流程中排队
deploy-without-credentials = { $profile ->
        [none] 没有该存储的凭据
       *[other] 配置 `{ $profile }` 中没有该存储的凭据
    }
    .help = 请设置 `AWS_ACCESS_KEY_ID` 和 `AWS_SECRET_ACCESS_KEY`，或在 `~/.aws/credentials` 中写入配置，并用 `profile` 或 `AWS_PROFILE` 指定。切勿写入 `sapar.toml`
deploy-refused = `{ $target }` 拒绝访问：{ $detail }
    .help = 请检查凭据、密钥或用户权限是否适用于该目标
deploy-unreachable = 无法访问 `{ $target }`：{ $detail }
    .help = 请检查地址和网络，然后再次运行该命令：它会从停止处继续
deploy-failed = 无法在 `{ $target }` 写入 `{ $path }`：{ $detail }
    .help = 原因排除后请再次运行该命令：它会从停止处继续
deploy-program-missing = 无法启动发送网站的程序 `{ $program }`：{ $detail }
    .help = 请安装 `{ $program }`
deploy-manifest-damaged = 无法读取 `{ $target }` 上的清单（`{ $file }`）
    .help = 没有改动任何内容。如果删除该文件，所有文件将重新发送，而网站中已不存在的文件会留在目标上
deploy-manifest-version = `{ $target }` 上的清单由更高版本的 Sapar 写入（清单版本 { $version }）
    .help = 没有改动任何内容。请更新 Sapar
deploy-nothing-before = `{ $target }` 没有更早的发布可供回退
    .help = 目标上至少有过两次发布，才能回退
deploy-before-lost = `{ $target }` 不再保留上一次发布的 `{ $file }`
    .help = 没有改动任何内容。请取回网站的旧版本，重新生成并发布
deploy-no-way-back = `{ $type }` 类型的目标不保留可以回退的内容
    .help = 请取回网站的旧版本，重新生成并发布
deploy-purge-failed = 网站已发布，但命令 `{ $command }` 失败：{ $detail }
    .help = 缓存中可能仍有旧页面：请自行运行该命令或清除缓存
machine-time-zone-unknown = 环境变量 `TZ` 的值是 `{ $zone }`，但没有这样的时区；现按 UTC 的日期处理
    .help = 请改正它，或在 `sapar.toml` 中写明网站的时区：`time_zone = "Asia/Almaty"`
port-unavailable = 无法在 `{ $host }` 的 { $port } 端口提供预览：{ $detail }
    .help = 请用 `--port` 换一个端口，或用 `--host` 换一个地址
watch-failed = 无法监视文件夹 `{ $path }` 的变化：{ $detail }
    .help = 请试试 `--poll`，改用轮询检查变化
refresh-failed = 预览无法更新：{ $detail }
    .help = 这是程序的缺陷：请报告此问题。目前仍显示上一次的内容；下次改动后会重新读取全部文件，平时也会每隔几秒自动重试
already-exists = `{ $path }` 已经存在
    .help = 没有改动任何内容；请换一个名称
glossary-not-found = 网站的 `{ $path }` 中没有任何术语
    .help = 请在该文件中写明各事物在每种语言中的名称：`[horgos]`、`kk = "Қорғас*"`、`en = "Horgos"`
translation-file-syntax = { $kind ->
        [unclosed] 此处的引号或文本块没有结束
        [unexpected] { $format } 文件的此处有无法识别的内容
        [incomplete] 从此处开始的条目缺少原文，或没有填写译文的位置
        [columns] 表格第一行缺少 `id`、`source`、`target` 中的某一列
        [truncated] 文件不完整，提前结束
       *[other] 无法读取 { $format } 文件：{ $detail }
    }
    .help = 没有采用此文件中的任何内容。请在翻译软件中重新保存，或用 `sapar translate export` 重新导出
translation-file-unreadable = 无法读取 `{ $path }`：{ $detail }
    .help = 请检查路径和权限；文件须为 UTF-8 编码
translation-file-unwritable = 无法写入 `{ $path }`：{ $detail }
    .help = 请用 `--out` 另选位置，或检查可用空间和权限
translation-file-language = 文件的语言是 `{ $tag }`，而网站没有这种语言
    .help = 请用 `--lang` 指明语言：{ $languages }
translation-unit-unknown = 网站上没有这段文字，或这段文字已不存在：{ $text }
    .help = 译文未写入。导出文件之后原文有改动；请重新导出，并让翻译软件沿用已有的译文
translation-newer = 网站上的译文比此文件中的新，已保持原样：{ $ours }
    .help = 此文件中的译文未写入：{ $theirs }。请比较两者，把要保留的写进页面
translation-placeholder = { $kind ->
        [lost] 译文丢失了 { $placeholder }，它代表 `{ $mark }`
        [unknown] 译文中有 { $placeholder }，而原文中没有
        [twice] 译文中 { $placeholder } 出现了两次；它代表 `{ $mark }`
        [order] { $placeholder } 的位置不对；组件的各部分须保持顺序
       *[crossed] { $placeholder } 要结束的内容在那里并未开始
    }
    .help = 译文未写入；请把占位符放在它所标记的词语旁，然后重新导入文件
translation-not-written = { $kind ->
        [waits] 未写入，因为同一列表、表格或页面的其他部分还没有翻译：{ $text }
        [no-place] 未写入，因为译文的结构与原文不同：{ $text }
        [divided] 未写入，因为原文有几个段落，译文却没有相应分段：{ $text }
       *[unwritable] 未写入，因为 Markdown 会把它解析成别的内容：{ $text }
    }
    .help = { $kind ->
        [waits] 请把其余部分也译好，然后重新导入文件
        [divided] 请像原文那样，在段落之间空一行
       *[other] 请手动写进页面，再用 `sapar translate accept` 记录
    }
invalid-path = `{ $path }` 不能用作页面路径：{ name-reason }
    .help = 请写出文件夹和名称，用斜杠分隔，例如 `destinations/markakol`
internal-error = Sapar 在处理 `{ $page }` 时发生内部错误：{ $detail }
    .help = 这是程序的缺陷：请报告此问题，并附上引发问题的页面

## The command line

cli = 生成旅游网站，哈萨克语、俄语、中文和英语一视同仁
cli-usage = 用法：
cli-commands = 命令
cli-options = 选项
cli-arguments = 参数
cli-help = 显示此帮助
cli-version = 显示版本
cli-lang = 程序消息的语言：kk、ru、zh 或 en（默认为 `sapar.toml` 中的 `program_language`，未设置时为系统语言）
cli-build = 生成可直接上传的网站
cli-build-root = 网站文件夹，即 `sapar.toml` 所在的文件夹（默认为当前文件夹）
cli-build-out = 输出文件夹（默认为网站的 `public`）
cli-build-base-url = 网站地址，代替 `base_url`
cli-build-drafts = 包括草稿，以及日期未到或已过期的页面
cli-build-now = 视为今天的日期，例如 2026-05-20
cli-build-strict = 将警告视为错误
cli-build-format = 输出格式：human（默认）或 json
cli-build-quiet = 只显示错误和警告
cli-build-in-place = 逐个替换已发布的文件，而不是交换文件夹（适用于挂载点，以及一直打开该文件夹的服务器）
cli-build-adopt = 接管清单已丢失的输出文件夹，前提是其中的文件正是本次生成要写入的文件
cli-build-allow-removals = 允许删除半数以上已发布的页面
cli-build-precompress = 在文本文件旁写入压缩文件（Brotli 和 gzip）
cli-deploy = 生成网站并发送到发布目标
cli-deploy-target = `sapar.toml` 中 `[deploy.名称]` 指定的目标；只有一个时可以省略
cli-deploy-root = 网站文件夹，即 `sapar.toml` 所在的文件夹（默认为当前文件夹）
cli-deploy-dry-run = 只说明将发送和删除什么，不实际发送
cli-deploy-yes = 发送前不询问
cli-deploy-allow-removals = 允许删除半数以上已发布的页面
cli-deploy-take-over = 接替一个看似仍在进行、其实已被终止的发布
cli-deploy-rollback = 不生成网站，回退到上一次发布
cli-deploy-verify = 检查线上网站是否与生成的一致；不发送任何内容；与 `--yes` 同用时，先发送再检查
cli-deploy-base-url = 网站地址，代替 `base_url`
cli-deploy-drafts = 包括草稿，以及日期未到或已过期的页面
cli-deploy-now = 视为今天的日期，例如 2026-05-20
cli-deploy-strict = 将警告视为错误
cli-deploy-format = 输出格式：human（默认）或 json
cli-deploy-quiet = 只显示错误和警告
cli-deploy-precompress = 在文本文件旁写入压缩文件（Brotli 和 gzip）
cli-check = 报告网站中的所有错误，不生成网站
cli-check-root = 网站文件夹，即 `sapar.toml` 所在的文件夹（默认为当前文件夹）
cli-check-fix = 修正原意明确的错误
cli-check-drafts = 包括草稿，以及日期未到或已过期的页面
cli-check-now = 视为今天的日期，例如 2026-05-20
cli-check-strict = 将警告视为错误
cli-check-format = 输出格式：human（默认）、json、github（工作流注解）、sarif（2.1.0）或 markdown
cli-check-external = 检查指向其他网站的链接是否仍然有效（使用 `curl`；结果会保留数天）
cli-check-since = 只报告某个 Git 版本（例如 origin/main）以来改动过的行
cli-check-quiet = 只显示错误和警告
cli-serve = 边写边在浏览器中预览网站
cli-serve-root = 网站文件夹，即 `sapar.toml` 所在的文件夹（默认为当前文件夹）
cli-serve-port = 端口；若已被占用，则使用下一个空闲端口（默认为 1111）
cli-serve-host = 监听地址（默认为 127.0.0.1，仅限本机访问）
cli-serve-open = 打开浏览器
cli-serve-follow = 让浏览器转到刚刚保存的页面
cli-serve-drafts = 同时显示草稿、尚未到日期的页面和已过期的页面
cli-serve-pseudo = 以伪语言（加长并带附加符号）显示所有文本：保持原样的内容无法翻译
cli-serve-poll = 在系统不通知变化的地方（网络磁盘、容器）改用轮询检查变化
cli-serve-editor = 用什么打开文件并定位到行：程序，或 {"vscode://file{path}:{line}:{column}"} 这样的地址
cli-pictures = 在生成网站之前，单独生成页面所需的图片
cli-pictures-root = 网站文件夹，即 `sapar.toml` 所在的文件夹（默认为当前文件夹）
cli-pictures-drafts = 包括草稿，以及日期未到或已过期的页面
cli-pictures-now = 视为今天的日期，例如 2026-05-20
cli-pictures-quiet = 只显示错误和警告
cli-explain = 说明诊断信息的含义和处理办法
cli-explain-code = 代码，例如 link-not-found；不给出时列出所有代码
cli-clean = 从缓存中删除上次生成时没有用到的内容
cli-clean-root = 网站文件夹，即 `sapar.toml` 所在的文件夹（默认为当前文件夹）
cli-clean-cache = 删除全部缓存：下次生成时会重新读取并制作所有内容
cli-new = 新建页面或网站
cli-new-page = 新建页面，网站的每种语言各有一个文档
cli-new-page-path = 页面在 content 文件夹中的路径，例如 destinations/markakol
cli-new-page-kind = 页面类型（默认与同一文件夹中的多数页面相同）
cli-new-page-root = 网站文件夹，即 `sapar.toml` 所在的文件夹（默认为当前文件夹）
cli-new-site = 新建网站
cli-new-site-folder = 新网站的文件夹；不存在则自动创建，已存在则必须为空
cli-status = 显示翻译进度
cli-status-languages = 只报告这些语言，例如 zh 或 zh,kk（默认：网站的所有语言）
cli-status-section = 只报告这个栏目，例如 /news/
cli-status-page = 逐块显示一个页面：它的文件夹、任一文件或内容路径
cli-status-require = 已完成的页面不到这个百分比时以错误退出，例如 zh=100,kk=95
cli-status-since = 只报告自某个 Git 版本以来有改动的页面，例如 origin/main
cli-status-html = 写出一个页面，含进度条、建议先处理的内容和打开预览的链接
cli-status-format = 输出格式：human（默认）、json 或 markdown
cli-status-root = 网站文件夹，即 `sapar.toml` 所在的文件夹（默认：当前文件夹）
cli-translate = 处理译文
cli-translate-accept = 记录译文与原文现在的内容一致
cli-translate-accept-paths = 文档、文件夹或页面的内容路径；文件夹表示其中的全部内容
cli-translate-accept-languages = 要确认的语言，例如 zh 或 zh,kk（默认：文档的语言，或所有语言）
cli-translate-accept-blocks = 只确认这些文本块：页首信息的键，或 `sapar status --page` 在文本块旁显示的代码的前几位
cli-translate-accept-minor = 原文有改动而意思未变：已过时的译文照原样确认
cli-translate-accept-all = 确认网站的全部译文，作为最初的基准
cli-translate-accept-root = 网站文件夹，即 `sapar.toml` 所在的文件夹（默认：当前文件夹）
cli-translate-export = 导出待翻译的文字，供翻译软件使用
cli-translate-export-paths = 文档、文件夹或页面的内容路径；`locales` 表示界面消息（默认：整个网站）
cli-translate-export-language = 译成哪种语言
cli-translate-export-from = 从哪种语言翻译（默认：网站的默认语言）
cli-translate-export-format = 格式：po（默认）、xliff（1.2）、xliff2（2.0）、csv 或 md
cli-translate-export-out = 写入的文件（默认：标准输出）
cli-translate-export-all = 已有译文的部分也一并导出
cli-translate-export-glossary = 改为导出包含所有语言的术语表：tbx 或 csv
cli-translate-export-root = 网站文件夹，即 `sapar.toml` 所在的文件夹（默认：当前文件夹）
cli-translate-import = 把这类文件中的译文写入网站
cli-translate-import-files = 译者交回的文件：PO、XLIFF、CSV 或 Markdown
cli-translate-import-language = 译文的语言（默认：文件中注明的语言）
cli-translate-import-machine = 全部由机器翻译：标记为尚无人审读
cli-translate-import-root = 网站文件夹，即 `sapar.toml` 所在的文件夹（默认：当前文件夹）
cli-completions = 输出 shell 补全脚本，用于补全 `sapar` 的命令、选项和取值
cli-completions-shell = shell：bash、zsh、fish、powershell 或 elvish
cli-man = 输出本程序的手册页，或将全部手册页写入文件夹
cli-man-folder = 存放所有命令手册页的文件夹（不给出时，将程序本身的手册页写到标准输出）
man-name = 名称
man-synopsis = 概述
man-description = 描述
man-version = 版本
man-exit-status = 退出状态
man-see-also = 参见
man-exit-success = 成功。
man-exit-site = 网站有错误，或翻译未达到 `--require` 要求的完整程度。
man-exit-environment = 命令行有误，或系统不允许：文件无法读取，端口已被占用。

## What commands say

build-in-place-mount = `{ $folder }` 是挂载点，因此逐个替换了文件。
build-in-place-parent = 无法写入 `{ $folder }` 所在的文件夹，因此逐个替换了文件。
build-in-place-repository = `{ $folder }` 是代码仓库的工作副本，因此逐个替换了文件。
build-in-place-refused = 系统不允许交换 `{ $folder }`，因此逐个替换了文件。
size = { $unit ->
        [bytes] { $number } 字节
        [kibibytes] { $number } KiB
        [mebibytes] { $number } MiB
       *[gibibytes] { $number } GiB
    }
progress-count = { $done } / { $total }
deploy-progress = 正在发送
deploy-progress-size = { $sent } / { $total }，{ $speed }/秒
deploy-plan = { $target }：发送 { $put } 个文件（{ $size }），删除 { $remove } 个，{ $retire } 个保留 { $keep }后删除，{ $unchanged } 个不变
deploy-keep-days = { $days } 天
deploy-keep-hours = { $hours } 小时
deploy-plan-first = 该目标尚无发布：其中的同名文件会被覆盖，其他文件保留。
deploy-plan-put = { "  " }发送    { $path }
deploy-plan-remove = { "  " }删除    { $path }
deploy-plan-retire = { "  " }暂留    { $path }
deploy-plan-more = { "  " }…… 还有 { $count } 个
deploy-ask = 是否发送？[y/N]
deploy-yes = 是 y yes
deploy-not-sent = 没有发送任何内容。
deploy-done = 已发布到 { $target }：发送 { $put } 个文件（{ $size }），删除 { $remove } 个，{ $unchanged } 个不变，用时 { $seconds } 秒
deploy-nothing = { $target } 已是最新：{ $unchanged } 个文件
deploy-rolled-back = { $target } 已恢复到上一次发布之前的状态：恢复 { $put } 个文件，删除 { $remove } 个
deploy-purged = 已将 { $count } 个网址传给 `{ $command }`
deploy-verified = { $url } 与生成的一致：共检查 { $count } 个网址
deploy-verify-failed = { $url } 与生成的不一致：{ $count } 个网址中有 { $findings } 处差异
build-progress = 正在生成
build-progress-pictures = 正在生成图片
build-pages = { $language }：{ $own } 个页面{ $borrowed-count ->
        [0] { "" }
       *[other] ，另有 { $borrowed } 个取自其他语言
    }
serve-ready = 预览地址：{ $url }（按 Ctrl-C 结束）
serve-port-taken = 端口 { $taken } 已被占用，改用端口 { $port }。
serve-open-to-network = 同一网络中的任何人都能打开此预览；预览不适合用来公开发布网站
serve-polls = 文件夹太多，系统无法逐一通知变化，因此改为每秒检查两次
serve-errors = 网站有 { $errors } 处错误；改正后预览会自动更新。
serve-pseudo = 当前以伪语言显示文本：页面上保持原样的文字写在模板里。生成网站时绝不会写入伪语言。
serve-healed = 错误已全部改正。
pictures-done = { $count ->
        [0] 所有图片都已生成
       *[other] 已生成 { $pictures } 张图片
    }
clean-done = { $count ->
        [0] 没有需要删除的内容
       *[other] 已删除 { $files } 个文件（{ $megabytes } MB）
    }
build-done = { $folder } 中有 { $files } 个文件，{ $changed-count ->
        [0] 没有变动
       *[other] 变动 { $changed } 个
    }，用时 { $seconds } 秒
error-count = { $errors } 个错误
warning-count = { $warnings } 个警告
build-warnings = { warning-count }
build-failed = 未能生成网站：{ $errors ->
        [0] { warning-count }
       *[other] { $warnings ->
            [0] { error-count }
           *[other] { error-count }、{ warning-count }
        }
    }；上次成功生成的网站保持不变
check-fixed = 已修正 { $places } 处：{ $file }
check-not-fixed = { $reason ->
        [read-only] 未修正 `{ $file }`：文件为只读
        [second-name] 未修正 `{ $file }`：文件另有一个名称（硬链接）
       *[io] 未修正 `{ $file }`：无法写入文件：{ $detail }
    }
check-done = { $errors ->
        [0] { $warnings ->
            [0] 未发现错误。
           *[other] { warning-count }
        }
       *[other] { $warnings ->
            [0] { error-count }
           *[other] { error-count }、{ warning-count }
        }
    }
translate-accepted = 已记录 { $blocks } 个文本块：{ $file }
translate-nothing = 没有需要记录的内容。
translate-broken = 已跳过 `{ $file }`：无法读取它的页首信息；原因见 `sapar check`
translate-not-written = { $reason ->
        [changed] 未写入 `{ $file }`：文件在此期间有改动，请重新运行命令
        [read-only] 未写入 `{ $file }`：文件受写保护
        [second-name] 未写入 `{ $file }`：文件还有另一个名称（硬链接）
        [not-a-source] 未写入 `{ $file }`：文件不在网站中，或无法作为翻译记录读取
       *[io] 未写入 `{ $file }`：{ $detail }
    }
status-waiting = 以下页面尚未发布，待这些语言就绪：
status-title = 译文状况
status-messages = 界面消息
status-column-page = 页面
status-column-state = 状况
status-preview = 链接会打开预览，因此 `sapar serve` 须正在运行。
status-column-language = 语言
status-column-section = 栏目
status-column-pages = 页面
status-column-complete = 已完成
status-column-stale = 已过时
status-column-missing = 不完整
status-column-machine = 机器翻译
status-column-borrowed = 未翻译
status-column-unrecorded = 未记录
status-column-words = 待译字数
status-percent = { $percent }%
status-work = 建议先处理：
status-more = 另有 { $number } 项（用 `--format json` 查看全部）
status-comma = ，
status-borrowed = 没有译文
status-stale = { $number } 个文本块已过时
status-unaccepted = { $number } 个未确认
status-missing = { $number } 个未翻译
status-orphaned = { $number } 个已无原文
status-machine = { $number } 个机器译文未经审读
status-words = 待译 { $number } 字
status-in-work = 正在处理
status-nothing-recorded = 还没有人记录译文依据的是哪个版本的原文，因此无法知道哪些译文已过时。如果译文都与原文一致，请运行 `sapar translate accept --all` 记录下来，并把 `translations.toml` 文件提交到版本库。
status-some-unrecorded = 未记录的页面无法判断译文是否已过时。与原文一致的译文可用 `sapar translate accept` 记录。
status-required = { $language }：已完成 { $percent }% 的页面，要求 { $required }%
status-page = { $language }，译自{ $source }
status-page-done = 全部与原文一致。
status-block-machine = 机器翻译，尚无人审读
status-block-stale = 已过时：原文有改动
status-block-unaccepted = 未确认
status-block-missing = 未翻译
status-block-orphaned = 已无原文
translate-glossary-exported = 已导出 { $terms } 个术语。
translate-exported = { $count ->
        [0] 没有需要翻译的内容。
       *[other] 共 { $texts } 段文字，需要翻译或核对的字数：{ $words }。
    }
translate-unrecorded = 有 { $pages } 份译文没有记录是从什么文字译来的，因此文件中只有它们缺少的部分。如果译文与原文一致，`sapar translate accept` 会记录下来；`--all` 导出全部
translate-other-source = 有 { $pages } 个页面译自另一种语言（{ $language }），未包含在文件中：`--from { $tag }`
translate-imported = { $kind ->
        [written] 已写入 { $blocks } 段文字：{ $file }
       *[accepted] 已确认 { $blocks } 段文字：{ $file }
    }
translate-imported-draft = 页面尚未全部译完，所以 `{ $file }` 是草稿。删除其中的 `draft = true` 即可发布。
translate-unfinished = 有 { $texts } 段译文标记为未完成，已跳过。
translate-nothing-new = 没有新的内容需要写入。
unit-term = 术语表：{ $term }{ $count ->
        [0] { "" }
       *[other] { " " }→ { $forms }
    }
unit-term-forbidden = 不用“{ $form }”：{ $reason }
unit-page = { $title }（{ $kind }），{ $path }
unit-message = 消息：{ $key }
unit-form = 形式：{ $form ->
        [form-zero] 零
        [form-one] 如 1 的数
        [form-two] 如 2 的数
        [form-few] 如 3 的数
        [form-many] 如 5 的数
        [form-other] 其他所有的数
       *[number] { $name }
    }
unit-kind-front-matter = 页首信息
unit-kind-message = 消息
unit-kind-heading = 标题
unit-kind-paragraph = 段落
unit-kind-item = 列表项
unit-kind-definition = 定义
unit-kind-cell = 表格单元
unit-kind-caption = 图片说明
unit-kind-component = 组件
unit-kind-code = 代码
unit-kind-html = HTML 代码块
new-file = { $file }
new-page-next = 该页面的各语言版本均为草稿，可用 `sapar serve --drafts` 查看。接下来：撰写标题、描述和正文；替换 `facts.toml` 中的示例，并在需要填写的行首去掉 `#`。要发布某个文档，请删除其中的 `draft = true`。
new-page-required = 必填：请将示例替换为本页面的实际内容。
new-page-optional = 选填：去掉行首的 #，并替换示例。
new-site-next = 下一步：用 `sapar serve --open --root { $folder }` 在浏览器中打开网站，边写边看。网站地址写在 `sapar.toml` 中，名称写在 `locales/` 的文件中。

## Usage

usage-unknown-argument = 未知的参数 `{ $argument }`
usage-unknown-command = 未知的命令 `{ $argument }`
usage-invalid-value = `{ $value }` 不是 `{ $argument }` 的有效值
usage-missing-value = `{ $argument }` 后面缺少值
usage-missing-argument = 缺少 `{ $argument }`
usage-repeated-argument = `{ $argument }` 重复出现
usage-error = 无法识别该命令
usage-values = 请写以下之一：{ $values }
usage-example = 请这样写：{ $example }
usage-help = 用法请看 `{ $command } --help`
