//! Unions whose forms are told apart by their keys, with room for any other form.

// A value that is looked at before it is decoded, and borrows its texts from the body.
pub(crate) use serde_json_borrow::Value;

/// What an arm of a union looks like from outside.
pub(crate) enum Shape {
    Object,
    List,
}

/// The one arm that a value fits: the only one of its shape that has all the keys which the union knows
/// and the value has. None when no arm does, or more than one, as for an empty object. A key whose value is
/// null tells nothing, because an absent one means the same.
pub(crate) fn choose(value: &Value<'_>, arms: &[(Shape, &[&str])]) -> Option<usize> {
    let is_known = |key: &str| arms.iter().any(|(_, keys)| keys.contains(&key));
    let fits_object = |value: &Value<'_>, keys: &[&str]| match value {
        Value::Object(members) => {
            let mut telling = members.iter().filter(|(key, member)| is_known(key) && !member.is_null());
            telling.all(|(key, _)| keys.contains(&key))
        }
        _ => false,
    };
    let fits = |(shape, keys): &(Shape, &[&str])| match (shape, value) {
        (Shape::Object, value) => fits_object(value, keys),
        (Shape::List, Value::Array(items)) => items.iter().all(|item| fits_object(item, keys)),
        (Shape::List, _) => false,
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

        impl $name {
            /// The value in the form that it has, if that is a known one.
            fn known(value: &$crate::key_union::Value<'_>) -> Option<Self> {
                use serde::Deserialize as _;
                use $crate::key_union::Shape;

                let arms: &[(Shape, &[&str])] = &[$((key_union!(@shape $shape), &[$($key),*])),+];
                let chosen = $crate::key_union::choose(value, arms)?;
                let mut arms = 0..;
                $(
                    if arms.next() == Some(chosen) {
                        return <$inner>::deserialize(value).ok().map(Self::$variant);
                    }
                )+
                None
            }
        }

        impl From<serde_json::Value> for $name {
            fn from(value: serde_json::Value) -> Self {
                Self::known(&(&value).into()).unwrap_or(Self::Raw(value))
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
                let value = $crate::key_union::Value::deserialize(deserializer)?;
                Ok(Self::known(&value).unwrap_or_else(|| Self::Raw((&value).into())))
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
