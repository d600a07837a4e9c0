//! What a correction changed, field by field; in long texts, to the character.

use super::rendering::sheet;
use guiju_api::{Changed, Piece, Revised};
use guiju_domain::matters::PieceKind;
use guiju_model::{Field, Form, summary::Names};
use serde_json::{Map, Value};
use similar::{ChangeTag, TextDiff};
use std::time::Duration;

/// Up to so many characters, the old text and the new one are easier to read whole.
const SHORT: usize = 24;
/// Texts that have little in common are not compared for longer.
const PATIENCE: Duration = Duration::from_millis(100);

/// The fields whose text differs, each with the old text and the new one.
pub fn revised(form: &Form, before: &Value, after: &Value, names: &impl Names) -> Vec<Revised> {
    let text = |field: &Field, content: &Value| {
        let none = Map::new();
        let content = content.as_object().unwrap_or(&none);
        sheet(std::iter::once(field), content, names).pop().map(|line| line.text).unwrap_or_default()
    };
    let differing = form.fields().filter_map(|field| {
        let (before, now) = (text(field, before), text(field, after));
        (before != now).then(|| Revised { label: field.label.clone(), before, now })
    });
    differing.collect()
}

/// The same as people read it in a history: the old text and the new one woven into one.
pub fn woven(revised: &[Revised]) -> Vec<Changed> {
    let woven = |one: &Revised| Changed { label: one.label.clone(), pieces: pieces(&one.before, &one.now) };
    revised.iter().map(woven).collect()
}

/// The texts woven into one, each piece as what it is.
fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let piece = |(kind, text): (PieceKind, String)| Piece { kind: kind.name().to_owned(), text };
    if before.chars().count().max(after.chars().count()) <= SHORT {
        let whole = [(PieceKind::Removed, before), (PieceKind::Added, after)].into_iter();
        let whole = whole.filter(|(_, text)| !text.is_empty());
        return whole.map(|(kind, text)| piece((kind, text.to_owned()))).collect();
    }
    let mut pieces: Vec<(PieceKind, String)> = Vec::new();
    for change in TextDiff::configure().timeout(PATIENCE).diff_chars(before, after).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => PieceKind::Same,
            ChangeTag::Delete => PieceKind::Removed,
            ChangeTag::Insert => PieceKind::Added,
        };
        match pieces.last_mut().filter(|(last, _)| *last == kind) {
            Some((_, text)) => text.push_str(change.value()),
            None => pieces.push((kind, change.value().to_owned())),
        }
    }
    pieces.into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::pieces;

    fn woven(before: &str, after: &str) -> String {
        let marked = |piece: super::Piece| match piece.kind.as_str() {
            "removed" => format!("[-{}-]", piece.text),
            "added" => format!("[+{}+]", piece.text),
            _ => piece.text,
        };
        pieces(before, after).into_iter().map(marked).collect()
    }

    #[test]
    fn short_texts_stand_whole_and_long_ones_are_woven() {
        assert_eq!(woven("2026-03-02", "2026-03-12"), "[-2026-03-02-][+2026-03-12+]");
        assert_eq!(woven("", "新写的"), "[+新写的+]");
        assert_eq!(
            woven(
                "请各科室于三月十日前报送上半年工作总结和下半年工作计划。",
                "请各科室于三月十五日前报送上半年工作总结。"
            ),
            "请各科室于三月十[+五+]日前报送上半年工作总结[-和下半年工作计划-]。"
        );
    }

    #[test]
    fn a_text_written_anew_takes_no_longer() {
        let (before, after) = ("旧".repeat(20_000), "新文".repeat(10_000));
        assert_eq!(woven(&before, &after).chars().filter(|c| *c == '新').count(), 10_000);
    }
}
