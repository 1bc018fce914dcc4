//! Work in steps. Where a page allows no worker, the engine has to share the thread with its reader, whose clicks and
//! keys come first. So long work says now and then that it may be left for a while: it is an `async fn`, which the
//! compiler makes into one that can go on where it was left. Nothing in it waits for anything else.

use std::{
    future::poll_fn,
    mem::replace,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

/// Ends a step: the work may be left here for a while.
pub(crate) async fn pause() {
    let mut left = false;
    poll_fn(|_| if replace(&mut left, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// Work under way.
pub(crate) type Work<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Some work as a function of its own: all in one would be so large that a browser takes long to make it fast.
pub(crate) fn apart<'a, T>(work: impl Future<Output = T> + 'a) -> Work<'a, T> {
    Box::pin(work)
}

/// Takes the next step of some work, and gives what comes of it after the last. Then there is none to take.
pub(crate) fn next<T>(work: Pin<&mut (impl Future<Output = T> + ?Sized)>) -> Option<T> {
    match work.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}

/// Takes all steps of some work.
pub(crate) fn all<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Some(result) = next(work.as_mut()) {
            return result;
        }
    }
}
