//! TOML written in a style that chance picks: the order of keys and tables, headers, dotted keys and inline tables,
//! every kind of string, comments, blanks, CRLF, a byte order mark.

/// A small source of chance with a seed.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// A source with this seed.
    pub fn new(seed: u64) -> Self {
        // Seeds near each other must not begin alike.
        let mut chance = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from((self.next() >> 11) % limit.max(1) as u64).expect("it is below a usize")
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

/// A TOML value to be written.
#[derive(Clone, Debug)]
pub enum Node {
    /// A date, number, `true` or `false`, as it is written.
    Raw(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A table whose order means nothing.
    Table(Vec<(String, Node)>),
    /// A table whose order means something: `[units]`.
    Ordered(Vec<(String, Node)>),
    /// A list of tables: `[[tasks]]`.
    Tables(Vec<Vec<(String, Node)>>),
}

/// Writes a file of these keys in the style of `seed`; style 0 is plain.
pub fn write(top: &[(String, Node)], seed: u64) -> String {
    let mut printer = Printer { chance: Chance::new(seed), plain: seed == 0, sections: Vec::new() };
    let mut body = String::new();
    printer.table(&mut body, &[], top, false, None);
    let text = printer.assemble(body);
    if seed == 0 {
        return text;
    }
    let text = if printer.chance.once_in(3) { text.replace('\n', "\r\n") } else { text };
    let text = if printer.chance.once_in(4) { text.trim_end_matches(['\r', '\n']).to_owned() } else { text };
    if printer.chance.once_in(3) { format!("\u{feff}{text}") } else { text }
}

/// A header with what stands under it.
struct Section {
    text: String,
    /// Of a list of tables: which, and the how manieth element. Their order stays.
    element: Option<(String, usize)>,
}

struct Printer {
    chance: Chance,
    plain: bool,
    sections: Vec<Section>,
}

impl Printer {
    fn once_in(&mut self, times: usize) -> bool {
        !self.plain && self.chance.once_in(times)
    }

    /// Writes the keys of the table at `path` into `body`, and sections for the tables below it that get headers.
    fn table(
        &mut self,
        body: &mut String,
        path: &[&str],
        keys: &[(String, Node)],
        ordered: bool,
        element: Option<&(String, usize)>,
    ) {
        let mut order: Vec<&(String, Node)> = keys.iter().collect();
        if !ordered && !self.plain {
            self.chance.shuffle(&mut order);
        }
        // Keys that stand in the body come before headers: where order counts, all get the same form.
        let tables = keys.iter().all(|(_, node)| matches!(node, Node::Table(_)));
        let all_headers = ordered && tables && self.once_in(2);
        let headers =
            |printer: &mut Self| if ordered { all_headers } else { printer.plain || printer.chance.once_in(2) };
        for (at, (key, node)) in order.into_iter().enumerate() {
            let below: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
            match node {
                Node::Table(inner) | Node::Ordered(inner) if headers(self) => {
                    let own = ordered.then(|| (path.concat(), at));
                    let is_ordered = matches!(node, Node::Ordered(_));
                    self.header(&below, inner, is_ordered, "", own.as_ref().or(element));
                }
                Node::Tables(all) if all.is_empty() => self.line(body, &[key], "[]"),
                Node::Tables(all) if self.plain || !self.chance.once_in(4) => {
                    for (at, inner) in all.iter().enumerate() {
                        self.header(&below, inner, false, "[]", Some(&(key.clone(), at)));
                    }
                }
                Node::Table(inner) if !inner.is_empty() && self.once_in(2) => self.dotted(body, &[key], inner, false),
                Node::Ordered(inner) if !inner.is_empty() && self.once_in(2) => self.dotted(body, &[key], inner, true),
                node => {
                    let value = self.value(node);
                    self.line(body, &[key], &value);
                }
            }
        }
    }

    fn header(
        &mut self,
        path: &[&str],
        keys: &[(String, Node)],
        ordered: bool,
        list: &str,
        element: Option<&(String, usize)>,
    ) {
        let mut body = String::new();
        let place = self.sections.len();
        self.table(&mut body, path, keys, ordered, element);
        // A table that only holds tables with headers needs none of its own.
        let needless = body.is_empty() && self.sections.len() > place && list.is_empty() && !self.plain;
        if needless && self.chance.once_in(2) {
            return;
        }
        let (open, close) = if list.is_empty() { ("[", "]") } else { ("[[", "]]") };
        let path = self.path(path);
        let blank = if self.once_in(8) { " " } else { "" };
        let end = self.end_of_line();
        let text = format!("{open}{blank}{path}{blank}{close}{end}{body}");
        let section = Section { text, element: element.cloned() };
        // The element of a list must begin with its own header; a table may come after those below it.
        if element.is_some() || self.plain || self.chance.once_in(2) {
            self.sections.insert(place, section);
        } else {
            self.sections.push(section);
        }
    }

    /// Writes a table as dotted keys.
    fn dotted(&mut self, body: &mut String, path: &[&str], keys: &[(String, Node)], ordered: bool) {
        let mut order: Vec<&(String, Node)> = keys.iter().collect();
        if !ordered {
            self.chance.shuffle(&mut order);
        }
        for (key, node) in order {
            let below: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
            match node {
                Node::Table(inner) if !inner.is_empty() && self.once_in(2) => self.dotted(body, &below, inner, false),
                node => {
                    let value = self.value(node);
                    self.line(body, &below, &value);
                }
            }
        }
    }

    fn line(&mut self, body: &mut String, path: &[&str], value: &str) {
        let indent = if self.once_in(5) { "  " } else { "" };
        let equals = if self.once_in(4) { "=" } else { " = " };
        let path = self.path(path);
        let end = self.end_of_line();
        body.push_str(&format!("{indent}{path}{equals}{value}{end}"));
    }

    fn end_of_line(&mut self) -> String {
        let comment = ["", " ", "\t# ghi chú", " # [units]", "#", " # a = \"\"\"", "\n# dòng riêng\n", "\n\n   "];
        let comment = if self.once_in(5) { *self.chance.pick(&comment) } else { "" };
        format!("{comment}\n")
    }

    fn path(&mut self, path: &[&str]) -> String {
        let keys: Vec<String> = path.iter().map(|key| self.key(key)).collect();
        keys.join(if self.once_in(8) { " . " } else { "." })
    }

    fn key(&mut self, key: &str) -> String {
        if !self.once_in(4) {
            return key.to_owned();
        }
        match self.chance.below(3) {
            0 => format!("\"{key}\""),
            1 => format!("'{key}'"),
            _ => format!("\"\\u{:04x}{}\"", u32::from(key.as_bytes()[0]), &key[1..]),
        }
    }

    fn value(&mut self, node: &Node) -> String {
        match node {
            Node::Raw(raw) => raw.clone(),
            Node::Text(text) => self.text(text),
            Node::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(item)).collect();
                self.list(&items)
            }
            Node::Tables(all) => {
                let items: Vec<String> = all.iter().map(|keys| self.inline(keys, false)).collect();
                self.list(&items)
            }
            Node::Table(keys) => self.inline(keys, false),
            Node::Ordered(keys) => self.inline(keys, true),
        }
    }

    fn list(&mut self, items: &[String]) -> String {
        if items.is_empty() || self.plain || self.chance.once_in(2) {
            return format!("[{}]", items.join(", "));
        }
        let breaks = ["", "\n", "\n  ", " # ghi chú\n", "\n\n# [x]\n"];
        let mut text = format!("[{}", self.chance.pick(&breaks));
        for (at, item) in items.iter().enumerate() {
            let comma = if at + 1 < items.len() || self.chance.once_in(2) { "," } else { "" };
            text.push_str(&format!("{item}{comma}{}", self.chance.pick(&breaks)));
        }
        text + "]"
    }

    fn inline(&mut self, keys: &[(String, Node)], ordered: bool) -> String {
        let mut order: Vec<&(String, Node)> = keys.iter().collect();
        if !ordered && !self.plain {
            self.chance.shuffle(&mut order);
        }
        let mut parts = Vec::new();
        for (key, node) in order {
            match node {
                Node::Table(inner) if !inner.is_empty() && self.once_in(3) => {
                    for (below, node) in inner {
                        let (path, value) = (self.path(&[key, below]), self.value(node));
                        parts.push(format!("{path} = {value}"));
                    }
                }
                node => {
                    let (key, value) = (self.key(key), self.value(node));
                    parts.push(format!("{key} = {value}"));
                }
            }
        }
        // A list of several lines may stand in an inline table; the table itself stays on its line.
        format!("{{ {} }}", parts.join(", "))
    }

    fn text(&mut self, text: &str) -> String {
        let literal = !text.contains('\'') && !text.chars().any(char::is_control);
        match if self.plain { 0 } else { self.chance.below(5) } {
            1 if literal => format!("'{text}'"),
            2 if literal => format!("'''{}{text}'''", self.chance.pick(&["", "\n"])),
            3 => format!("\"\"\"{}{}\"\"\"", self.chance.pick(&["", "\n", "\\\n   "]), self.escaped(text)),
            _ => format!("\"{}\"", self.escaped(text)),
        }
    }

    fn escaped(&mut self, text: &str) -> String {
        let mut escaped = String::new();
        for letter in text.chars() {
            match letter {
                '"' => escaped.push_str("\\\""),
                '\\' => escaped.push_str("\\\\"),
                '\n' => escaped.push_str("\\n"),
                '\r' => escaped.push_str("\\r"),
                '\t' => escaped.push_str("\\t"),
                // A text that begins with a blank would lose it after a line that goes on.
                other if other.is_control() || (other == ' ' && escaped.is_empty()) || self.once_in(30) => {
                    escaped.push_str(&format!("\\u{:04X}", u32::from(other)));
                }
                other => escaped.push(other),
            }
        }
        escaped
    }

    /// The body of the top, then all sections, in an order that chance picks where order means nothing.
    fn assemble(&mut self, body: String) -> String {
        let mut blocks: Vec<Vec<Section>> = Vec::new();
        for section in std::mem::take(&mut self.sections) {
            match blocks.last_mut() {
                Some(block) if section.element.is_some() && block[0].element == section.element => block.push(section),
                _ => blocks.push(vec![section]),
            }
        }
        if !self.plain {
            self.chance.shuffle(&mut blocks);
            // The elements of a list keep their order, wherever they have come to stand.
            let places: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at][0].element.is_some()).collect();
            let mut sorted = places.clone();
            sorted.sort_by_key(|at| blocks[*at][0].element.clone());
            let from: Vec<Vec<Section>> = sorted.iter().map(|at| std::mem::take(&mut blocks[*at])).collect();
            for (place, block) in places.into_iter().zip(from) {
                blocks[place] = block;
            }
        }
        let sections = blocks.into_iter().flatten().map(|section| section.text);
        std::iter::once(body).chain(sections).collect()
    }
}
