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

/// A PNG picture of this size.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("memory takes all");
    writer.write_image_data(&pixels(width, height)).expect("the size is that of the pixels");
    writer.finish().expect("memory takes all");
    bytes
}

/// A JPEG picture of this size.
pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
    let pixels = pixels(width.into(), height.into());
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).expect("memory takes all");
    bytes
}

/// A WebP picture of this size.
pub fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut bytes);
    let pixels = pixels(width, height);
    encoder.encode(&pixels, width, height, image_webp::ColorType::Rgb8).expect("memory takes all");
    bytes
}

/// A GIF picture of this size, with a number of frames.
pub fn gif(width: u16, height: u16, frames: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder =
        gif::Encoder::new(&mut bytes, width, height, &[0, 90, 160, 240, 240, 250]).expect("memory takes all");
    for frame in 0..frames {
        let pixels = vec![frame % 2; usize::from(width) * usize::from(height)];
        encoder
            .write_frame(&gif::Frame::from_indexed_pixels(width, height, pixels, None))
            .expect("memory takes all");
    }
    drop(encoder);
    bytes
}

/// Red, green and blue of pixels that grow lighter to the right.
fn pixels(width: u32, height: u32) -> Vec<u8> {
    let row = (0..width).flat_map(|x| [(x * 255 / width) as u8, 90, 160]);
    row.collect::<Vec<u8>>().repeat(height as usize)
}
