//! Rule `lengths`: no function is longer than 60 lines or takes more than six parameters; no file is longer than 400 lines.
//!
//! A function counts from the line of its `fn` to its closing brace, view code included; its attributes and documentation do not
//! count, nor does `self`. Functions that a macro writes are not looked at.

use super::{finding::Finding, source::Source};

const RULE: &str = "lengths";
const LINES: usize = 60;
const PARAMETERS: usize = 6;
const FILE: usize = 400;

/// What is too long in a file.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let path = &source.path;
    let lines = source.text.lines().count();
    if lines > FILE {
        let text = format!("{lines} lines, {FILE} at most: one subject a file");
        findings.push(Finding::new(RULE, path, 0, "-", text));
    }
    for function in &source.functions {
        let (name, first) = (&function.name, *function.lines.start());
        let lines = function.lines.end() - first + 1;
        if lines > LINES {
            let text = format!("{name} has {lines} lines, {LINES} at most: give its parts names of their own");
            findings.push(Finding::new(RULE, path, first, name, text));
        }
        if function.parameters > PARAMETERS {
            let count = function.parameters;
            let text = format!(
                "{name} takes {count} parameters, {PARAMETERS} at most: make one type of what travels together"
            );
            findings.push(Finding::new(RULE, path, first, &format!("{name}()"), text));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let source = Source::parsed("host/src/a.rs", text.to_owned()).unwrap();
        check(&source).into_iter().map(|finding| finding.keys[0].1.clone()).collect()
    }

    #[test]
    fn a_function_has_sixty_lines() {
        let body = "    step();\n".repeat(58);
        assert!(found(&format!("/// What.\n#[test]\nfn right() {{\n{body}}}\n")).is_empty());
        assert_eq!(found(&format!("struct S;\nimpl S {{\n    fn long() {{\n    step();\n{body}}}\n}}\n")), ["S::long"]);
        let macros = format!("macro_rules! m {{\n() => {{ fn long() {{\n{body}{body}}} }}\n}}\n");
        assert!(found(&macros).is_empty());
    }

    #[test]
    fn a_function_takes_six_parameters() {
        let six = "a: u8, b: u8, c: u8, d: u8, e: u8, f: u8";
        assert!(found(&format!("trait T {{\n    fn right(&self, {six});\n}}\n")).is_empty());
        assert_eq!(found(&format!("fn many({six}, g: u8) {{}}\n")), ["many()"]);
    }

    #[test]
    fn a_file_has_four_hundred_lines() {
        assert!(found(&"// a\n".repeat(400)).is_empty());
        assert_eq!(found(&"// a\n".repeat(401)), ["-"]);
    }
}
