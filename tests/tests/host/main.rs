//! The host by itself, with no regulation but two made for these stories: they pass where there is no `plugins`.

mod adapters;
mod capabilities;
mod contracts;
mod courses;
mod earlier;
mod hostile;
mod jobs;
mod joint;
mod modes;
mod nights;
mod prepared;
mod reminders;
mod rows;
mod schema;
mod stored;
mod tenure;
mod told;
mod uncompared;
mod unreadable;
mod workflow;
