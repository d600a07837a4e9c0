//! What is published, opened to the outside and stored.

use super::{Event, Subject, Thing, events};
use crate::{PersonId, PublicLinkId, PublicationId, public_links::LinkKind};
use serde::Serialize;

events! {
    /// Somebody has read a publication.
    PublicationRead("publication-read") about |it| vec![Subject::of(Thing::Publication, it.publication)] => {
        /// The publication.
        publication: PublicationId,
        /// Who has read it.
        person: PersonId,
    }
    /// A public link was opened.
    LinkOpened("entrance-opened") about |it| {
        let mut about = Subject::part(Thing::Register, &it.regulation, &it.what);
        about.push(Subject::of(Thing::PublicLink, it.entrance));
        about
    } => {
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
    LinkClosed("entrance-closed") about |it| vec![Subject::of(Thing::PublicLink, it.entrance)] => {
        /// The link.
        entrance: PublicLinkId,
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
