//! Components that mean harm or are broken: each is a typed, readable error, and the others go on.

use guiju_engine::{Engine, Limits, LoadError};

fn refusal(component: &[u8]) -> LoadError {
    match Engine::new(Limits::default(), None).and_then(|engine| engine.load(component)) {
        Err(why) => why,
        Ok(loaded) => unreachable!("{loaded:?} is accepted"),
    }
}

#[test]
fn not_a_component() {
    assert!(matches!(refusal(b"hello"), LoadError::NotAComponent(_)));
    let module = wat::parse_str("(module)").unwrap();
    assert!(matches!(refusal(&module), LoadError::NotAComponent(_)));
}

#[test]
fn without_the_contract() {
    let component = wat::parse_str("(component)").unwrap();
    assert!(matches!(refusal(&component), LoadError::Contract { .. }));
}

#[test]
fn asks_for_something_from_outside() {
    let component = wat::parse_str(r#"(component (import "clock" (func)))"#).unwrap();
    assert!(matches!(refusal(&component), LoadError::Imports(asked) if asked == ["clock"]));
}

#[test]
fn too_large() {
    let bytes = vec![0; Limits::default().component_bytes + 1];
    assert!(matches!(refusal(&bytes), LoadError::TooLarge { .. }));
}
