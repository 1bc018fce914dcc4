/**
 * Finds the articles of a page that names none, and what within them is not theirs: navigation, captions, comments, boxes
 * of related articles, adverts. All in place: the document is only looked at.
 */

/** How many characters of prose make an article, and a brief where the page says that it is one: by feel. */
const [ARTICLE, BRIEF] = [250, 140];
/** A paragraph of fewer characters is a label, a button or a line of a list: by feel. */
const PARAGRAPH = 60;
/** What leads to another page and is shorter than this, in characters, is a teaser of it: by feel. */
const TEASER = 1000;
/** So many teasers of a site side by side are a list of them, if they are this share of the first parts looked at: by feel. */
const [TEASERS, MOSTLY, LOOKED_AT] = [3, 0.75, 8];
/** The share of a page's prose that its article holds: the rest is in boxes that pass for prose. */
const MOST = 0.8;
/** Of several articles, one with less than this share of the longest one's prose is not what the page is about. */
const SLIGHT = 0.1;
/** The share of links from which on a part is a list of them, and from how many characters on it is none: by feel. */
const [LINKED, LIST] = [0.6, 2000];
/** How often the text of a page may be measured in all: parts that are named like adverts may be nested in each other. */
const AGAIN = 20;

/** How pages say that something is an article. */
const DECLARED = "article,[role=article],[itemprop~=articleBody],[property~=articleBody],[itemtype*='schema.org/']";
const BODY = "[itemprop~=articleBody],[property~=articleBody]";
/** The names of schema.org's kinds of articles end so. */
const ARTICLE_TYPE = /schema\.org\/\w*(Article|Posting)\b/;

/** Elements whose text never counts. */
const SILENT = new Set(
  `audio canvas datalist iframe input math meter noscript object option progress script select style svg template
  textarea video`.split(/\s+/),
);
/** Elements that are never a part of the article that they stand in. */
const BESIDE = new Set("aside button figcaption footer menu nav search".split(" "));
const ROLES = new Set(
  `alert banner button complementary contentinfo menu menubar navigation search status tablist toolbar tooltip`.split(
    /\s+/,
  ),
);

/** Words by which pages call what is beside an article, in their classes and ids. */
const NAMES = new RegExp(
  `\\b(ads?|adsby\\w*|ad(slot|box|unit|banner)s?|advert\\w*|sponsor\\w*|promo|promos|promotions?|related\\w*|recirc\\w*|recommend\\w*|outbrain|taboola|` +
    `newsletters?|sign ?up|subscri\\w*|paywall|shar(e|es|ing|ebar)|social|socials|follow us|captions?|credits?|` +
    `breadcrumbs?|cookies?|consent|gdpr|popup|modal|overlay|sidebar|rail|teasers?|trending|popular|most (read|viewed)|` +
    `read (more|next|also)|more (stories|news|on|from|like)|also (like|read)|up next|pagination|pager|byline|` +
    `author (bio|box|info)|tags|tag list|toolbar|skip link|screen reader( text)?|sr only|visually ?hidden|pull ?quotes?)\\b`,
);
/** Whatever is so called is long without being the article. */
const COMMENTS = /\b(comments?|comment (list|section|thread)|disqus|discussion|respond|responses)\b/;
/** A class that begins so says something of the whole, or of where it belongs. */
const STATE = /^(tag|category|has|is|no|not|with|without|type|format|status)\b/;

/** Elements that are a part of their line. A style may say otherwise, but to ask would cost too much on a long page. */
const INLINE = new Set(
  `a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby s samp small span strong sub sup time
  tt u var wbr`.split(/\s+/),
);

/**
 * The articles of a page, in its order: none where it is a list of links, a front page, a form.
 * @param {Document} [page]
 * @returns {Element[]}
 */
export function articlesOf(page = document) {
  if (!page.body) return [];
  const { declared, weights, parents } = survey(page.body);
  const weight = (/** @type {Element} */ element) => weights.get(element) ?? 0;
  const all = weight(page.body);

  const told = declared.filter((element) => weight(element) >= BRIEF && !isTeaser(element, weight(element)));
  const longest = Math.max(...told.map(weight));
  const articles = whole(told.filter((element) => weight(element) >= longest * SLIGHT));
  if (articles.reduce((sum, element) => sum + weight(element), 0) >= all / 2 && articles.length > 0) return articles;

  // A list of teasers has a paragraph here and there; in an article they stand together.
  if (all < ARTICLE || Math.max(...parents.values()) < ARTICLE) return [];
  /** @type {Element} */
  let found = page.body;
  for (;;) {
    const inner = childrenOf(found).find((child) => weight(child) >= all * MOST);
    if (!inner) return [withHeadline(found, weight)];
    found = inner;
  }
}

/**
 * A test of whether an element within an article, or within the page, is none of its text.
 * @param {Element} root
 * @returns {(element: Element) => boolean}
 */
export function besides(root) {
  let whole = -1;
  /** How many characters may be looked at, however the page's parts are nested. */
  let left = 0;
  /** @type {HTMLLinkElement | null} */
  const canonical = root.ownerDocument.querySelector("link[rel=canonical]");
  // What a page gives as its address may be none: a link then has no host, where a URL would throw.
  const home = Object.assign(root.ownerDocument.createElement("a"), { href: canonical?.href ?? "" });
  const sites = [location.hostname, home.hostname];
  /** @param {Element} element */
  const isSmall = (element) => {
    if (whole < 0) {
      whole = lengthWithin(root, Infinity);
      left = whole * AGAIN;
    }
    const length = lengthWithin(element, whole / 2);
    left -= length;
    return left > 0 && length < whole / 2;
  };
  return (element) => {
    const { localName: name } = element;
    const role = element.getAttribute("role") ?? "";
    if (BESIDE.has(name) || ROLES.has(role)) return true;
    if ((/^(form|dialog|fieldset)$/.test(name) || role.endsWith("dialog")) && !holdsArticle(element)) return true;
    if (element === root || name === "body" || name === "main") return false;
    const called = namesOf(element);
    if (called && COMMENTS.test(called) && !holdsArticle(element)) return true;
    if (called && NAMES.test(called) && !holdsArticle(element)) return isSmall(element);
    return isLinks(element) || isTeasers(element, sites);
  };
}

/**
 * What an element is called by its classes and its id, in plain words; "" where that says nothing.
 * @param {Element} element
 */
function namesOf(element) {
  const names = [...element.classList, element.id].filter(Boolean);
  const words = names.map((name) =>
    name
      .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
      .replace(/[^\p{L}]+/gu, " ")
      .trim()
      .toLowerCase(),
  );
  return words.filter((name) => !STATE.test(name)).join(" | ");
}

/**
 * Whether a part has what only the article has.
 * @param {Element} element
 */
function holdsArticle(element) {
  return element.querySelector(`h1,main,${BODY}`) !== null;
}

/**
 * Whether a list, a box or a paragraph has hardly anything but links in it.
 * @param {Element} element
 */
function isLinks(element) {
  if (!/^(ul|ol|dl|li|p|div|section)$/.test(element.localName)) return false;
  const links = element.getElementsByTagName("a");
  if (links.length === 0) return false;
  // What is long is no list of links, whatever else it is.
  const length = lengthWithin(element, LIST);
  if (length === 0 || length >= LIST || element.querySelector("h1")) return false;
  let linked = 0;
  for (const link of links) linked += lengthWithin(link, LIST);
  return linked > length * LINKED;
}

/**
 * Whether a list or a box holds teasers of other articles of the site, side by side.
 * @param {Element} element
 * @param {string[]} sites the names of the site's hosts
 */
function isTeasers(element, sites) {
  if (!/^(ul|ol|div|section)$/.test(element.localName) || element.childElementCount < TEASERS) return false;
  const parts = [...element.children].slice(0, LOOKED_AT);
  const teasers = parts.filter((part) => {
    const link = headingLink(part);
    return link && sites.includes(link.hostname) && isTeaser(part, lengthWithin(part, TEASER));
  });
  return teasers.length >= TEASERS && teasers.length >= parts.length * MOSTLY;
}

/**
 * The link that the first heading of a part is.
 * @param {Element} part
 */
function headingLink(part) {
  const heading = part.querySelector("h1,h2,h3,h4");
  const link = heading?.closest("a") ?? heading?.querySelector("a") ?? part.closest("a");
  return link?.href ? link : null;
}

/**
 * How many characters are shown of a text.
 * @param {string} text
 */
function measure(text) {
  return text.replace(/\s+/g, " ").trim().length;
}

/**
 * The characters within an element, or at least `most`: then no more are counted.
 * @param {Element} element
 * @param {number} most
 */
function lengthWithin(element, most) {
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let length = 0;
  while (length < most && texts.nextNode()) length += measure(/** @type {Text} */ (texts.currentNode).data);
  return length;
}

/**
 * What stands in a block itself: characters, those of them in links, and whether it has a mark of punctuation.
 * @typedef {{ prose: number, linked: number, marks: boolean }} Block
 */

/**
 * An element whose children are being looked over; `weight` is the prose within it so far.
 * @typedef {{ element: Element, nodes: ArrayLike<Node>, next: number, block: Block | null, own: Block, linked: boolean,
 *   told: boolean, weight: number }} Frame
 */

/**
 * Looks over a part of a page: how much prose, in characters, is within each element and how much right in it, and what it
 * declares to be articles.
 * @param {Element} root
 */
function survey(root) {
  const isBeside = besides(root);
  /** @type {Element[]} */
  const declared = [];
  /** The prose within each element. @type {Map<Element, number>} */
  const weights = new Map();
  /** The prose of the blocks right within each element. @type {Map<Element, number>} */
  const parents = new Map();
  const add = (/** @type {Element} */ element, /** @type {number} */ prose) =>
    parents.set(element, (parents.get(element) ?? 0) + prose);

  const first = { prose: 0, linked: 0, marks: false };
  /** Pages nest as deep as they like, so the open elements are kept here and not on the call stack. @type {Frame[]} */
  const open = [
    {
      ...{ element: root, nodes: root.childNodes, next: 0, block: first, own: first },
      ...{ linked: false, told: false, weight: 0 },
    },
  ];
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const node = frame.nodes[frame.next++];
    if (!node) {
      open.pop();
      const { element, own } = frame;
      const above = open.at(-1);
      if (frame.block && isProse(element, own)) {
        frame.weight += own.prose;
        add(above?.element ?? element, own.prose);
        // A long text without paragraphs is one by line breaks.
        if (own.prose >= 2 * ARTICLE) add(element, own.prose);
      }
      weights.set(element, frame.weight);
      if (above) above.weight += frame.weight;
    } else if (node.nodeType === Node.TEXT_NODE) {
      const text = /** @type {Text} */ (node).data;
      frame.own[frame.linked ? "linked" : "prose"] += measure(text);
      frame.own.marks ||= /[.?!…,;:]/.test(text);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      const element = /** @type {Element} */ (node);
      const { localName: name } = element;
      if (SILENT.has(name) || element.hasAttribute("hidden") || element.hasAttribute("data-inquit-ignore")) continue;
      if (isBeside(element)) continue;
      const told = isDeclared(element);
      if (told && !frame.told) declared.push(element);
      const block = INLINE.has(name) ? null : { prose: 0, linked: 0, marks: false };
      open.push({
        element,
        nodes: element.shadowRoot ? [...element.shadowRoot.childNodes, ...element.childNodes] : element.childNodes,
        next: 0,
        block,
        own: block ?? frame.own,
        linked: frame.linked || name === "a",
        told: frame.told || told,
        weight: 0,
      });
    }
  }
  return { declared, weights, parents };
}

/**
 * Whether what stands in a block is a paragraph that is seen.
 * @param {Element} element
 * @param {Block} block
 */
function isProse(element, { prose, linked, marks }) {
  return prose >= PARAGRAPH && linked <= prose && marks && element.checkVisibility?.() !== false;
}

/** @param {Element} element */
function isDeclared(element) {
  if (!element.matches(DECLARED)) return false;
  const type = element.getAttribute("itemtype");
  return type === null || element.localName === "article" || ARTICLE_TYPE.test(type);
}

/**
 * Whether what is called an article is but the way to one.
 * @param {Element} element
 * @param {number} weight
 */
function isTeaser(element, weight) {
  if (weight >= TEASER) return false;
  const link = headingLink(element);
  if (!link) return false;
  return link.pathname + link.search !== location.pathname + location.search;
}

/**
 * One article in the place of its pieces: some pages part its body by what stands between.
 * @param {Element[]} articles
 */
function whole(articles) {
  if (articles.length < 2 || !articles.every((article) => article.matches(BODY) && article.localName !== "article"))
    return articles;
  let around = parentOf(articles[0]);
  while (around && !articles.every((article) => around?.contains(article))) around = parentOf(around);
  return around ? [around] : articles;
}

/**
 * The article with its headline, where that stands before it with little between.
 * @param {Element} found
 * @param {(element: Element) => number} weight
 */
function withHeadline(found, weight) {
  const most = weight(found) * (1 + SLIGHT);
  for (let up = /** @type {Element | null} */ (found); up && up.localName !== "body"; up = parentOf(up)) {
    if (weight(up) > most) break;
    if (up.querySelector("h1")) return up;
  }
  return found;
}

/** @param {Element} element */
function childrenOf(element) {
  return [...(element.shadowRoot?.children ?? []), ...element.children];
}

/**
 * @param {Element} element
 * @returns {Element | null}
 */
function parentOf(element) {
  const { parentNode: parent } = element;
  return parent instanceof ShadowRoot ? parent.host : element.parentElement;
}
