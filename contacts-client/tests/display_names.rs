//! Names as people read them, on the documentation's own.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::NameOrder::{self, Japanese, Korean, Western};
use contacts_client::types::ContactName;
use support::example;

const ORDERS: [NameOrder; 3] = [Japanese, Korean, Western];

fn documented(name: &str) -> ContactName {
    serde_json::from_value(example(name)["contactName"].clone()).unwrap()
}

fn shown(name: &ContactName) -> [String; 3] {
    ORDERS.map(|order| name.display(order))
}

/// First, middle and last name, prefix and suffix.
fn name(parts: [&str; 5]) -> ContactName {
    let [first, middle, last, prefix, suffix] = parts;
    let name = ContactName::default().set_first_name(first).set_middle_name(middle).set_last_name(last);
    name.set_prefix(prefix).set_suffix(suffix)
}

#[test]
fn the_documented_names_are_shown_in_each_order() {
    for (file, expected) in [
        ("createContact.minimal.request.jp", ["顧客 連絡先", "顧客連絡先", "連絡先 顧客"]),
        ("createContact.minimal.request.kr", ["고객 연락처", "고객연락처", "연락처 고객"]),
        ("createContact.minimal.request.en", ["Customer Contact", "Customer Contact", "Contact Customer"]),
        ("createContact.request.jp", ["ワークス 太郎", "ワークス 太郎", "太郎 ワークス"]),
        ("updateContact.request.kr", ["홍 길동", "홍길동", "길동 홍"]),
        ("updateContact.request.en", ["Doe John", "Doe John", "John Doe"]),
    ] {
        assert_eq!(shown(&documented(file)), expected, "{file}");
    }
}

#[test]
fn titles_come_first_and_last_and_can_be_left_out() {
    let doe = name(["John", "Q", "Doe", "Dr.", "Jr."]);
    assert_eq!(shown(&doe), ["Dr. Doe John Q Jr.", "Dr. Doe John Q Jr.", "Dr. John Q Doe Jr."]);
    assert_eq!(ORDERS.map(|order| doe.display_plain(order)), ["Doe John Q", "Doe John Q", "John Q Doe"]);
    let hong = name(["길동", "Q", "홍", "Dr.", "부장"]);
    assert_eq!(hong.display(Korean), "Dr. 홍길동 Q 부장");
    assert_eq!(hong.display_plain(Korean), "홍길동 Q");
}

#[test]
fn a_space_is_left_out_between_hangul_and_han_only() {
    for (first, last, expected) in [
        ("吉童", "洪", "洪吉童"),
        ("吉童", "홍", "홍吉童"),
        ("길동", "Hong", "Hong 길동"),
        ("Gildong", "홍", "홍 Gildong"),
        ("길동2", "홍", "홍 길동2"),
        ("길 동", "홍", "홍 길 동"),
        ("太郎", "ワークス", "ワークス 太郎"),
        ("𠀋", "洪", "洪𠀋"),
    ] {
        assert_eq!(name([first, "", last, "", ""]).display(Korean), expected);
    }
}

#[test]
fn parts_that_say_nothing_leave_no_trace() {
    for (parts, expected) in [
        (["John", "", "", "", ""], "John"),
        (["", "", "Doe", "", ""], "Doe"),
        (["John", " ", "\u{3000}", "\t", "Jr."], "John Jr."),
        ([" John ", "", " Doe", "Dr. ", ""], "Dr. John Doe"),
        (["Mary Ann", "", "Doe", "", ""], "Mary Ann Doe"),
    ] {
        assert_eq!(name(parts).display(Western), expected, "{parts:?}");
    }
}

#[test]
fn without_a_name_there_is_the_nickname_or_the_phonetic_name_or_nothing() {
    let nothing = name([" ", "Q", "", "Dr.", "Jr."]);
    for empty in [&ContactName::default(), &nothing] {
        assert_eq!(shown(empty), ["", "", ""]);
    }
    let phonetic = nothing.set_phonetic_first_name("タロウ").set_phonetic_last_name("ワークス");
    assert_eq!(shown(&phonetic), ["ワークス タロウ", "ワークス タロウ", "タロウ ワークス"]);
    let nick = phonetic.set_nick_name(" JD ");
    assert_eq!(shown(&nick), ["JD", "JD", "JD"]);
    assert_eq!(nick.display_plain(Western), "JD");
    assert_eq!(nick.set_last_name("Doe").display_plain(Western), "Q Doe");
}
