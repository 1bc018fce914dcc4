//! A saved page: its text by the same rules by which the shell reads a live one.
//!
//! A block's boundary and `<br>` give a line feed, white space outside preformatted text becomes a
//! space, one for one, and what a browser does not show is left out. Without style sheets, an
//! element's name, `hidden` and its own `style` say how it is shown.

use ego_tree::iter::Edge;
use encoding_rs::{Encoding, UTF_8};
use scraper::{ElementRef, Html, Node, Selector};

use super::Error;

/// What is read of a page.
pub struct Page {
    /// The text of the page, or of a part of it.
    pub text: String,
    /// Where the page says that it is published.
    pub url: Option<String>,
}

/// Reads the page `bytes`, or the first element of it that `root` selects.
pub fn read(bytes: &[u8], root: Option<&str>) -> Result<Page, Error> {
    let (page, ..) = encoding(bytes).decode(bytes);
    let page = Html::parse_document(&page);
    let root = match root {
        Some(root) => first(&page, root)?.ok_or_else(|| Error::new(format!("the page has no element {root}")))?,
        None => article(&page)?,
    };
    Ok(Page { text: text(root), url: address(&page)? })
}

/// The address in the page's own head, where it is a whole one.
fn address(page: &Html) -> Result<Option<String>, Error> {
    let named = [("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")];
    for (element, attribute) in named {
        let url = first(page, element)?.and_then(|element| element.attr(attribute)).map(str::trim);
        if let Some(url) = url.filter(|url| is_address(url)) {
            return Ok(Some(url.to_owned()));
        }
    }
    Ok(None)
}

/// Whether `url` is a whole address on the web.
pub fn is_address(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
}

/// What the page says of its own encoding within the bytes where a browser looks, else UTF-8.
fn encoding(bytes: &[u8]) -> &'static Encoding {
    /// How far browsers look for the declaration, by the HTML standard.
    const PRESCAN: usize = 1024;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let declared = head.split_once("charset=").map(|(_, after)| after.trim_start_matches(['"', '\'', ' ']));
    let label = declared.and_then(|after| after.split(['"', '\'', ' ', ';', '>', '/']).next());
    label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8)
}

fn first<'a>(page: &'a Html, selector: &str) -> Result<Option<ElementRef<'a>>, Error> {
    Ok(page.select(&parse(selector)?).next())
}

fn parse(selector: &str) -> Result<Selector, Error> {
    Selector::parse(selector).map_err(|error| Error::new(format!("--root {selector} is no CSS selector: {error}")))
}

/// The longest `<article>`, else `<main>`, else everything.
fn article(page: &Html) -> Result<ElementRef<'_>, Error> {
    let length = |element: &ElementRef| element.text().map(str::len).sum::<usize>();
    let longest = page.select(&parse("article")?).max_by_key(length);
    Ok(longest.or(first(page, "main")?).unwrap_or_else(|| page.root_element()))
}

/// Elements whose boundaries end a paragraph: blocks, list items and the parts of tables in the
/// HTML standard's own style sheet.
const BLOCKS: [&str; 52] = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre",
    "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
];

/// Elements of which a browser shows no text, or whose text is not the page's: the shell's list and
/// what a browser's own style sheet hides.
const UNREAD: [&str; 24] = [
    "audio", "base", "canvas", "datalist", "head", "iframe", "link", "meta", "meter", "noembed", "noframes",
    "noscript", "object", "option", "progress", "rp", "script", "select", "style", "svg", "template", "textarea",
    "title", "video",
];

const PREFORMATTED: [&str; 4] = ["listing", "plaintext", "pre", "xmp"];

fn text(root: ElementRef) -> String {
    let mut text = String::new();
    // How many preformatted elements are open, and the element whose subtree is left out.
    let mut preformatted = 0;
    let mut left_out = None;
    // A boundary gives its line feed when more text follows, one for all that come together.
    let mut boundary = false;
    for edge in root.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if left_out.is_some() {
            if left_out == Some(node.id()) && !opens {
                left_out = None;
            }
            continue;
        }
        match node.value() {
            Node::Text(piece) if opens && !piece.is_empty() => {
                if boundary && !text.is_empty() {
                    text.push('\n');
                }
                boundary = false;
                let kept = preformatted > 0;
                text.extend(piece.chars().map(|c| if c.is_ascii_whitespace() && !kept { ' ' } else { c }));
            }
            Node::Element(element) => {
                let name = element.name();
                if opens && (UNREAD.contains(&name) || is_hidden(element)) {
                    left_out = Some(node.id());
                    continue;
                }
                if PREFORMATTED.contains(&name) || keeps_space(element) {
                    preformatted = if opens { preformatted + 1 } else { preformatted - 1 };
                }
                boundary |= BLOCKS.contains(&name) || name == "br";
            }
            _ => {}
        }
    }
    text
}

fn is_hidden(element: &scraper::node::Element) -> bool {
    element.attr("hidden").is_some()
        || element.name() == "dialog" && element.attr("open").is_none()
        || element.attr("data-inquit-ignore").is_some()
        || styled(element, "display").is_some_and(|value| value == "none")
        || styled(element, "visibility").is_some_and(|value| value == "hidden")
}

fn keeps_space(element: &scraper::node::Element) -> bool {
    styled(element, "white-space").is_some_and(|value| value.starts_with("pre") || value == "break-spaces")
}

/// What an element's own `style` says of a property.
fn styled(element: &scraper::node::Element, property: &str) -> Option<String> {
    let mut declarations = element.attr("style")?.split(';').filter_map(|declaration| declaration.split_once(':'));
    let own = declarations.rfind(|(name, _)| name.trim().eq_ignore_ascii_case(property));
    own.map(|(_, value)| value.replace("!important", "").trim().to_ascii_lowercase())
}
