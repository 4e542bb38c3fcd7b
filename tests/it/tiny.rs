//! A theme that shares nothing with the default one and has only what the program requires.

/// The files of the theme by their paths in its folder.
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

/// A kind of page that uses everything that a theme can do: pictures, months, places nearby, a map, structured data. Its names are
/// all different from those of the default theme.
pub const YURT: [(&str, &str); 6] = [
    ("theme.toml", YURT_FIELDS),
    ("templates/yurt.html", YURT_PAGE),
    (
        "locales/kk/yurt.ftl",
        "away = { NUMBER($far, maximumFractionDigits: 0) } шақырым\nmap-scale = { $kilometers } шақырым\n",
    ),
    (
        "locales/ru/yurt.ftl",
        "away = { NUMBER($far, maximumFractionDigits: 0) } км\nmap-scale = { $kilometers } км\n",
    ),
    (
        "locales/zh/yurt.ftl",
        "away = { NUMBER($far, maximumFractionDigits: 0) }公里\nmap-scale = { $kilometers }公里\n",
    ),
    (
        "locales/en/yurt.ftl",
        "away = { NUMBER($far, maximumFractionDigits: 0) } km off\nmap-scale = { $kilometers } km\n",
    ),
];

const YURT_FIELDS: &str = r#"[options]
makers = ["Aigul"]

[kinds.yurt.fields]
spot = { type = "coordinates", required = true }
warm = { type = "months" }
face = { type = "image" }
song = { type = "text", localised = true }
moved = { type = "table", list = true, fields = { from = { type = "reference", required = true }, camels = { type = "number" } } }
"#;

const YURT_PAGE: &str = r#"{% extends "base.html" %}
{% block main %}
{%- set face = page.facts.face %}
<img src="{{ face.url }}" width="{{ face.width }}" height="{{ face.height }}" alt="{{ face.alt }}"> {{ face.credit }}, {{ config.theme.makers | list }}
<p>{{ [month | month(length="long") for month in page.facts.warm] | list }}; {{ page.facts.song }}</p>
{%- for move in page.facts.moved or [] %}
<p>{{ move.from.title }}: {{ move.camels }}</p>
{%- endfor %}
{%- for near in nearby(path=page.path, kind="yurt") %}
<a href="{{ near.page.url }}">{{ near.page.title }}</a> {{ "away" | t(far=near.distance) }}
{%- endfor %}
{%- set drawn = map(places=pages(kind="yurt"), current=page.path, line=[move.from for move in page.facts.moved or []]) %}
{{ drawn.svg | safe }}
<script type="application/ld+json">{{ {"@context": "https://schema.org", "@type": "Accommodation", "name": page.title, "inLanguage": page.lang.hreflang, "image": face.permalink, "geo": {"@type": "GeoCoordinates", "latitude": page.facts.spot.lat, "longitude": page.facts.spot.lon} } | json }}</script>
{% endblock main %}
"#;
