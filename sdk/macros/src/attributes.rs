//! What the attributes `#[form(…)]`, `#[field(…)]`, `#[parameter(…)]` and `#[judgement(…)]` hold.

use darling::{
    Error, FromAttributes, FromMeta,
    ast::NestedMeta,
    util::{Flag, PathList, parse_expr::preserve_str_literal},
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{BinOp, Expr, ExprArray, Ident, Lit, LitStr, Meta, ext::IdentExt};

/// `#[field(…)]` on a field of a form or a column of a row.
#[derive(FromAttributes)]
#[darling(attributes(field))]
pub struct FieldAttributes {
    pub label: Option<LitStr>,
    pub help: Option<LitStr>,
    pub clause: Option<LitStr>,
    #[darling(default, with = expression)]
    pub initial: Option<Expr>,
    #[darling(multiple)]
    pub shown_when: Vec<Condition>,
    /// The names that the field had in earlier versions.
    #[darling(multiple)]
    pub was: Vec<LitStr>,
    pub optional: Flag,
    pub sensitive: Flag,
    pub long: Flag,
    /// What was done then is not filed before.
    pub past: Flag,
    /// What is asked for then is not filed after that day.
    pub ahead: Flag,
    #[darling(default, with = expression)]
    pub least: Option<Expr>,
    #[darling(default, with = expression)]
    pub most: Option<Expr>,
}

/// `#[form(…)]` on the struct.
#[derive(FromAttributes)]
#[darling(attributes(form))]
pub struct FormAttributes {
    pub id: Option<LitStr>,
    pub title: Option<LitStr>,
    pub clause: Option<LitStr>,
    pub summary: Option<LitStr>,
    pub series: Option<Series>,
    pub event_time: Option<LitStr>,
    pub subject: Option<LitStr>,
    pub filed_by: Option<Expr>,
    pub on_behalf: Option<Expr>,
    pub seen_by: Option<Expr>,
    #[darling(multiple)]
    pub closed_when: Vec<Condition>,
    #[darling(default, with = field_names)]
    pub custodians: Vec<Ident>,
    #[darling(default)]
    pub copies: Vec<LitStr>,
    #[darling(default)]
    pub synonyms: Vec<LitStr>,
    /// The steps that others may name.
    #[darling(default)]
    pub steps: Labelled,
    /// The function that turns older content into today's.
    pub upcast: Option<syn::Path>,
    /// Another declares the form: what `relies!` makes.
    pub relied: Flag,
    #[darling(default)]
    pub imports: PathList,
    pub register: Option<Register>,
}

/// `register(title = "…", columns = [number, person, status], seen_by = KEEPERS)`. An id, title, clause or audience that is
/// left out is the form's.
#[derive(FromMeta)]
pub struct Register {
    pub id: Option<LitStr>,
    pub title: Option<LitStr>,
    pub clause: Option<LitStr>,
    #[darling(default, with = column_list)]
    pub columns: Vec<String>,
    pub seen_by: Option<Expr>,
}

/// `#[parameter(…)]` on a field of the parameters.
#[derive(FromAttributes)]
#[darling(attributes(parameter))]
pub struct ParameterAttributes {
    pub label: Option<LitStr>,
    pub clause: Option<LitStr>,
    pub unit: Option<LitStr>,
    /// What the thresholds of a table of tiers count.
    pub from: Option<LitStr>,
    pub from_unit: Option<LitStr>,
    #[darling(default, with = expression)]
    pub default: Option<Expr>,
    #[darling(default, with = expression)]
    pub least: Option<Expr>,
    #[darling(default, with = expression)]
    pub most: Option<Expr>,
}

/// `#[judgement(…)]` on the unit struct.
#[derive(FromAttributes)]
#[darling(attributes(judgement))]
pub struct JudgementAttributes {
    pub id: Option<LitStr>,
    pub title: Option<LitStr>,
    pub clause: Option<LitStr>,
    pub of: Option<syn::Path>,
    pub every: Option<syn::Path>,
    pub reads: Option<Expr>,
    pub seen_by: Option<Expr>,
    pub legend: Option<Expr>,
    /// The figures that others may read.
    #[darling(default)]
    pub figures: Labelled,
}

/// `#[privilege(…)]` on a case of the privileges.
#[derive(FromAttributes)]
#[darling(attributes(privilege))]
pub struct PrivilegeAttributes {
    pub label: Option<LitStr>,
    pub clause: Option<LitStr>,
    #[darling(default, with = expression)]
    pub forms: Option<Expr>,
    #[darling(default, with = expression)]
    pub seen_by: Option<Expr>,
}

/// `kind == sick | personal`: a field and the values for which the condition holds.
pub struct Condition {
    field: String,
    values: Vec<String>,
}

impl FromMeta for Condition {
    fn from_string(written: &str) -> darling::Result<Self> {
        let (field, values) =
            written.split_once("==").ok_or_else(|| Error::custom("a condition reads `field == value | other`"))?;
        Ok(Self { field: field.trim().to_owned(), values: values.split('|').map(|v| v.trim().to_owned()).collect() })
    }
}

impl ToTokens for Condition {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { field, values } = self;
        tokens.extend(quote!(::guiju_sdk::condition(#field, &[#(#values),*])));
    }
}

/// `series("id", "pattern")`, or `series("id", "pattern", after = "step")` for a number that is given after a step.
pub struct Series {
    id: LitStr,
    pattern: String,
}

impl FromMeta for Series {
    fn from_list(items: &[NestedMeta]) -> darling::Result<Self> {
        match items {
            [NestedMeta::Lit(Lit::Str(id)), NestedMeta::Lit(Lit::Str(pattern)), after @ ..] => {
                let after = match after {
                    [] => String::new(),
                    [NestedMeta::Meta(meta)] if meta.path().is_ident("after") => {
                        format!("{{after:{}}}", String::from_meta(meta)?)
                    }
                    _ => return Err(Self::malformed()),
                };
                Ok(Self { id: id.clone(), pattern: format!("{after}{}", pattern.value()) })
            }
            _ => Err(Self::malformed()),
        }
    }
}

impl Series {
    fn malformed() -> Error {
        Error::custom("a series has an id, a pattern and `after = \"step\"`")
    }
}

impl ToTokens for Series {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { id, pattern } = self;
        tokens.extend(quote!(::guiju_sdk::model::Series { id: #id.to_owned(), pattern: #pattern.to_owned() }));
    }
}

/// `steps(leaders = "书记、主任审阅", readers = "传阅")`: names that others may rely on, each with what people call it.
#[derive(Default)]
pub struct Labelled(pub Vec<(Ident, String)>);

impl FromMeta for Labelled {
    fn from_list(items: &[NestedMeta]) -> darling::Result<Self> {
        let named = |item: &NestedMeta| match item {
            NestedMeta::Meta(meta) => {
                let name = meta.path().get_ident().ok_or_else(|| Error::custom("a name").with_span(meta))?;
                Ok((name.clone(), String::from_meta(meta)?))
            }
            NestedMeta::Lit(lit) => Err(Error::custom("write `name = \"label\"`").with_span(lit)),
        };
        items.iter().map(named).collect::<darling::Result<_>>().map(Self)
    }
}

/// The value behind `=`. A string literal stays one.
fn expression(meta: &Meta) -> darling::Result<Option<Expr>> {
    preserve_str_literal(meta).map(Some)
}

/// The elements of `[one, two]`.
fn list(meta: &Meta) -> darling::Result<impl Iterator<Item = Expr>> {
    match preserve_str_literal(meta)? {
        Expr::Array(ExprArray { elems, .. }) => Ok(elems.into_iter()),
        other => Err(Error::unexpected_expr_type(&other)),
    }
}

/// `[keeper, deputy]`: names of fields.
fn field_names(meta: &Meta) -> darling::Result<Vec<Ident>> {
    list(meta)?.map(|name| Ident::from_expr(&name)).collect()
}

/// The columns of a register, as a view's columns are written in the manifest.
fn column_list(meta: &Meta) -> darling::Result<Vec<String>> {
    list(meta)?.map(|column| written(&column)).collect()
}

/// `number`, `minutes = "用时（分钟）"` or `paid / price = "已付比例"`.
fn written(column: &Expr) -> darling::Result<String> {
    match column {
        Expr::Path(_) => Ok(Ident::from_expr(column)?.unraw().to_string()),
        Expr::Binary(part) if matches!(part.op, BinOp::Div(_)) => {
            Ok(format!("{}/{}", written(&part.left)?, written(&part.right)?))
        }
        Expr::Assign(titled) => Ok(format!("{}={}", written(&titled.left)?, String::from_expr(&titled.right)?)),
        other => {
            let says = "a column reads `field`, `value = \"heading\"` or `part / whole = \"heading\"`";
            Err(Error::custom(says).with_span(other))
        }
    }
}
