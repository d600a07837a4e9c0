//! What a rule finds.

/// One thing that a rule objects to.
#[derive(Debug)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    pub path: String,
    /// From 1; 0 if it is about the whole file.
    pub line: usize,
    /// What is wrong, and what to do.
    pub text: String,
    /// What debt.txt has to hold if it is to be let through: paths, each with the name of an item or `-`.
    pub keys: Vec<(String, String)>,
}

impl Finding {
    /// A finding about one item of a file; `-` if it is about the file.
    pub fn new(rule: &'static str, path: &str, line: usize, item: &str, text: String) -> Finding {
        let keys = vec![(path.to_owned(), item.to_owned())];
        Finding { rule, path: path.to_owned(), line, text, keys }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Finding { rule, path, line, text, .. } = self;
        if *line == 0 { write!(f, "{path}: {text} [{rule}]") } else { write!(f, "{path}:{line}: {text} [{rule}]") }
    }
}
