//! Panics in the parts behind the server: caught, and told without a word of the draft, which the
//! message of a panic may quote.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Where the last panic of any thread was: a guarded run may have others work for it.
static LAST: Mutex<String> = Mutex::new(String::new());
static QUIET: AtomicBool = AtomicBool::new(false);

/// Keeps the messages of all panics from standard error, on every thread of the process.
pub fn quiet() {
    QUIET.store(true, Ordering::Relaxed);
    hook();
}

/// What `run` gives, or where it panicked: the file and line of the rule that failed.
pub fn guard<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    hook();
    let outer = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(run));
    GUARDED.set(outer);
    done.map_err(|_| {
        let place = PLACE.take();
        if place.is_empty() {
            LAST.lock().unwrap_or_else(PoisonError::into_inner).clone()
        } else {
            place
        }
    })
}

fn hook() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            LAST.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone_from(&place);
            if GUARDED.get() {
                PLACE.with_borrow_mut(|known| *known = place);
            } else if QUIET.load(Ordering::Relaxed) {
                eprintln!("{}: failed at {place}", env!("CARGO_PKG_NAME"));
            } else {
                before(info);
            }
        }));
    });
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
