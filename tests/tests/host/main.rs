//! The host by itself, with no regulation but two made for these stories: they pass where there is no `plugins`.

mod capabilities;
mod contracts;
mod hostile;
mod jobs;
mod joint;
mod modes;
mod prepared;
mod reminders;
mod rows;
mod tenure;
mod told;
mod workflow;
