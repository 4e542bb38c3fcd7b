## The layout

site-name = 阿尔泰之路
skip = 跳到正文
menu = 主菜单
languages = 语言
destinations = 目的地
feed = 新页面订阅
footer = 用于测速的网站。
breadcrumbs = 当前位置

## Pages

contents = 目录
neighbours = 相邻页面
table = 表格
borrowed = 本页暂无中文版。正文语言：{ $language }。

## Lists

newest = 最近添加
places = { $count }个地点
pager = 列表分页
page-of = 第{ $number }页，共{ $total }页
first = 首页
previous = 上一页
next = 下一页
last = 末页

## Pages outside the content

not-found = 找不到页面
not-found-home = 返回首页
choose-language = 请选择语言
redirect = 页面已移动

## Asked for by the program when a text has alerts or footnotes

alert-note = 说明
alert-tip = 提示
alert-important = 重要
alert-warning = 警告
alert-caution = 小心
footnotes = 脚注
footnote-back = 返回正文
reading-time = 阅读约需 { $count } 分钟
