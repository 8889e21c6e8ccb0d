//! Walks over services of every kind that the documentation allows.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, HashSet};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;
use crate::types::{AccessibleRange, ContactName, Permission};

/// The second in which the walks begin.
const SINCE: i64 = 1_628_561_141;

/// What a contact shows as its time.
#[derive(Clone, Copy, Debug)]
enum Shows {
    Time,
    Nothing,
    /// Nine hours later than it is.
    Nonsense,
}

#[derive(Clone, Debug)]
struct Entry {
    /// Milliseconds since 1970.
    time: i64,
    /// How many milliseconds later it is listed.
    lag: i64,
    shows: Shows,
    /// What an unsorted list goes by.
    place: u64,
}

#[derive(Clone, Copy, Debug)]
enum Order {
    Ascending,
    Descending,
    None,
}

#[derive(Clone, Debug)]
struct Service {
    entries: Vec<Entry>,
    /// Milliseconds since 1970.
    now: i64,
    start_belongs: bool,
    end_belongs: bool,
    rounds: bool,
    order: Order,
    cap: usize,
    page: usize,
}

/// What happens after a contact was handed out.
#[derive(Clone, Copy, Debug)]
enum Event {
    Nothing,
    /// The process ends, and another one goes on.
    End,
    /// Milliseconds pass, and a contact is changed.
    Change(i64, usize),
}

impl Service {
    fn shown(&self, entry: &Entry) -> i64 {
        if self.rounds { (entry.time + 500).div_euclid(1000) } else { entry.time.div_euclid(1000) }
    }

    fn list(&self, (start, end): (DateTime, DateTime)) -> (Vec<Contact>, bool) {
        let millis = |moment: DateTime| moment.unix().unwrap().0 * 1000;
        let (start, end) = (millis(start), millis(end));
        let listed = |entry: &Entry| {
            entry.time + entry.lag <= self.now
                && (start < entry.time || self.start_belongs && start == entry.time)
                && (entry.time < end || self.end_belongs && entry.time == end)
        };
        let mut found: Vec<_> = self.entries.iter().enumerate().filter(|(_, entry)| listed(entry)).collect();
        match self.order {
            Order::Ascending => found.sort_by_key(|(_, entry)| entry.time),
            Order::Descending => found.sort_by_key(|(_, entry)| -entry.time),
            Order::None => found.sort_by_key(|(_, entry)| entry.place),
        }
        let is_capped = found.len() >= self.cap;
        let contacts = found.into_iter().take(self.cap).map(|(id, entry)| {
            let contact = Contact::new(id.to_string(), Permission::new(AccessibleRange::All), ContactName::default());
            match entry.shows {
                Shows::Time => contact.set_modified_time(DateTime::from_unix(self.shown(entry))),
                Shows::Nothing => contact,
                Shows::Nonsense => contact.set_modified_time(DateTime::from_unix(self.shown(entry) + 9 * 3600)),
            }
        });
        (contacts.collect(), is_capped)
    }
}

/// Walks to the end, or until it is ended, and returns how far it came as another process reads it.
fn walk(
    service: &mut Service,
    progress: Option<Progress>,
    limits: Limits,
    events: &mut impl Iterator<Item = Event>,
    handed_out: &mut Vec<Contact>,
) -> Progress {
    let mut walk = Walk::new(SINCE, None, progress, limits);
    'walk: while let Some(period) = walk.open() {
        let (contacts, is_capped) = service.list(period);
        if !walk.has_end() {
            walk.end_at(service.now.div_euclid(1000));
        }
        for page in contacts.chunks(service.page) {
            for contact in page {
                if !walk.admit(contact, contact.modified_time.as_ref()) {
                    continue;
                }
                handed_out.push(contact.clone());
                match events.next() {
                    Some(Event::End) => break 'walk,
                    Some(Event::Change(pass, entry)) => {
                        service.now += pass;
                        let (now, entries) = (service.now, service.entries.len());
                        let entry = &mut service.entries[entry % entries];
                        if entry.time <= now {
                            (entry.time, entry.lag) = (now, 0);
                        }
                    }
                    Some(Event::Nothing) | None => {}
                }
            }
            if walk.is_crowded() && walk.narrow() {
                continue 'walk;
            }
        }
        if is_capped {
            assert!(walk.narrow(), "no second is as crowded as that");
        } else {
            walk.complete();
        }
    }
    let kept = serde_json::to_string(walk.progress()).unwrap();
    serde_json::from_str(&kept).unwrap()
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let shows = prop_oneof![8 => Just(Shows::Time), 1 => Just(Shows::Nothing), 1 => Just(Shows::Nonsense)];
    // Most in a hurry, on whole seconds or not; some of them after the walk has begun.
    let time = prop_oneof![-20_000..200_000i64, 40_000..46_000i64, (-2..160i64).prop_map(|second| second * 1000)];
    let entry = (time, 0..9_000i64, shows, any::<u64>()).prop_map(|(time, lag, shows, place)| Entry {
        time: SINCE * 1000 + time,
        lag,
        shows,
        place,
    });
    vec(entry, 1..60)
}

fn services() -> impl Strategy<Value = Service> {
    let order = prop_oneof![Just(Order::Ascending), Just(Order::Descending), Just(Order::None)];
    (entries(), 0..160_000i64, any::<[bool; 3]>(), order, 1..40usize, 1..10usize).prop_map(
        |(entries, now, [start_belongs, end_belongs, rounds], order, cap, page)| Service {
            now: SINCE * 1000 + now,
            start_belongs,
            end_belongs,
            rounds,
            order,
            cap,
            page,
            entries,
        },
    )
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let change = (0..5_000i64, any::<usize>()).prop_map(|(pass, entry)| Event::Change(pass, entry));
    vec(prop_oneof![4 => Just(Event::Nothing), 2 => Just(Event::End), 1 => change], 0..80)
}

/// How many contacts are in the fullest query of the smallest kind.
fn fullest(service: &Service) -> usize {
    let near = |time: i64| service.entries.iter().filter(|entry| (entry.time - time).abs() <= 3000).count();
    service.entries.iter().map(|entry| near(entry.time)).max().unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn each_state_of_a_contact_is_handed_out_once_whatever_the_service_does(
        mut service in services(),
        events in events(),
        period in 4..300i64,
        crowd in 1..30usize,
        pauses in vec(0..30_000i64, 0..4),
    ) {
        service.cap += fullest(&service) + events.len();
        let limits = Limits { period, crowd };
        let (mut progress, mut handed_out, mut events) = (None, Vec::new(), events.into_iter().peekable());
        for pause in pauses.into_iter().chain([0]) {
            service.now += pause;
            progress = Some(walk(&mut service, progress, limits, &mut events, &mut handed_out));
        }
        while events.peek().is_some() {
            let before = events.len();
            service.now += 1;
            progress = Some(walk(&mut service, progress, limits, &mut events, &mut handed_out));
            if events.len() == before {
                break;
            }
        }
        // Much later everything is settled and listed.
        service.now = service.now.max((SINCE + 200) * 1000) + 30_000;
        let last = walk(&mut service, progress, limits, &mut std::iter::empty(), &mut handed_out);
        prop_assert_eq!(last.reached, service.now.div_euclid(1000));

        let mut versions = HashSet::new();
        for contact in &handed_out {
            if let Some(time) = &contact.modified_time {
                prop_assert!(time.unix().unwrap().0 >= SINCE, "nothing is older than the walk");
                prop_assert!(versions.insert((contact.contact_id.clone(), time.clone())), "nothing comes twice");
            }
        }
        let (all, _) = Service { cap: usize::MAX, ..service }.list((DateTime::from_unix(SINCE), last_moment()));
        let counts = handed_out.iter().fold(BTreeMap::<_, usize>::new(), |mut counts, contact| {
            *counts.entry(contact.contact_id.clone()).or_default() += 1;
            counts
        });
        for contact in all {
            let is_known = match &contact.modified_time {
                Some(time) => versions.contains(&(contact.contact_id.clone(), time.clone())),
                None => counts.contains_key(&contact.contact_id),
            };
            prop_assert!(is_known, "every contact comes: {:?}", contact);
        }
    }
}

fn last_moment() -> DateTime {
    DateTime::from_unix(i64::MAX)
}

fn contact(time: i64) -> Contact {
    let contact = Contact::new("an id", Permission::new(AccessibleRange::All), ContactName::default());
    contact.set_modified_time(DateTime::from_unix(time))
}

fn admit(walk: &mut Walk, contact: &Contact) -> bool {
    walk.admit(contact, contact.modified_time.as_ref())
}

#[test]
fn a_change_in_the_last_second_is_left_to_the_next_walk_because_a_second_one_would_look_the_same() {
    let limits = Limits { period: 604_800, crowd: 10_000 };
    let (now, twice) = (SINCE + 100, contact(SINCE + 100));
    let mut walk = Walk::new(SINCE, None, None, limits);
    walk.open().unwrap();
    walk.end_at(now);
    assert!(!admit(&mut walk, &twice));
    walk.complete();
    assert!(walk.open().is_none());
    let mut walk = Walk::new(SINCE, None, Some(walk.progress().clone()), limits);
    walk.open().unwrap();
    walk.end_at(now + 1);
    assert!(admit(&mut walk, &twice));
}

#[test]
fn a_walk_until_a_moment_ends_there_or_at_the_present() {
    let limits = Limits { period: 604_800, crowd: 10_000 };
    for (until, now, end) in [(50, 100, 50), (100, 50, 50)] {
        let mut walk = Walk::new(SINCE, Some(SINCE + until), None, limits);
        walk.open().unwrap();
        walk.end_at(SINCE + now);
        assert!(admit(&mut walk, &contact(SINCE + end - 1)));
        assert!(!admit(&mut walk, &contact(SINCE + end)));
        walk.complete();
        assert!(walk.open().is_none());
        assert_eq!(walk.progress().reached, SINCE + end);
    }
}

#[test]
fn progress_from_a_file_may_be_anything() {
    for (reached, length) in [(i64::MIN, 0), (i64::MAX, i64::MIN), (SINCE, i64::MAX)] {
        let progress = Progress { reached, length, seen: HashMap::new() };
        let mut walk = Walk::new(SINCE, None, Some(progress), Limits::default());
        if walk.open().is_some() {
            walk.end_at(SINCE + 10);
            walk.narrow();
            walk.open();
            walk.complete();
        }
    }
}

#[test]
fn a_second_that_is_too_crowded_cannot_be_narrowed() {
    let mut walk = Walk::new(SINCE, None, None, Limits { period: 604_800, crowd: 10_000 });
    walk.open().unwrap();
    walk.end_at(SINCE + 1000);
    let mut halvings = 0;
    while walk.narrow() {
        walk.open().unwrap();
        halvings += 1;
    }
    assert_eq!(halvings, 9, "from 1000 s to 1 s");
}

#[test]
fn memory_is_that_of_a_window_however_many_contacts_there_are() {
    const CONTACTS: usize = 40_000;
    let limits = Limits { period: 604_800, crowd: 500 };
    let mut walk = Walk::new(SINCE, None, None, limits);
    let (mut handed_out, mut most, mut read) = (0, 0, 0);
    // Ten a second.
    let times: Vec<i64> = (SINCE * 1000..).step_by(100).take(CONTACTS).collect();
    let template = Contact::new("0", Permission::new(AccessibleRange::All), ContactName::default());
    while let Some((start, end)) = walk.open() {
        if !walk.has_end() {
            walk.end_at(SINCE + 200_000);
        }
        let (start, end) = (start.unix().unwrap().0 * 1000, end.unix().unwrap().0 * 1000);
        let (from, to) = (times.partition_point(|time| *time < start), times.partition_point(|time| *time <= end));
        let mut is_narrowed = false;
        for (number, time) in times.iter().enumerate().take(to).skip(from) {
            let time = DateTime::from_unix(time / 1000);
            let contact = Contact { contact_id: number.to_string().into(), ..template.clone() };
            handed_out += usize::from(walk.admit(&contact, Some(&time)));
            read += 1;
            if walk.is_crowded() && walk.narrow() {
                is_narrowed = true;
                break;
            }
        }
        most = most.max(walk.progress().seen.len());
        if !is_narrowed {
            walk.complete();
        }
    }
    assert_eq!(handed_out, CONTACTS);
    assert!(most < 3 * limits.crowd, "{most}");
    assert!(read < 3 * CONTACTS, "{read}");
}
