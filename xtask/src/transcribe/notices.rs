//! Months that a page speaks of, by which a notice of a change is known.

/// The months that a text names with their year, as `YYYY-MM` and as they are written.
pub(super) fn months(text: &str) -> Vec<(String, String)> {
    let mut months = Vec::new();
    // Japanese and Korean put the year first.
    for (year_word, month_word) in [("年", "月"), ("년", "월")] {
        for (at, _) in text.match_indices(year_word) {
            let start = at - text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
            let behind = &text[at + year_word.len()..];
            let month = behind.trim_start();
            let digits = month.bytes().take_while(u8::is_ascii_digit).count();
            let (number, rest) = month.split_at(digits);
            if let (4, Ok(number @ 1..=12)) = (at - start, number.parse::<u8>())
                && rest.starts_with(month_word)
            {
                let end = text.len() - rest.len() + month_word.len();
                months.push((format!("{}-{number:02}", &text[start..at]), text[start..end].to_owned()));
            }
        }
    }
    // English puts it behind, perhaps with the day between.
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    for (index, word) in words.iter().enumerate() {
        let Some(month) = english(word) else { continue };
        let is_year =
            |word: &&&str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit());
        let near = words.iter().skip(index + 1).take(2);
        if let Some(year) = near.clone().find(is_year) {
            months.push((format!("{year}-{month:02}"), format!("{word} {year}")));
        }
    }
    months.dedup();
    months
}

fn english(word: &str) -> Option<usize> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.iter().position(|name| *name == word || (word.len() == 3 && name.starts_with(word))).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_known_in_three_languages() {
        let rows: [(&str, &[&str]); 9] = [
            ("2026年11月中旬に廃止", &["2026-11"]),
            ("- 2026년 7월말부터 2026년 11월 중순", &["2026-07", "2026-11"]),
            ("It ends in mid-November 2026.", &["2026-11"]),
            ("On July 31, 2026 it ends", &["2026-07"]),
            ("Late Jul 2026", &["2026-07"]),
            ("You may do 2026 things", &[]),
            ("(YYYY年MM月) 26年1月 2026年13月", &[]),
            ("年月", &[]),
            ("12345年1月", &[]),
        ];
        for (text, expected) in rows {
            let found: Vec<String> = months(text).into_iter().map(|(month, _)| month).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
