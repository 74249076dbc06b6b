//! The sections of the settings, one file each. A setting is one line in its section:
//!
//! ```text
//! /// What it is, for who reads the code.
//! name: Type = default, per_host;      // or `everywhere`: it cannot differ from computer to computer
//! ```
//!
//! A type is one that implements [`super::Value`]: `bool`, `String`, `Number<LEAST, MOST>`, an enum with `names!`, what has
//! `FromStr` and `Display` with `spelled!`. The catalogue has its texts in `settings.ftl`: `settings-SECTION-NAME` (the title),
//! `settings-SECTION-NAME-about` (a sentence) and, for enums, `settings-SECTION-NAME-CHOICE`, with hyphens for underscores.

use super::{Field, Scope};

/// Declares a section.
macro_rules! section {
    (
        $(#[$about:meta])*
        $section:ident in $name:literal {
            $($(#[$doc:meta])* $key:ident: $type:ty = $default:expr, $scope:ident;)*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $section {
            $($(#[$doc])* pub $key: $type,)*
        }

        impl Default for $section {
            fn default() -> Self {
                Self { $($key: $default,)* }
            }
        }

        impl $section {
            /// Its name in the file.
            pub(super) const NAME: &'static str = $name;

            /// What stands in it.
            pub(super) const FIELDS: &'static [$crate::settings::Field] = &[
                $($crate::settings::Field {
                    section: $name,
                    key: stringify!($key),
                    kind: <$type as $crate::settings::Value>::KIND,
                    scope: $crate::settings::section::$scope,
                    get: |settings| $crate::settings::Value::write(
                        &$crate::settings::section::Part::<$section>::part(settings).$key,
                    ),
                    set: |settings, written| {
                        let value = $crate::settings::Value::read(written)?;
                        $crate::settings::section::Part::<$section>::part_mut(settings).$key = value;
                        Ok(())
                    },
                },)*
            ];
        }
    };
}

/// How the declarations call [`Scope::Everywhere`].
#[expect(non_upper_case_globals, reason = "declarations are read as words")]
const everywhere: Scope = Scope::Everywhere;
/// How the declarations call [`Scope::PerHost`].
#[expect(non_upper_case_globals, reason = "declarations are read as words")]
const per_host: Scope = Scope::PerHost;

/// One section of all settings.
trait Part<S> {
    fn part(&self) -> &S;
    fn part_mut(&mut self) -> &mut S;
}

/// Makes [`Settings`] of all sections, in the order of the page.
macro_rules! sections {
    ($($(#[$doc:meta])* $module:ident: $section:ident,)+) => {
        $(mod $module;)+
        $(pub use $module::*;)+

        /// What is in force.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Settings {
            $($(#[$doc])* pub $module: $section,)+
        }

        $(impl Part<$section> for Settings {
            fn part(&self) -> &$section {
                &self.$module
            }

            fn part_mut(&mut self) -> &mut $section {
                &mut self.$module
            }
        })+

        impl Settings {
            /// The names of all sections that have something in them.
            pub fn sections() -> impl Iterator<Item = &'static str> {
                [$(($section::NAME, $section::FIELDS),)+]
                    .into_iter()
                    .filter(|(_, fields)| !fields.is_empty())
                    .map(|(name, _)| name)
            }

            /// All settings.
            pub fn fields() -> impl Iterator<Item = &'static Field> {
                [$($section::FIELDS,)+].into_iter().flatten()
            }
        }
    };
}

sections! {
    /// How windows look and open.
    window: Window,
    /// How the picture is shown and how pixels are sent.
    picture: Picture,
    /// What keys do.
    keyboard: Keyboard,
    /// Which keys do what in the viewer.
    shortcuts: Shortcuts,
    /// What the mouse does.
    mouse: Mouse,
    /// What passes between the clipboards.
    clipboard: Clipboard,
    /// How sessions begin and go on.
    connection: Connection,
    /// What the start page shows and keeps.
    start: Start,
    /// Recordings and screenshots.
    recording: Recording,
}
