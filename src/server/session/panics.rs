//! Panics in the parts behind the server: caught, and told without a word of the draft, which the
//! message of a panic may quote.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What `run` gives, or where it panicked: the file and line of the rule that failed.
pub fn guard<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if GUARDED.get() {
                let place = info.location().map(ToString::to_string).unwrap_or_default();
                PLACE.with_borrow_mut(|known| *known = place);
            } else {
                before(info);
            }
        }));
    });
    let outer = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(run));
    GUARDED.set(outer);
    done.map_err(|_| PLACE.take())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_by_its_place_only() {
        assert_eq!(guard(|| 5), Ok(5));
        let secret = "the draft";
        let told = guard(|| -> () { panic!("{secret}") });
        assert!(
            matches!(&told, Err(place) if place.contains("panics.rs:")),
            "{told:?}"
        );
        assert!(matches!(&told, Err(place) if !place.contains(secret)), "{told:?}");
    }
}
