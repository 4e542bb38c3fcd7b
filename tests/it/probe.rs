//! An almost empty theme, for tests of the values that templates receive.

use super::project::Project;

/// The configuration of a site with the probe as its theme, four languages and one taxonomy.
pub const CONFIG: &str = r#"base_url = "https://altai.example/"
theme = "probe"
default_language = "ru"

[languages.kk]
name = "Қазақша"
fallback = ["ru", "en"]
[languages.ru]
name = "Русский"
[languages.zh]
name = "中文"
hreflang = "zh-Hans"
fallback = ["en"]
[languages.en]
name = "English"

[taxonomies.tags]
"#;

/// The templates that every theme must have.
const TEMPLATES: [&str; 9] = [
    "404.html",
    "base.html",
    "page.html",
    "redirect.html",
    "root-404.html",
    "root.html",
    "section.html",
    "taxonomy.html",
    "term.html",
];

/// A site with a home page only, in a theme whose templates show only the title.
pub fn site(config: &str) -> Project {
    let project = Project::bare().file("sapar.toml", &format!("{CONFIG}{config}"));
    let project = TEMPLATES.into_iter().fold(project, |project, name| {
        project.file(&format!("themes/probe/templates/{name}"), "{{ page.title }}\n")
    });
    ["kk", "ru", "zh", "en"].into_iter().fold(project, |project, tag| {
        project.file(&format!("themes/probe/locales/{tag}/probe.ftl"), "tags = Tags\n").document(
            &format!("_index.{tag}.md"),
            &format!("Home {tag}"),
            "Text.\n",
        )
    })
}

impl Project {
    /// Writes a section `PATH/_index.LANG.md` in all four languages, with the language's tag after the title.
    pub fn section(self, path: &str, title: &str) -> Self {
        ["kk", "ru", "zh", "en"].into_iter().fold(self, |project, tag| {
            project.document(&format!("{path}/_index.{tag}.md"), &format!("{title} {tag}"), "")
        })
    }

    /// Writes a template of the theme.
    pub fn template(self, name: &str, text: &str) -> Self {
        self.file(&format!("themes/probe/templates/{name}"), text)
    }
}

/// An SVG picture of this size.
pub fn svg(width: u32, height: u32) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"/>")
}

/// The header of a PNG picture of this size, which is all that the program reads of it.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

/// The first bytes of a JPEG picture of a size: its frame header, which is all that tells the size.
pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF\xC0\x00\x11\x08".to_vec();
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
    bytes
}
