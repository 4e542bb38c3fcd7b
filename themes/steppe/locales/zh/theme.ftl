## 网站名称。各网站在自己的消息文件中另行设定。

site-name = 旅行

## 页面框架

skip-to-content = 跳到正文
main-navigation = 栏目
menu = 栏目
footer-navigation = 关于本站
languages = 选择语言
# 显示在本页尚无译文的语言旁边。
not-translated = 暂无译文
home = 首页
breadcrumbs = 当前位置
feed = 订阅更新（Atom）

## 页面正文

contents = 本页目录
published = 发布于{ DATETIME($date, dateStyle: "long") }
updated = 更新于{ DATETIME($date, dateStyle: "long") }
reading-time = 阅读约需{ NUMBER($minutes) }分钟
# $reader is the tag of the reader's language, $reader_name its name in itself; $shown and $name are those of the language that the text is in.
borrowed-notice =
    { $reader ->
        [zh] 本页暂无中文版。
       *[other] 本页暂无以下语言的版本：{ $reader_name }。
    }{ $shown ->
        [kk] 以下内容为哈萨克语。
        [ru] 以下内容为俄语。
        [en] 以下内容为英语。
        [zh] 以下内容为中文。
       *[other] 以下内容所用语言：{ $name }。
    }
draft = 草稿
future = 尚未发布
expired = 已过期
expired-notice = 自{ DATETIME($date, dateStyle: "long") }起，本页内容已不再有效，仅供参考。
past = 已结束
neighbours = 上一篇和下一篇
previous-page = 上一篇
next-page = 下一篇
read-more = 了解更多
gallery = 图片
credit-illustration = 插图：{ $name }
credit-photograph = 摄影：{ $name }

# Where a film opens: $service is one of the names below, or a host.
video-watch = 在{ $service }观看
video-youtube = YouTube
video-rutube = Rutube
video-vk = VK 视频
video-bilibili = 哔哩哔哩
video-tencent = 腾讯视频
video-vimeo = Vimeo

alert-note = 说明
alert-tip = 小贴士
alert-important = 重要提示
alert-warning = 注意
alert-caution = 当心
footnotes = 脚注
footnote-back = 返回正文
table = 表格

## 列表

section-empty = 这里暂时没有内容。
pages-count = 共{ NUMBER($count) }篇
nearby = 距离较近的地方
distance = 直线距离{ NUMBER($kilometers, maximumFractionDigits: 0, useGrouping: "false") }公里
pagination = 分页
pagination-page = 第{ NUMBER($number) }页
pagination-previous = 上一页
pagination-next = 下一页

## 错误和迁移

not-found-title = 找不到该页面
not-found-text = 网址可能有误，该页面也可能已迁移或删除。
to-home = 返回首页
redirect-title = 页面已迁移
redirect-link = 前往新网址

## 基本信息

facts = 基本信息
fact-region = 所在地区
fact-altitude = 海拔
fact-area = 面积
fact-depth = 水深
fact-best-months = 适宜月份
fact-border-zone = 边境区
fact-nearest-airport = 最近的机场
fact-duration = 建议天数
fact-crossings = 途经口岸
fact-service = 服务内容
fact-services = 服务内容
fact-recurring = 举办频率
fact-location = 坐标
fact-getting-there = 怎样前往
fact-state = 状态
fact-stops = 站点数
fact-mode = 交通方式
fact-joins = 连接地点
fact-dates = 时间
fact-place = 地点

altitude = { NUMBER($meters, useGrouping: "false") }米
altitude-about = 约{ altitude }
area = { NUMBER($square_kilometers, useGrouping: "false") }平方公里
area-about = 约{ area }
# $ns 为 north 或 south，$ew 为 east 或 west。
coordinates =
    { $ns ->
        [south] 南纬
       *[north] 北纬
    }{ NUMBER($lat) }°，{ $ew ->
        [west] 西经
       *[east] 东经
    }{ NUMBER($lon) }°
depth = { NUMBER($meters, useGrouping: "false") }米
border-zone-permit = 非哈萨克斯坦公民（包括中国旅客）进入边境区须持许可。规定会变，请尽早询问。
map-services = 在地图中打开
# An editor reads this: a component :::map-link says neither.
map-link-without-place = 请写出位置的度数 lat=48.75 lon=85.75，或它在地图网站上的网址 src="…"
duration = { NUMBER($days) }天
stay = 建议停留{ NUMBER($days) }天
leg = 路上约需{ NUMBER($hours) }小时
itinerary = 逐站行程
# 月份的写法：short 为“6月”，long 为“六月”。
month-length = short
# Months in a row: the best time to come.
months-range = { $first }至{ $last }
date-range = { DATETIME($from, dateStyle: "long") }至{ DATETIME($to, dateStyle: "long") }
time-range = { DATETIME($from, dateStyle: "long") }至{ DATETIME($to, timeStyle: "short") }

region-east-kazakhstan = 东哈萨克斯坦州
region-abai = 阿拜州
region-zhetysu = 杰特苏州
region-almaty = 阿拉木图州
region-xinjiang = 新疆

state-planned = 规划中
state-open = 已开通
planned = 此项目尚在规划中，目前无法使用，请暂勿据此安排行程。
planned-route = 这条线路目前还不能通行，请先不要排进行程。
planned-crossing = 这处口岸尚未开通，请先不要排进行程。
recurring-yearly = 每年举办
# 用于列举，如“公路和铁路”。
mode-road = 公路
mode-rail = 铁路

## 网站自有的信息。信息的名称为消息 fact-名称，选项为 名称-值，单位为 unit-名称。

yes = 是
no = 否
unit-meter = { NUMBER($number, useGrouping: "false") }米
unit-kilometer = { NUMBER($number, useGrouping: "false") }公里
unit-square-kilometer = { NUMBER($number, useGrouping: "false") }平方公里
unit-hectare = { NUMBER($number, useGrouping: "false") }公顷
unit-kilogram = { NUMBER($number, useGrouping: "false") }公斤
unit-liter = { NUMBER($number, useGrouping: "false") }升
unit-celsius = { NUMBER($number) }°C
unit-percent = { NUMBER($number) }%
unit-minute = { NUMBER($number) }分钟
unit-hour = { NUMBER($number) }小时
unit-day = { NUMBER($number) }天

## 页面类型

kind-destination = 目的地
kind-route = 线路
kind-crossing = 口岸
kind-border-place = 边境参观区
kind-event = 活动
kind-wellness = 康养
kind-clinic = 医疗机构
kind-article = 文章
kind-page = 页面
kind-section = 栏目

## 主题

tags = 主题
tags-eco = 生态旅游
tags-lake = 湖泊
tags-mountains = 山地
tags-border = 边境
tags-wellness = 康养
tags-health = 健康
tags-culture = 文化
tags-history = 历史
tags-trade = 贸易
tags-rail = 铁路
