//! A small site with everything in it, and other versions of each of its files.

/// The files by their paths, each with what it may hold; nothing where it is not there. The first is what it holds at
/// the start.
pub const FILES: &[(&str, &[Option<&str>])] = &[
    (
        "sapar.toml",
        &[
            Some(CONFIG),
            // Lists, feeds and orders.
            Some(
                "theme = \"tiny\"\nbase_url = \"https://altai.example/\"\ndefault_language = \"ru\"\n\
                 [languages.kk]\nname = \"Қазақша\"\nfallback = [\"ru\"]\n[languages.ru]\nname = \"Русский\"\n\
                 [languages.zh]\nname = \"中文\"\n[languages.en]\nname = \"English\"\n\
                 [taxonomies.tags]\nfeed = true\n[sections.lakes]\npaginate_by = 1\nsort_by = \"title\"\nfeed = true\n",
            ),
            // One language less, in another order, under a path, with another taxonomy.
            Some(
                "theme = \"tiny\"\nbase_url = \"https://altai.example/preview/\"\ndefault_language = \"kk\"\n\
                 [languages.ru]\nname = \"Русский\"\n[languages.kk]\nname = \"Қазақша\"\n[languages.en]\nname = \"English\"\n\
                 [taxonomies.tags]\n[taxonomies.regions]\n",
            ),
            // The theme within the program, then one that is not there, then one that may be.
            Some(
                "base_url = \"https://altai.example/\"\ndefault_language = \"ru\"\n\
                 [languages.kk]\nname = \"Қазақша\"\n[languages.ru]\nname = \"Русский\"\n[taxonomies.tags]\n",
            ),
            Some(
                "theme = \"other\"\nbase_url = \"https://altai.example/\"\ndefault_language = \"ru\"\n\
                 [languages.kk]\nname = \"Қазақша\"\n[languages.ru]\nname = \"Русский\"\n[taxonomies.tags]\n",
            ),
            Some(
                "theme = \"tiny\"\nbase_url = \"https://altai.example/\"\ndefault_language = \"ru\"\n\
                 [languages.ru]\nname = \"Русский\"\n[taxonomies.tags]\n[kinds.place.fields]\nhot = { type = \"boolean\" }\n",
            ),
            // What has expired goes.
            Some(
                "theme = \"tiny\"\nbase_url = \"https://altai.example/\"\ndefault_language = \"ru\"\n\
                 [languages.kk]\nname = \"Қазақша\"\n[languages.ru]\nname = \"Русский\"\n[languages.en]\nname = \"English\"\n\
                 [taxonomies.tags]\n[sections.\"/\"]\nexpired = \"remove\"\n[kinds.place]\nexpired = \"keep\"\n",
            ),
            Some("theme = \"tiny\"\nbase_url = \n"),
            None,
        ],
    ),
    ("content/_index.kk.md", &[Some("+++\ntitle = \"Алтай\"\n+++\nМәтін.\n"), None]),
    (
        "content/_index.ru.md",
        &[
            Some("+++\ntitle = \"Алтай\"\n+++\nТекст.\n"),
            Some("+++\ntitle = \"Горы\"\n+++\n[Арал](/lakes/aral/)\n"),
        ],
    ),
    ("content/_index.zh.md", &[Some("+++\ntitle = \"阿尔泰\"\n+++\n正文。\n"), None]),
    ("content/_index.en.md", &[Some("+++\ntitle = \"Altai\"\n+++\nText.\n"), None]),
    (
        "content/lakes/_index.ru.md",
        &[
            Some("+++\ntitle = \"Озёра\"\n+++\n"),
            Some("+++\ntitle = \"Реки\"\n+++\n"),
            Some("+++\ntitle = \"Озёра\"\nslug = \"ozera\"\n+++\n"),
            Some("+++\ntitle = \"Озёра\"\ndraft = true\n+++\n"),
            None,
        ],
    ),
    ("content/lakes/facts.toml", &[None, Some("weight = 2\n"), Some("date = 2026-06-15\n")]),
    (
        "content/lakes/aral/index.kk.md",
        &[
            None,
            Some("+++\ntitle = \"Арал\"\n+++\nТеңіз.\n"),
            Some("+++\ntitle = \"Арал теңізі\"\nslug = \"aral-tengizi\"\n+++\n## Жол\n"),
        ],
    ),
    (
        "content/lakes/aral/index.ru.md",
        &[
            Some("+++\ntitle = \"Арал\"\n+++\nМоре.\n"),
            Some("+++\ntitle = \"Арал\"\n+++\nМоре обмелело. [Канас](/lakes/kanas/#put)\n"),
            Some("+++\ntitle = \"Яркий Арал\"\ndescription = \"Море\"\n+++\n## Путь\n\n![Арал](hero.svg)\n"),
            Some("+++\ntitle = \"Арал\"\nslug = \"kanas\"\n+++\n"),
            Some("+++\ntitle = \"Арал\"\naliases = [\"/ru/old/\"]\n+++\n:::box title=\"Да\"\nТекст\n:::\n"),
            Some("+++\ntitle = \"Арал\"\ndraft = true\n+++\n"),
            Some("+++\ntitle = \"Арал\"\nnote = \"Мелко\"\n+++\n"),
            Some("+++\ntitle = \n+++\nМоре.\n"),
            Some("Без начала.\n"),
            None,
        ],
    ),
    (
        "content/lakes/aral/index.en.md",
        &[
            Some("+++\ntitle = \"Aral\"\n+++\nA sea.\n"),
            Some("---\ntitle: \"The Aral\"\n---\nA sea. [Nowhere](/nowhere/)\n"),
            Some("+++\ntitle = \"Aral\"\nnote = 3\n+++\n"),
            None,
        ],
    ),
    (
        "content/lakes/aral/facts.toml",
        &[
            Some("tags = [\"eco\"]\nweight = 3\n"),
            Some("tags = [\"lake\", \"eco\"]\nweight = 1\ndate = 2026-05-01\n"),
            Some("kind = \"place\"\naltitude = 53\n"),
            Some("kind = \"place\"\naltitude = \"high\"\n"),
            Some("kind = \"place\"\nhot = true\n"),
            Some("kind = \"palace\"\n"),
            Some("date = 2026-06-15\nregions = [\"south\"]\n"),
            Some("expires = 2026-06-15\naliases = [\"/sea/\"]\n"),
            Some(
                "expires = 2026-06-15\nnames = { kk = \"Арал теңізі\", zh = \"咸海\" }\ntags = [\"lake\"]\n",
            ),
            Some("names = { kk = \"Теңіз\" }\nkind = \"place\"\nexpires = 2026-05-01\n"),
            Some("template = \"special.html\"\n"),
            Some("draft = true\n"),
            Some("weight = \n"),
            None,
        ],
    ),
    (
        "content/lakes/aral/hero.svg",
        &[
            Some("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"),
            Some("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"90\"/>"),
            None,
        ],
    ),
    ("content/lakes/aral/deep/index.ru.md", &[None, Some("+++\ntitle = \"Глубина\"\n+++\n")]),
    (
        "content/lakes/kanas.ru.md",
        &[
            Some("+++\ntitle = \"Канас\"\n+++\n## Путь {#put}\n"),
            Some("+++\ntitle = \"Канас\"\n+++\n[Арал](../aral/)\n"),
            Some("+++\ntitle = \"Ёлки\"\n+++\nКанас.\n"),
            None,
        ],
    ),
    (
        "content/lakes/kanas.zh.md",
        &[None, Some("+++\ntitle = \"喀纳斯\"\nslug = \"喀纳斯\"\n+++\n**注意：**正文\n")],
    ),
    (
        "content/lakes/kanas.facts.toml",
        &[None, Some("tags = [\"lake\"]\ndate = 2026-05-02\n"), Some("tags = [\"eco\"]\n")],
    ),
    ("content/lakes/kanas/index.ru.md", &[None, Some("+++\ntitle = \"Другой Канас\"\n+++\n")]),
    ("content/lakes/map.pdf", &[None, Some("%PDF"), Some("%PDF-1.7")]),
    (
        "content/tags/eco.kk.md",
        &[
            None,
            Some("+++\ntitle = \"Экотуризм\"\n+++\n[Көл](/lakes/)\n"),
            Some("+++\ntitle = \"Аңшылық\"\n+++\n"),
        ],
    ),
    ("content/tags/_index.ru.md", &[None, Some("+++\ntitle = \"Метки\"\n+++\n")]),
    ("content/Index.ru.md", &[None, Some("+++\ntitle = \"Дом\"\n+++\n")]),
    ("content/notes.md", &[None, Some("+++\ntitle = \"Notes\"\n+++\n")]),
    ("content/.draft.ru.md", &[None, Some("+++\ntitle = \"Hidden\"\n+++\n")]),
    ("static/a.txt", &[Some("a\n"), Some("b\n"), None]),
    (
        "static/lakes/aral/hero.svg",
        &[None, Some("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>")],
    ),
    ("static/css/main.css", &[None, Some("p { margin: 1px }\n")]),
    ("static/robots.txt", &[None, Some("User-agent: *\n")]),
    (
        "locales/ru/site.ftl",
        &[
            Some("tags-eco = Экотуризм\ntags-lake = Озеро\nhello = Здравствуйте\n"),
            Some("tags-eco = Природа\ntags-lake = Озеро\nregions = Области\nregions-south = Юг\n"),
            Some("tags-eco = Экотуризм\nbroken = {\n"),
            None,
        ],
    ),
    (
        "locales/kk/site.ftl",
        &[Some("tags-eco = Экотуризм\ntags-lake = Көл\n"), Some("tags-eco = Эко\n"), None],
    ),
    ("locales/xx/site.ftl", &[None, Some("hello = Hi\n")]),
    (
        "locales/glossary.toml",
        &[
            Some("[text]\nru = \"Текст*\"\nkk = { forbidden = { \"Мәтін*\" = \"…\" } }\n"),
            Some(
                "[text]\nen = { forms = [\"Text\"], forbidden = { \"Altai\" = { reason = \"…\", use = \"Text\" } } }\nxx = \"*\"\n",
            ),
            Some("[text\nru ="),
            None,
        ],
    ),
    (
        "themes/tiny/theme.toml",
        &[
            Some(MANIFEST),
            Some("[kinds.place.fields]\naltitude = { type = \"text\" }\nhot = { type = \"boolean\" }\n"),
            Some("[kinds.page.fields]\nnote = { type = \"text\", localised = true }\n"),
            Some("[kinds\n"),
            None,
        ],
    ),
    (
        "themes/tiny/templates/base.html",
        &[
            Some(BASE),
            Some(
                "<title>{{ page.title }}</title>{% block main %}{{ \"hello\" | t }}{% endblock main %}</body>\n",
            ),
            Some("{{ page.title \n"),
            Some("{{ page.nothing.at_all }}\n"),
        ],
    ),
    (
        "themes/tiny/templates/page.html",
        &[
            Some("{% extends \"base.html\" %}\n"),
            Some(
                "{% extends \"base.html\" %}{% block main %}{{ page.content | safe }}{{ super() }}{% endblock main %}\n",
            ),
            Some("{% extends \"nothing.html\" %}\n"),
            None,
        ],
    ),
    ("themes/tiny/templates/special.html", &[None, Some("{{ page.title }}!\n")]),
    (
        "themes/tiny/components/box.html",
        &[
            Some(BOX),
            Some("{% component box(title: string) -%}\n<b>{{ title }}</b>\n{%- endcomponent box %}\n"),
            None,
        ],
    ),
    ("themes/tiny/static/css/main.css", &[Some("p { margin: 0 }\n"), Some("p { margin: 2px }\n"), None]),
    (
        "themes/tiny/locales/ru/tiny.ftl",
        &[Some("tags = Темы\nhello = Привет\n"), Some("tags = Предметы\nhello = Привет\n"), Some("tags\n")],
    ),
    ("themes/tiny/locales/en/tiny.ftl", &[Some("tags = Topics\nhello = Hello\n"), None]),
];

/// Files that stay as they are.
pub const REST: [(&str, &str); 9] = [
    ("themes/tiny/templates/section.html", LIST),
    ("themes/tiny/templates/taxonomy.html", LIST),
    ("themes/tiny/templates/term.html", LIST),
    ("themes/tiny/templates/404.html", "{% extends \"base.html\" %}\n"),
    ("themes/tiny/templates/root.html", "{% extends \"base.html\" %}\n"),
    ("themes/tiny/templates/root-404.html", "{% extends \"base.html\" %}\n"),
    ("themes/tiny/templates/redirect.html", "<a href=\"{{ page.canonical }}\">{{ lang.tag }}</a>\n"),
    ("themes/tiny/locales/kk/tiny.ftl", "tags = Тақырыптар\nhello = Сәлем\n"),
    ("themes/tiny/locales/zh/tiny.ftl", "tags = 主题\nhello = 你好\n"),
];

/// What may be renamed.
pub const MOVES: &[(&str, &str)] = &[
    ("content/lakes", "content/seas"),
    ("content/seas", "content/lakes"),
    ("content/lakes/aral", "content/lakes/aral-1"),
    ("content/lakes/aral-1", "content/lakes/aral"),
    ("content/lakes/aral/index.ru.md", "content/lakes/balkhash.ru.md"),
    ("content/lakes/balkhash.ru.md", "content/lakes/aral/index.ru.md"),
    ("content/lakes/kanas.ru.md", "content/kanas.ru.md"),
    ("content/kanas.ru.md", "content/lakes/kanas.ru.md"),
    ("static", "static-away"),
    ("static-away", "static"),
    ("locales", "themes/tiny/locales/ru/more"),
    ("themes/tiny/locales/ru/more", "locales"),
    ("themes/tiny", "themes/other"),
    ("themes/other", "themes/tiny"),
    ("themes", "themes-away"),
    ("themes-away", "themes"),
    ("content/lakes", "lakes-away"),
    ("lakes-away", "content/lakes"),
];

const CONFIG: &str = "theme = \"tiny\"\nbase_url = \"https://altai.example/\"\ndefault_language = \"ru\"\n\
    [languages.kk]\nname = \"Қазақша\"\nfallback = [\"ru\"]\n[languages.ru]\nname = \"Русский\"\n\
    [languages.zh]\nname = \"中文\"\nfallback = [\"en\"]\n[languages.en]\nname = \"English\"\n[taxonomies.tags]\n";

const MANIFEST: &str = "[kinds.place.fields]\naltitude = { type = \"number\" }\n\
    [kinds.page.fields]\nnote = { type = \"text\", localised = true }\n";

const BASE: &str = "<!DOCTYPE html>\n<html lang=\"{{ lang.tag }}\">\n<link href=\"{{ asset(path=\"css/main.css\") }}\">\n\
    <title>{{ page.title }}</title>\n<body>\n{% block main %}{{ page.content | safe }}{% endblock main %}\n</body>\n</html>\n";

const LIST: &str = "{% extends \"base.html\" %}{% block main %}{% for one in paginator.pages %}\n\
    <a href=\"{{ one.url }}\">{{ one.title }}</a>{% endfor %}{% endblock main %}\n";

const BOX: &str = "{% component box(title: string, count: integer = 1) -%}\n<div>{{ title }} {{ count }}{{ body }}</div>\n\
    {%- endcomponent box %}\n";
