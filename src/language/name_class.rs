//! What a name in the lexicon can be, as bits; also compiled into `build.rs`.
#![allow(dead_code)]

/// A state or territory.
pub const COUNTRY: u32 = 1;
/// The capital of a state.
pub const CAPITAL: u32 = 1 << 1;
/// A region, sea, river, continent, disputed land.
pub const PLACE: u32 = 1 << 2;
/// A town.
pub const CITY: u32 = 1 << 3;
/// A people, also as the adjective.
pub const PEOPLE: u32 = 1 << 4;
/// An international or national body.
pub const BODY: u32 = 1 << 5;
/// A seat of power.
pub const SEAT: u32 = 1 << 6;
/// A news agency or another medium.
pub const MEDIUM: u32 = 1 << 7;
/// A company.
pub const COMPANY: u32 = 1 << 8;
/// A party, movement or armed group.
pub const PARTY: u32 = 1 << 9;
/// A club or body of sport.
pub const CLUB: u32 = 1 << 10;
/// A person's full name.
pub const PERSON: u32 = 1 << 11;
/// The surname of a well-known person.
pub const KNOWN_SURNAME: u32 = 1 << 12;
/// An event, product, treaty: no actor.
pub const THING: u32 = 1 << 13;
/// A first name.
pub const FIRST_NAME: u32 = 1 << 14;
/// A surname.
pub const SURNAME: u32 = 1 << 15;
/// A French proper noun of any kind.
pub const PROPER_NOUN: u32 = 1 << 16;
/// Written in capitals only.
pub const ACRONYM: u32 = 1 << 17;
/// Has a spelling that begins with a lower-case letter.
pub const LOWER: u32 = 1 << 18;

/// Places.
pub const ANY_PLACE: u32 = COUNTRY | CAPITAL | PLACE | CITY;
/// Organisations.
pub const ANY_ORGANISATION: u32 = BODY | SEAT | MEDIUM | COMPANY | PARTY | CLUB;
/// Classes that alone make a name.
pub const ENTITY: u32 = ANY_PLACE | ANY_ORGANISATION | PEOPLE | PERSON | THING;
