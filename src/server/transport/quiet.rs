//! When the client last wrote something.
//!
//! A client that writes with more than one thread, or without a buffer, may answer a request of
//! ours in the middle of a message of its own, and no server can read what comes of that. So the
//! server asks only while the client is silent.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::time::{Instant, sleep_until};

/// Silence of this length is the end of a message: some ten times what one takes to write.
const SILENCE: Duration = Duration::from_millis(20);
/// No request waits longer than this, however busy the client is.
const PATIENCE: Duration = Duration::from_millis(500);

/// The time of the last byte read; clones share it.
#[derive(Clone, Debug)]
pub struct LastHeard(Arc<Mutex<Instant>>);

impl LastHeard {
    /// Has heard the client now.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }

    /// Waits until the client has been silent for a while, or for half a second.
    pub async fn silence(&self) {
        let began = Instant::now();
        while let Some(then) = look_again(began, self.time(), Instant::now()) {
            sleep_until(then).await;
        }
    }

    fn time(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn heard(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }
}

/// When to look again whether the client is silent, for a wait that `began` then; `None` when it may be asked.
fn look_again(began: Instant, heard: Instant, now: Instant) -> Option<Instant> {
    let then = (heard + SILENCE).min(began + PATIENCE);
    (then > now).then_some(then)
}

/// An input that notes when it was read.
#[derive(Debug)]
pub struct Heard<R> {
    pub input: R,
    pub last: LastHeard,
}

impl<R: AsyncRead + Unpin> AsyncRead for Heard<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let read = ready!(Pin::new(&mut self.input).poll_read(context, buffer));
        self.last.heard();
        Poll::Ready(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All in milliseconds after the wait began.
    fn check(heard: u64, now: u64, expected: Option<u64>) {
        let began = Instant::now();
        let at = |ms| began + Duration::from_millis(ms);
        assert_eq!(look_again(began, at(heard), at(now)), expected.map(at));
    }

    #[test]
    fn a_message_that_still_comes_is_waited_for() {
        check(0, 0, Some(20));
        check(15, 20, Some(35));
        check(15, 34, Some(35));
    }

    #[test]
    fn a_silent_client_is_asked() {
        check(0, 20, None);
        check(15, 35, None);
    }

    #[test]
    fn a_client_that_never_stops_is_asked_all_the_same() {
        check(490, 495, Some(500));
        check(499, 500, None);
    }

    #[tokio::test]
    async fn bytes_read_are_heard() {
        use tokio::io::AsyncReadExt;
        let last = LastHeard::new();
        let before = last.time();
        let mut input = Heard {
            input: &b"x"[..],
            last: last.clone(),
        };
        while Instant::now() == before {}
        assert_eq!(input.read_u8().await.ok(), Some(b'x'));
        assert!(last.time() > before);
    }
}
