//! Pages as a browser reads them: elements with their attributes and texts, and what is not well-formed.

use std::cell::RefCell;

use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Elements that have no end.
const VOID: [&str; 12] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// An element of a page.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes in their order.
    pub attributes: Vec<(String, String)>,
    /// All text within it.
    pub text: String,
    /// The language that is in force within it.
    pub lang: String,
    /// The direction that is in force within it.
    pub dir: String,
}

/// A page, or a part of one.
#[derive(Debug, Default)]
pub struct Html {
    /// All elements, in the order of their beginnings.
    pub elements: Vec<Element>,
    /// What a parser complains of, and elements that are not closed in their order.
    pub errors: Vec<String>,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute has just this value.
    pub fn is(&self, attribute: &str, value: &str) -> bool {
        self.attribute(attribute) == Some(value)
    }

    /// Its text with runs of white space as one space.
    pub fn words(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Html {
    /// Reads a page.
    pub fn parse(text: &str) -> Self {
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(text.into());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let mut html = tokenizer.sink.html.into_inner();
        for open in tokenizer.sink.open.into_inner() {
            html.errors.push(format!("<{}> is not closed", html.elements[open].name));
        }
        html
    }

    /// The elements of a name.
    pub fn all<'h>(&'h self, name: &str) -> impl Iterator<Item = &'h Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// The only element of a name.
    #[track_caller]
    pub fn one(&self, name: &str) -> &Element {
        let found: Vec<&Element> = self.all(name).collect();
        assert_eq!(found.len(), 1, "<{name}>: {found:#?}");
        found[0]
    }

    /// The elements of a name with this value of an attribute.
    pub fn with<'h>(&'h self, name: &str, attribute: &str, value: &str) -> Vec<&'h Element> {
        self.all(name).filter(|element| element.is(attribute, value)).collect()
    }

    /// The only element of a name with a class.
    #[track_caller]
    pub fn class(&self, name: &str, class: &str) -> &Element {
        let has = |element: &&Element| {
            element.attribute("class").is_some_and(|value| value.split_whitespace().any(|each| each == class))
        };
        let found: Vec<&Element> = self.all(name).filter(has).collect();
        assert_eq!(found.len(), 1, "<{name} class={class}>: {found:#?}");
        found[0]
    }

    /// The texts of the elements of a name.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.all(name).map(Element::words).collect()
    }

    /// The addresses that elements of a name lead to.
    pub fn hrefs(&self, name: &str) -> Vec<&str> {
        self.all(name).filter_map(|element| element.attribute("href")).collect()
    }

    /// The content of a `meta` by its name or property.
    pub fn meta(&self, name: &str) -> Vec<&str> {
        let named = |element: &&Element| {
            element.is("name", name) || element.is("property", name) || element.is("http-equiv", name)
        };
        self.all("meta").filter(named).filter_map(|element| element.attribute("content")).collect()
    }
}

#[derive(Default)]
struct Sink {
    html: RefCell<Html>,
    open: RefCell<Vec<usize>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut html = self.html.borrow_mut();
        let mut open = self.open.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let outer = open.last().map(|outer| html.elements[*outer].clone()).unwrap_or_default();
                let attributes =
                    tag.attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string()));
                let mut element = Element {
                    name: tag.name.to_string(),
                    attributes: attributes.collect(),
                    text: String::new(),
                    lang: outer.lang,
                    dir: outer.dir,
                };
                if let Some(lang) = element.attribute("lang").map(ToOwned::to_owned) {
                    element.lang = lang;
                }
                if let Some(dir) = element.attribute("dir").map(ToOwned::to_owned) {
                    element.dir = dir;
                }
                // Only in drawings does a slash close an element.
                let in_drawing = open.iter().any(|outer| html.elements[*outer].name == "svg");
                let is_closed = VOID.contains(&element.name.as_str()) || in_drawing && tag.self_closing;
                if !is_closed {
                    open.push(html.elements.len());
                }
                let name = element.name.clone();
                html.elements.push(element);
                match name.as_str() {
                    "script" => return TokenSinkResult::RawData(ScriptData),
                    "style" => return TokenSinkResult::RawData(Rawtext),
                    "title" | "textarea" => return TokenSinkResult::RawData(Rcdata),
                    _ => {}
                }
            }
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                match open.pop() {
                    Some(last) if html.elements[last].name == name => {}
                    Some(last) => {
                        let inner = html.elements[last].name.clone();
                        html.errors.push(format!("</{name}> closes <{inner}>"));
                    }
                    None => html.errors.push(format!("</{name}> closes nothing")),
                }
            }
            Token::CharacterTokens(text) => {
                for element in open.iter() {
                    html.elements[*element].text.push_str(&text);
                }
            }
            Token::ParseError(error) => html.errors.push(error.into_owned()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
