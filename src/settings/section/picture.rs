//! How the picture is shown and how pixels are sent.

use rfb::{Level, Quality};

use crate::config::{Filter, FullScreen, Scale};
use crate::settings::value::{names, spelled};

section! {
    /// How the picture is shown and how pixels are sent.
    Picture in "picture" {
        /// How large the remote desktop is drawn.
        scale: Scale = Scale::Fit, per_host;
        /// How its pixels become those of the window.
        filter: Filter = Filter::Sharp, per_host;
        /// How true the picture is, where the command line does not say it.
        quality: PictureQuality = PictureQuality::Auto, per_host;
        /// Whether the remote desktop is asked to take the size of the window.
        follow_window: bool = false, per_host;
        /// What the full screen takes of the monitors here.
        full_screen_on: FullScreen = FullScreen::Here, everywhere;
        /// Whether Ctrl and the wheel make the picture larger and smaller.
        ctrl_wheel_zooms: bool = true, everywhere;
        /// When the mouse at the edge of the window moves a picture that is larger.
        edge_pan: EdgePan = EdgePan::FullScreen, everywhere;
    }
}

/// How true the picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PictureQuality {
    /// As the link allows.
    #[default]
    Auto,
    /// Every pixel as it is.
    Lossless,
    /// Hardly any loss.
    High,
    /// Some loss.
    Medium,
    /// As few bytes as can be.
    Low,
}

impl PictureQuality {
    /// All of them.
    pub const ALL: [PictureQuality; 5] = [Self::Auto, Self::Lossless, Self::High, Self::Medium, Self::Low];

    /// What is asked of the server; `None` leaves it open.
    pub fn wish(self) -> Option<Quality> {
        let level = |level| Level::new(level).map(Quality::Level);
        match self {
            PictureQuality::Auto => None,
            PictureQuality::Lossless => Some(Quality::Lossless),
            PictureQuality::High => level(8),
            PictureQuality::Medium => level(5),
            PictureQuality::Low => level(1),
        }
    }
}

/// When the mouse at the edge of the window moves a picture that is larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EdgePan {
    /// Never.
    Never,
    /// On the full screen, where there are no scroll bars.
    #[default]
    FullScreen,
    /// Always.
    Always,
}

names!(PictureQuality { Auto = "auto", Lossless = "lossless", High = "high", Medium = "medium", Low = "low" });
names!(Filter { Sharp = "sharp", Smooth = "smooth", Nearest = "nearest" });
names!(EdgePan { FullScreen = "full-screen", Always = "always", Never = "never" });
spelled!(Scale, "fit", "width", "integer", "100%");
spelled!(FullScreen, "here", "all");
