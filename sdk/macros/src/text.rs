//! Parses `regulation.md`: a heading `### id · label · heading [kind]` for each clause, its restatement below.

/// What a clause asks of the software, as its heading marks it.
pub enum Kind {
    Rule,
    Duty,
    Definition,
    /// Nothing can be executed, for this reason.
    Declaratory(String),
}

/// A clause of the text.
pub struct Clause {
    pub id: String,
    pub label: String,
    pub heading: String,
    pub statement: String,
    pub kind: Kind,
}

/// Parses the clauses in the order of the text.
///
/// # Errors
/// What is wrong, with the line.
pub fn parse(text: &str) -> Result<Vec<Clause>, String> {
    let mut clauses: Vec<Clause> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if let Some(head) = line.strip_prefix("### ") {
            let clause = head_of(head).map_err(|why| format!("regulation.md, line {}: {why}", number + 1))?;
            if clauses.iter().any(|earlier| earlier.id == clause.id) {
                return Err(format!("regulation.md, line {}: clause {} stands twice", number + 1, clause.id));
            }
            clauses.push(clause);
        } else if !line.starts_with('#')
            && !line.trim().is_empty()
            && let Some(clause) = clauses.last_mut()
        {
            clause.statement.push_str(line.trim());
        }
    }
    for clause in &clauses {
        if clause.statement.is_empty() {
            return Err(format!("regulation.md: clause {} has no statement below its heading", clause.id));
        }
    }
    Ok(clauses)
}

fn head_of(head: &str) -> Result<Clause, String> {
    let shape = "a clause's heading reads `### id · label · heading [rule|duty|definition|declaratory: reason]`";
    let (head, kind) = head.trim_end().strip_suffix(']').and_then(|h| h.rsplit_once('[')).ok_or(shape)?;
    let kind = match kind.split_once(':') {
        None if kind == "rule" => Kind::Rule,
        None if kind == "duty" => Kind::Duty,
        None if kind == "definition" => Kind::Definition,
        Some(("declaratory", reason)) if !reason.trim().is_empty() => Kind::Declaratory(reason.trim().to_owned()),
        _ => return Err(shape.to_owned()),
    };
    let mut parts = head.split('·').map(str::trim);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(id), Some(label), Some(heading), None) if !id.is_empty() && !label.is_empty() => Ok(Clause {
            id: id.to_owned(),
            label: label.to_owned(),
            heading: heading.to_owned(),
            statement: String::new(),
            kind,
        }),
        _ => Err(shape.to_owned()),
    }
}
