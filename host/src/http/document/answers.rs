//! Which errors an operation may answer with.

use super::operation::Operation;

/// Paths below which a regulation is asked: it may fault, or find faults.
const JUDGED: [&str; 14] = [
    "/api/forms",
    "/api/matters",
    "/api/shortcuts",
    "/api/assessments",
    "/api/duties",
    "/api/proposals",
    "/api/packages",
    "/api/rehearsals",
    "/api/revisions",
    "/api/calendar",
    "/api/rosters",
    "/api/swaps",
    "/api/public/entrances",
    "/api/records",
];

/// Paths below which stored files are read or written.
const STORED: [&str; 5] = ["/api/attachments", "/api/packages", "/api/matters", "/api/inspection", "/api/rehearsals"];

/// The statuses of the errors that an operation may answer with.
pub fn errors(operation: &Operation<'_>) -> Vec<u16> {
    let below = |paths: &[&str]| paths.iter().any(|path| operation.path.starts_with(path));
    // Any address may be asked with a NUL character behind its question mark, and any server may be out of order.
    let mut statuses = vec![400, 500, 503];
    if !operation.public {
        statuses.extend([401, 403]);
    }
    if operation.path.contains("{code}") {
        // Guesses at a secret are slowed.
        statuses.push(429);
    }
    if operation.public && operation.changes {
        // Logging in, and filing through an entrance.
        statuses.extend([401, 403, 429]);
    }
    if operation.has_path_parameters || !operation.public {
        statuses.push(404);
    }
    if operation.path.contains("{id}") || operation.path.contains("{matter}") {
        // A matter that was erased.
        statuses.push(410);
    }
    if operation.changes {
        statuses.extend([409, 422, 429]);
    }
    if operation.has_body {
        statuses.extend([408, 413]);
    }
    if below(&JUDGED) {
        statuses.extend([409, 422, 502]);
    }
    if below(&STORED) {
        statuses.extend([409, 422]);
    }
    statuses.sort_unstable();
    statuses.dedup();
    statuses
}

/// What a status says to whoever reads the document.
pub const fn description(status: u16) -> &'static str {
    match status {
        200 => "What was asked for.",
        201 => "Done; what came of it.",
        202 => "Taken, and waiting for a second person.",
        204 => "Done; there is nothing more to say.",
        400 => "Not understood, or of no use: `title` says what is wrong.",
        401 => "Nobody is logged in, or the password is wrong.",
        403 => "Not allowed for this caller, or the header `x-csrf-token` is missing.",
        404 => "There is no such thing, or not for this caller.",
        408 => "The request came too slowly.",
        409 => "It does not fit what has happened meanwhile, or exceeds a quota.",
        410 => "There was such a thing; it was erased, because the office need not keep it any longer.",
        413 => "Too large.",
        422 => "Understood, but not to be done as it stands: `findings` or `title` say why.",
        429 => "Too often or too many at once; `Retry-After` says when to try again.",
        500 => "A fault of the server.",
        502 => "A regulation's program gave no usable answer.",
        503 => "The server cannot do it now; `Retry-After` says when to try again.",
        _ => "Another answer.",
    }
}
