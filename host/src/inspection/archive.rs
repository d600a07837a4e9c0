//! The zip archive of an inspection pack, and its index page.

use super::page::Index;
use crate::{
    error::{Error, Result},
    words::text,
};
use guiju_domain::{MatterId, events::access::PackExported};
use guiju_model::Date;
use std::{
    collections::BTreeSet,
    io::{Cursor, Write},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// An inspection pack while files are added to its archive.
pub(super) struct Pack {
    /// What is written so far; away while a thread that serves nobody works at it.
    zip: Option<ZipWriter<Cursor<Vec<u8>>>>,
    /// What the event says of it.
    pub told: PackExported,
    /// The matters in it.
    pub matters: BTreeSet<MatterId>,
    /// The page that a person reads first.
    pub index: Index,
}

impl Pack {
    /// An empty pack for a period.
    pub fn new((from, to): (Date, Date)) -> Self {
        Self {
            zip: Some(ZipWriter::new(Cursor::new(Vec::new()))),
            told: PackExported::default(),
            matters: BTreeSet::new(),
            index: Index::new(text!("inspection-title", from, to)),
        }
    }

    /// Adds a file, compressed on a thread that serves nobody.
    ///
    /// # Errors
    /// If it cannot be written.
    pub async fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<()> {
        let name = name.to_owned();
        self.work(move |zip| {
            zip.start_file(name, SimpleFileOptions::default()).map_err(|error| Error::internal(error.to_string()))?;
            Ok(zip.write_all(&bytes)?)
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut ZipWriter<Cursor<Vec<u8>>>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let mut zip = self.zip.take().ok_or_else(|| Error::internal("the pack is not whole".to_owned()))?;
        let done = move || {
            let done = work(&mut zip);
            (zip, done)
        };
        let (zip, done) = tokio::task::spawn_blocking(done).await.map_err(Error::internal)?;
        self.zip = Some(zip);
        done
    }

    /// The bytes, with the index as the last file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub async fn done(mut self) -> Result<Vec<u8>> {
        let index = std::mem::take(&mut self.index);
        self.add("index.html", index.done().into_bytes()).await?;
        let zip = self.zip.ok_or_else(|| Error::internal("the pack is not whole".to_owned()))?;
        Ok(zip.finish().map_err(|error| Error::internal(error.to_string()))?.into_inner())
    }
}
