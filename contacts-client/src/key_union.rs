//! Unions whose forms are told apart by their keys, with room for any other form.

use serde_json::{Map, Value};

/// What an arm of a union looks like from outside.
pub(crate) enum Shape {
    Object,
    List,
}

/// The one arm that a value fits: the only one of its shape that has all the keys which the union knows
/// and the value has. None when no arm does, or more than one, as for an empty object. A key whose value is
/// null tells nothing, because an absent one means the same.
pub(crate) fn choose(value: &Value, arms: &[(Shape, &[&str])]) -> Option<usize> {
    let is_known = |key: &str| arms.iter().any(|(_, keys)| keys.contains(&key));
    let fits_object = |members: &Map<String, Value>, keys: &[&str]| {
        let mut telling = members.iter().filter(|(key, member)| is_known(key) && !member.is_null());
        telling.all(|(key, _)| keys.contains(&key.as_str()))
    };
    let fits = |(shape, keys): &(Shape, &[&str])| match (shape, value) {
        (Shape::Object, Value::Object(members)) => fits_object(members, keys),
        (Shape::List, Value::Array(items)) => {
            items.iter().all(|item| item.as_object().is_some_and(|members| fits_object(members, keys)))
        }
        _ => false,
    };
    let mut fitting = arms.iter().enumerate().filter(|(_, arm)| fits(arm)).map(|(index, _)| index);
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// Declares a union of objects and lists of objects.
macro_rules! key_union {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident($inner:ty) = $shape:ident [$($key:literal),*],)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_meta])* $variant($inner),)+
            /// Any other form, kept as it came and written back.
            Raw(serde_json::Value),
        }

        impl From<serde_json::Value> for $name {
            fn from(value: serde_json::Value) -> Self {
                use serde::Deserialize as _;
                use $crate::key_union::Shape;

                let arms: &[(Shape, &[&str])] = &[$((key_union!(@shape $shape), &[$($key),*])),+];
                if let Some(chosen) = $crate::key_union::choose(&value, arms) {
                    let mut arms = 0..;
                    $(
                        if arms.next() == Some(chosen) {
                            return <$inner>::deserialize(&value).map_or_else(|_| Self::Raw(value), Self::$variant);
                        }
                    )+
                }
                Self::Raw(value)
            }
        }

        $(
            impl From<$inner> for $name {
                fn from(value: $inner) -> Self {
                    Self::$variant(value)
                }
            }
        )+

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(value) => value.serialize(serializer),)+
                    Self::Raw(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                serde_json::Value::deserialize(deserializer).map(Self::from)
            }
        }

        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let forms = [
                    $(generator.subschema_for::<$inner>(),)+
                    schemars::json_schema!({"description": "a form that was not known when this was written"}),
                ];
                schemars::json_schema!({"anyOf": forms})
            }
        }
    };
    (@shape object) => { Shape::Object };
    (@shape list) => { Shape::List };
}

pub(crate) use key_union;
