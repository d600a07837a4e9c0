//! Components of earlier contracts are called by their own types: which types are accepted, how values cross, and that no limit is
//! lost on the way.

use anyhow::{Context, Result, anyhow, bail};
use guiju_engine::{Engine, FaultKind, Limits, LoadError};
use guiju_model::{
    Assessment, Check, Fault, Half, Ledger, Manifest, Matter, Route, Sign,
    reflected::{Mismatch, Reflected, Version},
};
use guiju_tests::root;
use wasmtime::component::{Component, Type, Val, types::ComponentItem};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// Each text with the version that it is.
const TEXTS: [(&str, Version); 3] = [
    ("sdk/wit/kept/0.1.0.wit", Version(0, 1)),
    ("sdk/wit/kept/1.0.0.wit", Version(1, 0)),
    ("sdk/wit/regulation.wit", Version(1, 1)),
];

/// A component of a contract with this text; it only ever answers to `describe`, by these instructions.
fn component(text: &str, describe: &str) -> Result<Vec<u8>> {
    let mut resolve = Resolve::default();
    let package = resolve.push_str("regulation.wit", text)?;
    let world = resolve.select_world(&[package], None)?;
    let functions = ["validate", "route", "assess"]
        .map(|name| format!(r#"(func (export "{name}") (param i32) (result i32) unreachable)"#));
    let mut module = wat::parse_str(format!(
        r#"(module
            (memory (export "memory") 64)
            (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
            (func (export "describe") (result i32) {describe})
            {})"#,
        functions.concat()
    ))?;
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false)?;
    ComponentEncoder::default().module(&module)?.validate(true).encode()
}

/// An engine whose calls may take as long as a busy machine needs.
fn engine() -> Result<Engine> {
    Ok(Engine::new(Limits { call_milliseconds: 10_000, ..Limits::default() }, None)?)
}

fn text(path: &str) -> Result<String> {
    Ok(std::fs::read_to_string(root().join(path))?)
}

/// A component as the sandbox's library sees it.
fn compiled(engine: &wasmtime::Engine, bytes: &[u8]) -> Result<Component> {
    Component::new(engine, bytes).map_err(|why| anyhow!("{why:#}"))
}

/// What a function of a component takes, if anything, and what it returns.
fn types_of(engine: &wasmtime::Engine, component: &Component, function: &str) -> Result<(Option<Type>, Type)> {
    let exports = component.component_type();
    match exports.get_export(engine, function).context("an export")?.ty {
        ComponentItem::ComponentFunc(of) => {
            let given = of.params().map(|(_, parameter)| parameter).next();
            Ok((given, of.results().next().context("a result")?))
        }
        other => bail!("{other:?}"),
    }
}

/// Compares a function's types with those of the contract of this version.
fn matches<G: Reflected, A: Reflected>((given, answered): (Option<Type>, Type), version: Version) -> Result<()> {
    G::matches(&given.context("a parameter")?, version)?;
    Ok(Result::<A, Fault>::matches(&answered, version)?)
}

/// The types of every version are those of its text: `#[since]` stands where it should, on fields and on cases.
#[test]
fn types_are_those_of_each_text() -> Result<()> {
    let engine = wasmtime::Engine::default();
    for (path, version) in TEXTS {
        let component = compiled(&engine, &component(&text(path)?, "unreachable")?)?;
        let of = |name: &str| types_of(&engine, &component, name);
        Manifest::matches(&of("describe")?.1, version)?;
        matches::<Matter, Check>(of("validate")?, version)?;
        matches::<Matter, Route>(of("route")?, version)?;
        matches::<Ledger, Assessment>(of("assess")?, version)?;
    }
    Ok(())
}

/// The type of a declaration of a contract.
fn declaration(path: &str) -> Result<Type> {
    let engine = wasmtime::Engine::default();
    let component = compiled(&engine, &component(&text(path)?, "unreachable")?)?;
    Ok(types_of(&engine, &component, "describe")?.1)
}

/// A declaration goes into the types of its own contract and comes back as it was.
#[test]
fn a_declaration_comes_back_as_it_was() -> Result<()> {
    let loaded = engine()?.load(&std::fs::read(root().join("target/workbench.wasm"))?)?;
    let lowered = loaded.manifest().lowered(&declaration(TEXTS[2].0)?)?;
    assert_eq!(&Manifest::lifted(lowered)?, loaded.manifest());
    Ok(())
}

/// What an earlier contract cannot say is left out of a declaration, and comes back as it is by default.
#[test]
fn later_fields_are_left_out() -> Result<()> {
    let kept = engine()?.load(&std::fs::read(root().join("tests/kept/whereabouts-1.0.0.wasm"))?)?;
    let mut manifest = kept.manifest().clone();
    for form in &mut manifest.forms {
        form.synonyms = vec!["外出".to_owned()];
    }
    assert_ne!(&manifest, kept.manifest());
    assert_eq!(&Manifest::lifted(manifest.lowered(&declaration(TEXTS[1].0)?)?)?, kept.manifest());
    Ok(())
}

/// A type of a component, as text sets it.
fn found(text: &str) -> Result<Type> {
    let engine = wasmtime::Engine::default();
    let text = format!(
        r#"(component (type $t {text}) (import "t" (type $named (eq $t))) (import "f" (func (param "t" $named))))"#
    );
    let component = compiled(&engine, &wat::parse_str(text)?)?.component_type();
    let functions = component.imports(&engine).filter_map(|(_, item)| match item.ty {
        ComponentItem::ComponentFunc(function) => function.params().map(|(_, parameter)| parameter).next(),
        _ => None,
    });
    functions.last().context("a function with a parameter")
}

#[test]
fn differences_are_named() -> Result<()> {
    let sign = |text: &str| Ok::<_, anyhow::Error>(said(Sign::matches(&found(text)?, Version(1, 1))));
    assert_eq!(sign(r#"(record (field "meaning" string) (field "sign" string))"#)?, "");
    assert_eq!(sign(r#"(record (field "sign" string))"#)?, "its sign lacks the field meaning");
    let coloured = r#"(record (field "sign" string) (field "meaning" string) (field "colour" string))"#;
    assert_eq!(sign(coloured)?, "its sign has a field colour, which is unknown");
    let numbered = r#"(record (field "sign" string) (field "meaning" u32))"#;
    assert_eq!(sign(numbered)?, "its sign.meaning is u32 in place of string");
    assert_eq!(sign("u32")?, "its sign is u32 in place of a record");
    let half = |text: &str| Ok::<_, anyhow::Error>(said(Half::matches(&found(text)?, Version(1, 0))));
    assert_eq!(half(r#"(enum "pm" "am")"#)?, "");
    assert_eq!(half(r#"(enum "am")"#)?, "its half lacks the case pm");
    assert_eq!(half(r#"(enum "am" "pm" "night")"#)?, "its half has a case night, which is unknown");
    Ok(())
}

/// What a comparison says, and nothing if there is no difference.
fn said(compared: Result<(), Mismatch>) -> String {
    compared.err().map(|why| why.to_string()).unwrap_or_default()
}

/// A case that the component does not have cannot be told to it.
#[test]
fn a_case_that_is_not_there_is_named() -> Result<()> {
    let mornings = found(r#"(enum "am")"#)?;
    assert!(matches!(Half::Am.lowered(&mornings)?, Val::Enum(name) if name == "am"));
    let missing = Mismatch::MissingCase { of: "half", case: "pm" };
    assert_eq!(Half::Pm.lowered(&mornings).err(), Some(missing));
    Ok(())
}

/// Whatever line is taken out of an earlier text, a component built for what is left is refused in words, or it is not called otherwise:
/// the line says nothing that a function needs.
#[test]
fn components_of_altered_texts_are_refused() -> Result<()> {
    let engine = engine()?;
    for (path, _) in &TEXTS[..2] {
        let text = text(path)?;
        let described = engine.load(&component(&text, "unreachable")?);
        assert!(
            matches!(&described, Err(LoadError::Describe(fault)) if matches!(fault.kind, FaultKind::Trap(_))),
            "{described:?}"
        );
        let lines = text.lines().collect::<Vec<_>>();
        let says = |line: &str| !line.trim().is_empty() && !line.trim().starts_with("//");
        let (mut refused, mut accepted) = (0, Vec::new());
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| says(line)) {
            let mut others = lines.clone();
            others.remove(at);
            // Many lines cannot be missing: what is left is no text.
            let Ok(component) = component(&others.join("\n"), "unreachable") else { continue };
            match engine.load(&component) {
                Err(LoadError::Contract { why, .. }) => {
                    assert!(why.contains("lacks") || why.contains("does not export"), "{line}: {why}");
                    refused += 1;
                }
                Err(LoadError::Describe(_)) => accepted.push(line.trim()),
                other => bail!("{line}: {other:?}"),
            }
        }
        assert!(refused > 150, "{refused} lines");
        let kinds = ["working,", "rest,", "holiday,", "make-up,", "provisional-working,", "provisional-rest,"];
        let numbers = [&["enum season { winter, summer }"][..], &kinds].concat();
        assert_eq!(accepted, numbers, "nothing but numbers of the calendar, which no function names");
    }
    Ok(())
}

/// An earlier contract is not given or asked what a later one added.
#[test]
fn later_fields_and_cases_are_unknown_to_an_earlier_contract() -> Result<()> {
    let text = text(TEXTS[1].0)?;
    for (before, after, named) in [
        ("copies: list<string>,", "copies: list<string>, synonyms: list<string>,", "its form has a field synonyms"),
        ("enum status { open, completed }", "enum status { open, completed, lost }", "its status has a case lost"),
        (
            "department(department-id), office }",
            "department(department-id), office, post }",
            "its subject has a case post",
        ),
        ("record choice { value: string,", "record choice { value: u32,", "its choice.value is u32"),
    ] {
        assert!(text.contains(before), "{before}");
        let loaded = engine()?.load(&component(&text.replace(before, after), "unreachable")?);
        let Err(LoadError::Contract { ours, why }) = loaded else { bail!("{after}: {loaded:?}") };
        assert!(why.contains(named), "{after}: {why}");
        assert_eq!(ours, "guiju:regulation@1.0.0");
    }
    Ok(())
}

/// Every list and every text of this answer lies at the same place: 16,384 items of 16,384 bytes.
const HUGE: &str = "
    (local $at i32)
    (loop $next
        (i32.store (local.get $at) (i32.const 16384))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $next (i32.lt_u (local.get $at) (i32.const 4194304))))
    (i32.const 0)";

#[test]
fn limits_hold_for_every_contract() -> Result<()> {
    let engine = Engine::new(Limits::default(), None)?;
    for (path, _) in TEXTS {
        let described = engine.load(&component(&text(path)?, HUGE)?);
        let Err(LoadError::Describe(fault)) = described else { bail!("{path}: {described:?}") };
        assert_eq!(fault.kind, FaultKind::OutputTooLarge(Limits::default().output_bytes), "{path}");
        let described = engine.load(&component(&text(path)?, "(loop $next (br $next)) unreachable")?);
        let Err(LoadError::Describe(fault)) = described else { bail!("{path}: {described:?}") };
        assert_eq!(fault.kind, FaultKind::OutOfTime(Limits::default().call_milliseconds), "{path}");
    }
    Ok(())
}
