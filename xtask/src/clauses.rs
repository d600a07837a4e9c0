//! .
pub fn report() -> anyhow::Result<()> {
    Ok(())
}
