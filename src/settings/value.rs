//! What a setting can hold, and how it is written in TOML.

use std::fmt;

use toml::Value as Toml;

/// Something that a setting can hold.
pub trait Value: Clone + PartialEq {
    /// How it is chosen.
    const KIND: Kind;

    /// Reads what stands in a file.
    fn read(written: &Toml) -> Result<Self, Expected>;

    /// What stands in a file.
    fn write(&self) -> Toml;
}

/// How a value is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// On or off.
    Switch,
    /// One of these names.
    Choice(&'static [&'static str]),
    /// A whole number between two others.
    Number {
        /// The lowest.
        least: i64,
        /// The highest.
        most: i64,
    },
    /// A text. Some may be suggested; others may do as well.
    Text {
        /// What is often wanted.
        suggestions: &'static [&'static str],
    },
    /// Combinations of keys, with commas between them.
    Keys,
}

impl Kind {
    /// What can be chosen, or is suggested.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Kind::Choice(names) | Kind::Text { suggestions: names } => names,
            Kind::Switch | Kind::Number { .. } | Kind::Keys => &[],
        }
    }
}

/// What should have stood where something else does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// `true` or `false`.
    Switch,
    /// One of these names.
    OneOf(&'static [&'static str]),
    /// A whole number in these bounds.
    Number {
        /// The lowest.
        least: i64,
        /// The highest.
        most: i64,
    },
    /// A text.
    Text,
    /// What these words say.
    Words(String),
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expected::Switch => f.write_str("true or false"),
            Expected::OneOf(names) => {
                for (place, name) in names.iter().enumerate() {
                    let before = if place == 0 { "" } else { ", " };
                    write!(f, "{before}\"{name}\"")?;
                }
                Ok(())
            }
            Expected::Number { least, most } => write!(f, "a whole number from {least} to {most}"),
            Expected::Text => f.write_str("a text in quotation marks"),
            Expected::Words(words) => f.write_str(words),
        }
    }
}

impl Value for bool {
    const KIND: Kind = Kind::Switch;

    fn read(written: &Toml) -> Result<Self, Expected> {
        written.as_bool().ok_or(Expected::Switch)
    }

    fn write(&self) -> Toml {
        Toml::Boolean(*self)
    }
}

impl Value for String {
    const KIND: Kind = Kind::Text { suggestions: &[] };

    fn read(written: &Toml) -> Result<Self, Expected> {
        written.as_str().map(str::to_owned).ok_or(Expected::Text)
    }

    fn write(&self) -> Toml {
        Toml::String(self.clone())
    }
}

/// A whole number from `LEAST` to `MOST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number<const LEAST: i64, const MOST: i64>(i64);

impl<const LEAST: i64, const MOST: i64> Number<LEAST, MOST> {
    /// `number`, or the bound that is nearest to it.
    pub const fn nearest(number: i64) -> Self {
        assert!(LEAST <= MOST, "there is no such number");
        if number < LEAST {
            Self(LEAST)
        } else if number > MOST {
            Self(MOST)
        } else {
            Self(number)
        }
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl<const LEAST: i64, const MOST: i64> Value for Number<LEAST, MOST> {
    const KIND: Kind = Kind::Number { least: LEAST, most: MOST };

    fn read(written: &Toml) -> Result<Self, Expected> {
        let number = written.as_integer().filter(|number| (LEAST..=MOST).contains(number));
        number.map(Self).ok_or(Expected::Number { least: LEAST, most: MOST })
    }

    fn write(&self) -> Toml {
        Toml::Integer(self.0)
    }
}

/// Gives the variants of an enum the names that stand in a file: `names!(Theme { Auto = "auto", Dark = "dark" });`.
macro_rules! names {
    ($type:ty { $($variant:ident = $name:literal),+ $(,)? }) => {
        impl $crate::settings::Value for $type {
            const KIND: $crate::settings::Kind = $crate::settings::Kind::Choice(&[$($name),+]);

            fn read(written: &toml::Value) -> Result<Self, $crate::settings::Expected> {
                match written.as_str() {
                    $(Some($name) => Ok(Self::$variant),)+
                    _ => Err($crate::settings::Expected::OneOf(&[$($name),+])),
                }
            }

            fn write(&self) -> toml::Value {
                toml::Value::String(match self { $(Self::$variant => $name),+ }.to_owned())
            }
        }
    };
}
pub(crate) use names;

/// Lets a type be read and written as its `FromStr` and `Display` say: `spelled!(Scale, "fit", "100%");`. The texts are
/// suggestions. `spelled!(Chords as Keys);` is chosen in another way.
macro_rules! spelled {
    ($type:ty as $kind:ident) => {
        spelled!(@ $type, $crate::settings::Kind::$kind);
    };
    ($type:ty $(, $suggestion:literal)*) => {
        spelled!(@ $type, $crate::settings::Kind::Text { suggestions: &[$($suggestion),*] });
    };
    (@ $type:ty, $kind:expr) => {
        impl $crate::settings::Value for $type {
            const KIND: $crate::settings::Kind = $kind;

            fn read(written: &toml::Value) -> Result<Self, $crate::settings::Expected> {
                let text = written.as_str().ok_or($crate::settings::Expected::Text)?;
                text.parse().map_err(|why| $crate::settings::Expected::Words(format!("{why}")))
            }

            fn write(&self) -> toml::Value {
                toml::Value::String(self.to_string())
            }
        }
    };
}
pub(crate) use spelled;
