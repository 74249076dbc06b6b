//! Where the user's settings are kept.

use std::env;
use std::path::PathBuf;

use etcetera::BaseStrategy;

/// The variable that names another folder, for tests and for portable installations.
const VARIABLE: &str = "FARVIEW_CONFIG_DIR";

/// There is no place for settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this user has no home folder; name one for Farview's files with FARVIEW_CONFIG_DIR")]
pub struct NoFolder;

/// The folder of Farview's own files: `$FARVIEW_CONFIG_DIR`, or `farview` in `$XDG_CONFIG_HOME`, `~/.config`, or `%APPDATA%` on
/// Windows. It need not be there.
pub fn configuration_folder() -> Result<PathBuf, NoFolder> {
    if let Some(folder) = env::var_os(VARIABLE).filter(|folder| !folder.is_empty()) {
        return Ok(PathBuf::from(folder));
    }
    let strategy = etcetera::choose_base_strategy().map_err(|_| NoFolder)?;
    Ok(strategy.config_dir().join("farview"))
}

/// The folder of small pictures of computers, which can be made again: `farview/thumbnails` in the folder for such things, or
/// `thumbnails` in `$FARVIEW_CONFIG_DIR`. It need not be there.
pub fn thumbnail_folder() -> Result<PathBuf, NoFolder> {
    if let Some(folder) = env::var_os(VARIABLE).filter(|folder| !folder.is_empty()) {
        return Ok(PathBuf::from(folder).join("thumbnails"));
    }
    let strategy = etcetera::choose_base_strategy().map_err(|_| NoFolder)?;
    Ok(strategy.cache_dir().join("farview").join("thumbnails"))
}
