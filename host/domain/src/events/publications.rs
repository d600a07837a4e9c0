//! What is published, opened to the outside and stored.

use super::{Event, Subject, Thing, events};
use crate::{PersonId, PublicLinkId, PublicationId, public_links::LinkKind};
use serde::Serialize;

events! {
    /// Somebody has read a publication.
    PublicationRead("publication-read") => {
        /// The publication.
        publication: PublicationId,
        /// Its title.
        title: String,
        /// Who has read it.
        person: PersonId,
    }
    /// A public link was opened.
    LinkOpened("entrance-opened") about |it| Subject::part(Thing::Register, &it.regulation, &it.what) => {
        /// The link.
        entrance: PublicLinkId,
        /// Whether it leads to a board or to a form.
        leads_to: LinkKind,
        /// Regulation of what it leads to.
        regulation: String,
        /// Id of what it leads to.
        what: String,
        /// Title of what it leads to.
        title: String,
        /// Where it is shown.
        place: String,
    }
    /// A public link was closed for good.
    LinkClosed("entrance-closed") about |it| Subject::part(Thing::Register, &it.regulation, &it.what) => {
        /// The link.
        entrance: PublicLinkId,
        /// Regulation of what it led to.
        regulation: String,
        /// Id of what it led to.
        what: String,
        /// Title of what it led to.
        title: String,
        /// Where it was shown.
        place: String,
    }
    /// A file that nothing seemed to use is named somewhere all the same: it is kept for good.
    FileHeld("file-held") about |it| vec![Subject::of(Thing::File, &it.digest)] => {
        /// Digest of the file.
        digest: String,
    }
    /// A file was stored, or somebody stored again what is there.
    FileStored("file-stored") about |it| vec![Subject::of(Thing::File, &it.digest)] => {
        /// Digest of the file.
        digest: String,
        /// Its name, as it was uploaded.
        name: String,
        /// What kind of file it is.
        media_type: String,
        /// Its size in bytes.
        size: u64,
    }
}
