//! What keepers of the office do and look at: posts, what waits for a second keeper, the chain.

use crate::{person::Person, wait};
use anyhow::{Context, Result, ensure};
use guiju_api::{ChainReport, Entered, Outcome, Post, RehearsalShown, RehearsalWanted, RequestAnswer, SecondHalf};
use reqwest::StatusCode;

impl Person {
    /// The post with this title.
    ///
    /// # Errors
    /// If there is none, or posts are refused.
    pub async fn post_named(&self, title: &str) -> Result<Post> {
        let posts: Vec<Post> = self.get("/api/posts").await?;
        posts.into_iter().find(|post| post.title == title).with_context(|| format!("no post {title}"))
    }

    /// Enters a post of the office (办公室) with its holder and roles, or changes the one with this title.
    ///
    /// # Errors
    /// If that is refused, or waits.
    pub async fn fills(&self, title: &str, holder: Option<&Person>, roles: &[&str]) -> Result<()> {
        let posts: Vec<Post> = self.get("/api/posts").await?;
        let post = Post {
            id: posts.iter().find(|post| post.title == title).and_then(|post| post.id),
            title: title.to_owned(),
            department: "办公室".to_owned(),
            holder: holder.map(|person| person.id),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            ..Post::default()
        };
        self.enters(&post).await
    }

    /// Enters a post at once.
    ///
    /// # Errors
    /// If that is refused, or waits.
    pub async fn enters(&self, post: &Post) -> Result<()> {
        let (status, answer) = self.post("/api/posts", post).await?;
        ensure!(status == StatusCode::CREATED, "{}: {status} {answer}", post.title);
        Ok(())
    }

    /// The state of the office's chain.
    ///
    /// # Errors
    /// If it is refused.
    pub async fn audit(&self) -> Result<ChainReport> {
        self.get("/api/audit").await
    }

    /// Rehearses a change and waits for its end.
    ///
    /// # Errors
    /// If it is refused, or never ends.
    pub async fn rehearses(&self, wanted: &RehearsalWanted) -> Result<RehearsalShown> {
        let (status, begun) = self.post("/api/rehearsals", wanted).await?;
        ensure!(status == StatusCode::CREATED, "{status} {begun}");
        let place = format!("/api/rehearsals/{}", begun.read::<Entered>()?.id);
        wait::found("the rehearsal ends", async || {
            let shown: RehearsalShown = self.get(&place).await?;
            Ok(Some(shown).filter(|shown| shown.state != "running"))
        })
        .await
    }

    /// Confirms what waits: the second half of a password, where one was set.
    ///
    /// # Errors
    /// If nothing waits, or it cannot be confirmed.
    pub async fn confirms(&self, outcome: &Outcome) -> Result<Option<String>> {
        let request = outcome.request.with_context(|| format!("nothing waits: {outcome:?}"))?;
        let confirm = RequestAnswer { action: "confirm".to_owned(), words: "已核对".to_owned() };
        let (status, answer) = self.post(&format!("/api/requests/{request}"), &confirm).await?;
        ensure!(status.is_success(), "{status} {answer}");
        if answer.is_empty() { Ok(None) } else { Ok(Some(answer.read::<SecondHalf>()?.code)) }
    }
}
