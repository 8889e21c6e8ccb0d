//! Numbers as they were written, compared without rounding.

use std::cmp::Ordering;

/// A decimal number: a sign, its digits without zeros at either end, and the power of ten of the first one.
///
/// `0.0120` is positive, `12`, and -2: 0.12 times ten to the power of -1 has its point before the digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    /// The number is 0.DIGITS times ten to this power.
    magnitude: i64,
}

impl Decimal {
    /// Reads a number of the JSON grammar.
    pub(super) fn parse(text: &str) -> Self {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent = exponent.parse().unwrap_or(if exponent.starts_with('-') { i64::MIN / 4 } else { i64::MAX / 4 });
        let exponent = exponent.clamp(i64::MIN / 4, i64::MAX / 4);
        let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).map(|byte| byte - b'0').collect();
        let leading = all.iter().take_while(|digit| **digit == 0).count();
        let trailing = all[leading..].iter().rev().take_while(|digit| **digit == 0).count();
        let digits = all[leading..all.len() - trailing].to_vec();
        if digits.is_empty() {
            return Self { negative: false, digits, magnitude: 0 };
        }
        let length = |digits: usize| i64::try_from(digits).unwrap_or(i64::MAX / 4);
        Self { negative, digits, magnitude: length(whole.len()) - length(leading) + exponent }
    }

    /// The power of ten of the last digit.
    fn exponent(&self) -> i64 {
        self.magnitude - i64::try_from(self.digits.len()).unwrap_or(i64::MAX / 4)
    }

    /// Whether this is a whole multiple of another number; `None` if that one is zero or has more digits
    /// than can be divided by.
    pub(super) fn is_multiple_of(&self, other: &Self) -> Option<bool> {
        let divisor = other.digits.iter().try_fold(0_u64, |sum, digit| {
            sum.checked_mul(10)?.checked_add(u64::from(*digit)).filter(|sum| *sum < u64::MAX / 20)
        });
        let divisor = u128::from(divisor.filter(|divisor| *divisor > 0)?);
        if self.digits.is_empty() {
            return Some(true);
        }
        // The last digit is no zero: where it stands further right than that of the other, there is a rest.
        let Ok(zeros) = u64::try_from(self.exponent() - other.exponent()) else { return Some(false) };
        let rest = self.digits.iter().fold(0, |rest, digit| (rest * 10 + u128::from(*digit)) % divisor);
        Some((rest * power_of_ten(zeros, divisor)).is_multiple_of(divisor))
    }

    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

/// Ten to a power, modulo a number.
fn power_of_ten(mut exponent: u64, modulus: u128) -> u128 {
    let (mut power, mut square) = (1 % modulus, 10 % modulus);
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = power * square % modulus;
        }
        square = square * square % modulus;
        exponent >>= 1;
    }
    power
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let magnitude = || self.magnitude.cmp(&other.magnitude).then_with(|| self.digits.cmp(&other.digits));
        self.sign().cmp(&other.sign()).then_with(|| if self.negative { magnitude().reverse() } else { magnitude() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_equal_however_they_are_written() {
        for (a, b) in
            [("1", "1.0"), ("100", "1e2"), ("0.0120", "12e-3"), ("-0", "0"), ("0e99999999999999999999", "0.0")]
        {
            assert_eq!(Decimal::parse(a), Decimal::parse(b), "{a} {b}");
        }
        assert_ne!(Decimal::parse("9007199254740993"), Decimal::parse("9007199254740992"));
    }

    #[test]
    fn numbers_have_an_order() {
        let ascending = [
            "-1e400",
            "-10",
            "-9.5",
            "-0.1",
            "0",
            "1e-400",
            "0.1",
            "0.11",
            "2",
            "10",
            "1e400",
            "1e99999999999999999999",
        ];
        for pair in ascending.windows(2) {
            assert!(Decimal::parse(pair[0]) < Decimal::parse(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn a_multiple_has_no_rest() {
        let rows = [
            ("10", "2", true),
            ("7", "2", false),
            ("0", "2", true),
            ("4.5", "1.5", true),
            ("35", "1.5", false),
            ("0.0075", "0.0001", true),
            ("0.00751", "0.0001", false),
            ("1e308", "0.123456789", false),
            ("1e308", "0.5", true),
            ("-6", "3", true),
            ("12391239123", "1e-8", true),
            ("1e-9", "1e-8", false),
        ];
        for (value, multiple, expected) in rows {
            let found = Decimal::parse(value).is_multiple_of(&Decimal::parse(multiple));
            assert_eq!(found, Some(expected), "{value} of {multiple}");
        }
        assert_eq!(Decimal::parse("1").is_multiple_of(&Decimal::parse("0")), None);
    }
}
