//! .
pub fn serve(_: &[String]) -> anyhow::Result<()> {
    Ok(())
}
pub fn bench(_: &[String]) -> anyhow::Result<()> {
    Ok(())
}
pub fn build_release() -> anyhow::Result<()> {
    Ok(())
}
