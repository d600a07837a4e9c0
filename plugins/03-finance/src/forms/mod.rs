//! What is filled in.

mod assets;
mod books;
mod funds;
mod readers;
mod spending;

pub use assets::{Asset, AssetChange, AssetEvent};
pub use books::{ArchiveAccess, Closing, ClosingKind, LongDistanceCall, WageNotice};
pub use funds::{Income, Loan, Repayment, Settlement};
pub use readers::KEEPERS;
pub use spending::{AdvanceReport, Claim, Contract, DeviceRequest, Payment, SpendingKind};
