//! A theme that shares nothing with the one that ships: whatever the program needs of a theme is here.

/// The files of the theme, by their paths within its folder.
pub const FILES: [(&str, &str); 16] = [
    ("theme.toml", "[kinds.place.fields]\naltitude = { type = \"number\" }\n"),
    ("templates/base.html", BASE),
    ("templates/page.html", "{% extends \"base.html\" %}\n"),
    ("templates/section.html", "{% extends \"base.html\" %}\n"),
    ("templates/taxonomy.html", "{% extends \"base.html\" %}\n"),
    ("templates/term.html", "{% extends \"base.html\" %}\n"),
    ("templates/404.html", "{% extends \"base.html\" %}\n"),
    ("templates/root.html", "{% extends \"base.html\" %}\n"),
    ("templates/root-404.html", "{% extends \"base.html\" %}\n"),
    ("templates/redirect.html", "<!DOCTYPE html>\n<a href=\"{{ page.canonical }}\">{{ lang.tag }}</a>\n"),
    ("components/box.html", BOX),
    ("static/css/main.css", "p { margin: 0 }\n"),
    ("locales/kk/tiny.ftl", "tags = Тақырыптар\nhello = Сәлем\n"),
    ("locales/ru/tiny.ftl", "tags = Темы\nhello = Привет\n"),
    ("locales/zh/tiny.ftl", "tags = 主题\nhello = 你好\n"),
    ("locales/en/tiny.ftl", "tags = Topics\nhello = Hello\n"),
];

const BASE: &str = r#"<!DOCTYPE html>
<html lang="{{ lang.tag }}" dir="{{ lang.dir }}">
<head>
<meta charset="utf-8">
<title>{% block title %}{{ page.title }}{% endblock title %}</title>
</head>
<body>
<h1>{{ page.title }}</h1>
{% block main %}{{ page.content | safe }}{% endblock main %}
</body>
</html>
"#;

const BOX: &str = r#"{% component box(title: string, count: integer = 1, size: number = 1, wide: bool = false, link: string = "", @lang = none) -%}
<div class="box{% if wide %} wide{% endif %}" data-count="{{ count }}" data-size="{{ size }}">
<b>{{ title }}</b>
{%- if link %}<a href="{{ url(path=link) }}">{{ lang.tag }}</a>{% endif %}
{{ body }}
</div>
{%- endcomponent box %}
"#;
