//! Stories of the regulations over the real API, on both databases.

mod access;
mod accounts;
mod anything;
mod calendar;
mod clock;
mod codes;
mod doors;
mod entrances;
mod evidence;
mod faults;
mod jobs;
mod keepers;
mod leave;
mod limits;
mod meetings;
mod money;
mod office;
mod operations;
mod packages;
mod papers;
mod quotas;
mod reassign;
mod revisions;
mod sandbox;
mod secrets;
mod vehicles;
