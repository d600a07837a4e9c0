//! The export of a crate from its declarations.

use crate::{
    export::{Assessment, Choice, Export, Field, Form, Kind},
    grammar::Relied,
    items::{Declared, Struct, metas},
};
use syn::{GenericArgument, Meta, PathArguments, PathSegment, Type, ext::IdentExt};

impl Declared {
    /// What the crate exports: the forms and judgements that its `regulation!` lists.
    pub fn export(&self) -> Result<Export, String> {
        let mut forms = Vec::new();
        for declared in self.structs.iter().filter(|declared| self.forms.contains(&declared.name)) {
            let Some((id, steps)) = &declared.form else { continue };
            forms.push(self.form(declared, id, steps)?);
        }
        forms.sort_by(|a, b| a.id.cmp(&b.id));
        let judged = self.judgements.iter().filter(|judgement| self.judges.contains(&judgement.name));
        let mut assessments = judged
            .map(|judgement| Assessment { id: judgement.id.clone(), figures: judgement.figures.clone() })
            .collect::<Vec<_>>();
        assessments.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(Export { regulation: self.id.clone(), forms, assessments })
    }

    fn form(&self, declared: &Struct, id: &str, steps: &[String]) -> Result<Form, String> {
        let (mut fields, mut computed) = (Vec::new(), Vec::new());
        for field in &declared.fields {
            let later = field.attrs.iter().any(|attribute| attribute.path().is_ident("computed"));
            let mut read = self.field(declared, field, false)?;
            if later {
                read.optional = true;
                computed.push(read);
            } else {
                fields.push(read);
            }
        }
        Ok(Form { id: id.to_owned(), fields, computed, steps: steps.to_vec() })
    }

    /// A field of a form, or a column of a row.
    fn field(&self, of: &Struct, field: &syn::Field, column: bool) -> Result<Field, String> {
        let name = field.ident.as_ref().map(|ident| ident.unraw().to_string()).unwrap_or_default();
        let metas = metas(&field.attrs, "field").map_err(|why| format!("{}.{name}: {why}", of.name))?;
        let flag = |flag: &str| metas.iter().any(|meta| matches!(meta, Meta::Path(path) if path.is_ident(flag)));
        let conditional =
            metas.iter().any(|meta| matches!(meta, Meta::NameValue(pair) if pair.path.is_ident("shown_when")));
        let (ty, maybe) = match argument(&field.ty, "Option") {
            Some(inside) => (inside, true),
            None => (&field.ty, false),
        };
        let required = !flag("optional") && (!maybe || conditional);
        let optional = !required || conditional && !column;
        Ok(Field { name, optional, kind: self.kind(of, ty, flag("long"))? })
    }

    fn kind(&self, of: &Struct, ty: &Type, long: bool) -> Result<Kind, String> {
        if let Some(row) = argument(ty, "Table") {
            let row = self.found(of.file, row, |all| &all.structs, |row| (row.file, &row.name));
            let row = row.ok_or_else(|| format!("{} has a table of rows that are not declared", of.name))?;
            let columns = row.fields.iter().filter(|field| argument(&field.ty, "Table").is_none());
            return Ok(Kind::Table(columns.map(|field| self.field(row, field, true)).collect::<Result<_, _>>()?));
        }
        if let Some(form) = argument(ty, "Reference") {
            return Ok(self.form_name(of.file, form).map_or_else(unknown, Kind::Reference));
        }
        if last(ty).is_some_and(|last| last.ident == "Decimal") {
            return Ok(Kind::Decimal);
        }
        if let Some(form) = argument(ty, "Resource") {
            return Ok(self.form_name(of.file, form).map_or_else(unknown, Kind::Resource));
        }
        if let Some(element) = argument(ty, "Vec") {
            return Ok(match last(element).map(|last| last.ident.to_string()).as_deref() {
                Some("PersonId" | "u64") => Kind::People,
                Some("Attachment") => Kind::Attachments,
                _ => self.choices(of.file, element).map_or_else(unknown, Kind::Choices),
            });
        }
        Ok(match last(ty).map(|last| last.ident.to_string()).as_deref() {
            Some("String" | "LongText") if long => Kind::LongText,
            Some("String" | "LongText") => Kind::Text,
            Some("i64" | "u32") => Kind::Integer,
            Some("Money") => Kind::Money,
            Some("bool" | "YesNo") => Kind::YesNo,
            Some("Date") => Kind::Date,
            Some("Moment") => Kind::DateTime,
            Some("Period") => Kind::Period,
            Some("HalfDays") => Kind::HalfDays,
            Some("PersonId" | "u64") => Kind::Person,
            Some("Department") => Kind::Department,
            Some("Attachment") => Kind::Attachment,
            _ => self.choices(of.file, ty).map_or_else(unknown, Kind::Choice),
        })
    }

    fn choices(&self, file: usize, ty: &Type) -> Option<Vec<Choice>> {
        self.found(file, ty, |all| &all.choices, |choice| (choice.file, &choice.name))
            .map(|found| found.choices.clone())
    }

    /// The full name of the form that a type stands for: one of the crate's own, or one that it relies on.
    fn form_name(&self, file: usize, ty: &Type) -> Option<String> {
        let own = self.found(file, ty, |all| &all.structs, |row| (row.file, &row.name));
        if let Some((id, _)) = own.and_then(|own| own.form.as_ref()) {
            return Some(format!("{}/{id}", self.id));
        }
        let name = last(ty)?.ident.to_string();
        self.relied.iter().find(|relied| relied.name == name).map(Relied::id)
    }

    /// The declaration of a type by its name. Of several with the same name the one in the same file counts.
    fn found<'a, T>(
        &'a self,
        file: usize,
        ty: &Type,
        all: impl Fn(&'a Self) -> &'a Vec<T>,
        key: impl Fn(&'a T) -> (usize, &'a String),
    ) -> Option<&'a T> {
        let name = last(ty)?.ident.to_string();
        let named = || all(self).iter().filter(|found| *key(found).1 == name);
        named().find(|found| key(found).0 == file).or_else(|| named().next())
    }
}

fn unknown() -> Kind {
    Kind::Unknown(String::new())
}

fn last(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// The argument of `Name<Argument>`.
fn argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let segment = last(ty).filter(|segment| segment.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
