//! The hand-written files of the two sites, from `benches/sites/`: configuration, templates and messages.

/// A file of a site: its path in the site's folder, and its text.
type File = (&'static str, &'static str);

macro_rules! files {
    ($site:literal: $($path:literal)*) => {
        &[$(($path, include_str!(concat!("../sites/", $site, "/", $path)))),*]
    };
}

/// The files of Sapar's site that are not generated.
pub(crate) const SAPAR: &[File] = files!("sapar":
    "sapar.toml"
    "themes/bench/theme.toml"
    "themes/bench/locales/en/bench.ftl"
    "themes/bench/locales/kk/bench.ftl"
    "themes/bench/locales/ru/bench.ftl"
    "themes/bench/locales/zh/bench.ftl"
    "themes/bench/templates/404.html"
    "themes/bench/templates/base.html"
    "themes/bench/templates/breadcrumbs.html"
    "themes/bench/templates/entry.html"
    "themes/bench/templates/home.html"
    "themes/bench/templates/page.html"
    "themes/bench/templates/pager.html"
    "themes/bench/templates/redirect.html"
    "themes/bench/templates/root-404.html"
    "themes/bench/templates/root.html"
    "themes/bench/templates/section.html"
    "themes/bench/templates/taxonomy.html"
    "themes/bench/templates/term.html"
    "themes/bench/templates/terms.html"
);

/// The files of Hugo's site that are not generated.
pub(crate) const HUGO: &[File] = files!("hugo":
    "hugo.toml"
    "i18n/en.toml"
    "i18n/kk.toml"
    "i18n/ru.toml"
    "i18n/zh.toml"
    "layouts/404.html"
    "layouts/_markup/render-table.html"
    "layouts/_partials/breadcrumbs.html"
    "layouts/_partials/entry.html"
    "layouts/_partials/pager.html"
    "layouts/_partials/stylesheet.html"
    "layouts/_partials/terms.html"
    "layouts/baseof.html"
    "layouts/home.atom.xml"
    "layouts/home.html"
    "layouts/list.html"
    "layouts/page.html"
    "layouts/taxonomy.html"
);

/// The style sheet of both sites.
pub(crate) const STYLE: &str = include_str!("../sites/main.css");
