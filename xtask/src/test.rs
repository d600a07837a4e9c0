//! .
pub fn test() -> anyhow::Result<()> {
    Ok(())
}
