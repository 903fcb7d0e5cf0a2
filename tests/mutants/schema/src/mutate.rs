//! The changes that a source file can take, and its text with all of them in it, each behind a switch.

use std::ops::Range;

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprBinary, ReturnType, Type, UnOp};

/// One change of the source.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// Which function, as `Type::name`.
    pub function: String,
    pub line: usize,
    pub column: usize,
    /// What stands there, on one line.
    pub from: String,
    /// What stands there instead.
    pub to: String,
}

/// What is put into the text, so that changes can be switched on.
enum Edit {
    /// An expression, and what it can become.
    Expression { range: Range<usize>, instead: Vec<(usize, String)> },
    /// A text that is added.
    Added { at: usize, mutant: usize, text: String },
}

impl Edit {
    /// Where it begins; what begins there too and reaches less far comes after it.
    fn place(&self) -> (usize, std::cmp::Reverse<usize>) {
        match self {
            Self::Expression { range, .. } => (range.start, std::cmp::Reverse(range.end)),
            Self::Added { at, .. } => (*at, std::cmp::Reverse(*at)),
        }
    }
}

/// Where changes stand in the text that has them all.
#[derive(Debug, Default)]
pub struct Places {
    /// What a mutant alone has.
    pub own: Vec<(Range<usize>, usize)>,
    /// Expressions that can become others, with all of these.
    pub whole: Vec<(Range<usize>, Vec<usize>)>,
}

/// The changes that a file can take.
pub struct Changes {
    text: String,
    pub mutants: Vec<Mutant>,
    edits: Vec<Edit>,
}

impl Changes {
    pub fn of(text: String) -> syn::Result<Self> {
        let file = syn::parse_file(&text)?;
        let mut finder = Finder { path: Vec::new(), changes: Self { text, mutants: Vec::new(), edits: Vec::new() } };
        finder.visit_file(&file);
        let mut changes = finder.changes;
        changes.edits.sort_by_key(Edit::place);
        Ok(changes)
    }

    /// The text with the changes but those that do not compile, numbered from `first`.
    pub fn render(&self, first: usize, lives: impl Fn(usize) -> bool) -> (String, Places) {
        let mut rendering = Rendering { of: self, first, lives: &lives, out: String::new(), places: Places::default() };
        rendering.part(0..self.text.len(), &mut self.edits.iter().peekable());
        (rendering.out, rendering.places)
    }
}

/// A text that is being written.
struct Rendering<'a> {
    of: &'a Changes,
    first: usize,
    lives: &'a dyn Fn(usize) -> bool,
    out: String,
    places: Places,
}

impl<'a> Rendering<'a> {
    /// Writes a part of the text. What an expression can become is the text as it was: one change is on at a time.
    fn part(&mut self, range: Range<usize>, edits: &mut std::iter::Peekable<std::slice::Iter<'a, Edit>>) {
        let mut at = range.start;
        while let Some(edit) = edits.next_if(|edit| edit.place().0 < range.end) {
            let next = edit.place().0;
            self.out.push_str(&self.of.text[at..next]);
            at = next;
            match edit {
                Edit::Added { mutant, text, .. } => {
                    if (self.lives)(*mutant) {
                        self.own(*mutant, &text.replace('#', &self.number(*mutant)));
                    }
                }
                Edit::Expression { range, instead } => {
                    let instead: Vec<_> = instead.iter().filter(|(mutant, _)| (self.lives)(*mutant)).collect();
                    let begin = self.out.len();
                    if !instead.is_empty() {
                        self.out.push('(');
                    }
                    for (mutant, text) in &instead {
                        self.out.push_str(&format!("if crate::mutant::on({}) {{ ", self.number(*mutant)));
                        self.own(*mutant, text);
                        self.out.push_str(" } else ");
                    }
                    if instead.is_empty() {
                        self.part(range.clone(), edits);
                    } else {
                        self.out.push_str("{ ");
                        self.part(range.clone(), edits);
                        self.out.push_str(" })");
                        let mutants = instead.iter().map(|(mutant, _)| *mutant).collect();
                        self.places.whole.push((begin..self.out.len(), mutants));
                    }
                    at = range.end;
                }
            }
        }
        self.out.push_str(&self.of.text[at..range.end]);
    }

    fn number(&self, mutant: usize) -> String {
        (self.first + mutant).to_string()
    }

    fn own(&mut self, mutant: usize, text: &str) {
        let begin = self.out.len();
        self.out.push_str(text);
        self.places.own.push((begin..self.out.len(), mutant));
    }
}

/// Looks for places that can be changed.
struct Finder {
    /// The types and functions that the place is in.
    path: Vec<String>,
    changes: Changes,
}

impl Finder {
    fn text(&self, of: &impl Spanned) -> &str {
        &self.changes.text[of.span().byte_range()]
    }

    /// A new change of what stands in a range of the text.
    fn mutant(&mut self, range: Range<usize>, to: &str) -> usize {
        let before = &self.changes.text[..range.start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let short = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.changes.mutants.push(Mutant {
            function: self.path.join("::"),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            from: short(&self.changes.text[range]),
            to: short(to),
        });
        self.changes.mutants.len() - 1
    }

    fn expression(&mut self, of: &impl Spanned, instead: Vec<String>) {
        let range = of.span().byte_range();
        let instead = instead.into_iter().map(|to| (self.mutant(range.clone(), &to), to)).collect();
        self.changes.edits.push(Edit::Expression { range, instead });
    }

    fn added(&mut self, at: usize, of: Range<usize>, to: &str, text: String) {
        let mutant = self.mutant(of, to);
        self.changes.edits.push(Edit::Added { at, mutant, text });
    }

    /// A function: it returns at once with what its type has.
    fn function(&mut self, signature: &syn::Signature, body: &syn::Block, inner: impl FnOnce(&mut Self)) {
        if signature.constness.is_some() {
            return;
        }
        self.path.push(signature.ident.to_string());
        if !body.stmts.is_empty() {
            let at = body.span().byte_range().start + 1;
            for value in values_of(&signature.output) {
                let text = format!(" if crate::mutant::on(#) {{ return {value}; }} ");
                self.added(at, signature.ident.span().byte_range(), &format!("return {value}"), text);
            }
        }
        inner(self);
        self.path.pop();
    }
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !for_tests(&item.attrs) {
            self.function(&item.sig, &item.block, |finder| visit::visit_block(finder, &item.block));
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if for_tests(&item.attrs) {
            return;
        }
        let name = item.self_ty.to_token_stream().to_string().replace(' ', "");
        self.path.push(name.split('<').next().unwrap_or_default().to_owned());
        visit::visit_item_impl(self, item);
        self.path.pop();
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !for_tests(&item.attrs) {
            self.function(&item.sig, &item.block, |finder| visit::visit_block(finder, &item.block));
        }
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.function(&item.sig, body, |finder| visit::visit_block(finder, body));
        }
    }

    fn visit_expr_binary(&mut self, binary: &'ast ExprBinary) {
        if !has_let(&binary.left) && !has_let(&binary.right) {
            let (left, right) = (self.text(&binary.left), self.text(&binary.right));
            let assigns = self.text(&binary.op).ends_with('=') && !compares(&binary.op);
            let instead = others(&binary.op).iter().map(|op| match assigns {
                true => format!("{left} {op} {right}"),
                false => format!("({left}) {op} ({right})"),
            });
            let instead = instead.collect();
            self.expression(binary, instead);
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast syn::ExprUnary) {
        if matches!(unary.op, UnOp::Not(_) | UnOp::Neg(_)) {
            let inner = self.text(&*unary.expr).to_owned();
            self.expression(unary, vec![inner]);
        }
        visit::visit_expr_unary(self, unary);
    }

    fn visit_expr_match(&mut self, of: &'ast syn::ExprMatch) {
        let wild = |arm: &syn::Arm| matches!(arm.pat, syn::Pat::Wild(_)) && arm.guard.is_none();
        let open = of.arms.iter().any(wild);
        for arm in &of.arms {
            let pattern = arm.pat.span().byte_range();
            match &arm.guard {
                Some((_, guard)) if !has_let(guard) => self.expression(&**guard, vec!["true".into(), "false".into()]),
                None if open && !wild(arm) => {
                    let text = " if !crate::mutant::on(#) ".to_owned();
                    self.added(pattern.end, pattern, "no such arm", text);
                }
                _ => {}
            }
        }
        visit::visit_expr_match(self, of);
    }

    fn visit_expr_repeat(&mut self, of: &'ast syn::ExprRepeat) {
        self.visit_expr(&of.expr);
    }

    // What the compiler reckons itself has no switches; patterns and types have no places for them.
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_item_enum(&mut self, _: &'ast syn::ItemEnum) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_trait_item_const(&mut self, _: &'ast syn::TraitItemConst) {}
    fn visit_expr_const(&mut self, _: &'ast syn::ExprConst) {}
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_generics(&mut self, _: &'ast syn::Generics) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}

/// Whether something is there for tests only.
fn for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|it| {
        let text = it.meta.to_token_stream().to_string();
        text == "test" || text.replace(' ', "") == "cfg(test)"
    })
}

/// Whether `let` is one of the conditions that are joined here.
fn has_let(expression: &Expr) -> bool {
    match expression {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

fn compares(op: &BinOp) -> bool {
    matches!(op, BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Le(_) | BinOp::Ge(_))
}

/// What an operator can become: as cargo-mutants has it.
fn others(op: &BinOp) -> &'static [&'static str] {
    match op {
        BinOp::Eq(_) => &["!="],
        BinOp::Ne(_) => &["=="],
        BinOp::Lt(_) => &["==", ">", "<="],
        BinOp::Gt(_) => &["==", "<", ">="],
        BinOp::Le(_) => &[">"],
        BinOp::Ge(_) => &["<"],
        BinOp::And(_) => &["||"],
        BinOp::Or(_) => &["&&"],
        BinOp::Add(_) => &["-", "*"],
        BinOp::Sub(_) => &["+", "/"],
        BinOp::Mul(_) => &["+", "/"],
        BinOp::Div(_) => &["%", "*"],
        BinOp::Rem(_) => &["/", "+"],
        BinOp::BitAnd(_) => &["|", "^"],
        BinOp::BitOr(_) => &["&", "^"],
        BinOp::BitXor(_) => &["|", "&"],
        BinOp::Shl(_) => &[">>"],
        BinOp::Shr(_) => &["<<"],
        BinOp::AddAssign(_) => &["-=", "*="],
        BinOp::SubAssign(_) => &["+=", "/="],
        BinOp::MulAssign(_) => &["+=", "/="],
        BinOp::DivAssign(_) => &["%=", "*="],
        BinOp::RemAssign(_) => &["/=", "+="],
        BinOp::BitAndAssign(_) => &["|=", "^="],
        BinOp::BitOrAssign(_) => &["&=", "^="],
        BinOp::BitXorAssign(_) => &["|=", "&="],
        BinOp::ShlAssign(_) => &[">>="],
        BinOp::ShrAssign(_) => &["<<="],
        _ => &[],
    }
}

/// What a function can return at once.
fn values_of(output: &ReturnType) -> Vec<String> {
    match output {
        ReturnType::Default => vec!["()".to_owned()],
        ReturnType::Type(_, of) => values(of),
    }
}

fn values(of: &Type) -> Vec<String> {
    let text = of.to_token_stream().to_string().replace(' ', "");
    let list = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let inner = |at: usize| arguments(of).into_iter().nth(at).map(values).unwrap_or_default();
    match text.split('<').next().unwrap_or_default() {
        "!" => Vec::new(),
        "()" => list(&["()"]),
        "bool" => list(&["true", "false"]),
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => list(&["0", "1"]),
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => list(&["0", "1", "-1"]),
        "f32" | "f64" => list(&["0.0", "1.0"]),
        "String" => list(&["String::new()", "\"xyzzy\".into()"]),
        "&str" | "&'staticstr" | "&'astr" => list(&["\"\"", "\"xyzzy\""]),
        "Option" => {
            let some = inner(0).into_iter().map(|value| format!("Some({value})"));
            list(&["None"]).into_iter().chain(some).collect()
        }
        "Result" | "fmt::Result" | "io::Result" | "anyhow::Result" => {
            let ok = if text == "fmt::Result" { list(&["()"]) } else { inner(0) };
            ok.into_iter().map(|value| format!("Ok({value})")).collect()
        }
        "Vec" => {
            let one = inner(0).into_iter().map(|value| format!("vec![{value}]"));
            list(&["Vec::new()"]).into_iter().chain(one).collect()
        }
        start if start.starts_with(['&', '*']) || start.starts_with("impl") || start.starts_with("dyn") => Vec::new(),
        _ => list(&["Default::default()"]),
    }
}

/// The types that a type is given.
fn arguments(of: &Type) -> Vec<&Type> {
    let Type::Path(path) = of else { return Vec::new() };
    let Some(syn::PathArguments::AngleBracketed(given)) = path.path.segments.last().map(|last| &last.arguments) else {
        return Vec::new();
    };
    let types = given.args.iter().filter_map(|argument| match argument {
        syn::GenericArgument::Type(it) => Some(it),
        _ => None,
    });
    types.collect()
}
