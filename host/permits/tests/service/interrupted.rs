//! What is interrupted, and what others are in the way of.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

use domain::Outcome;
use permits::{Permits, PermitsError};

use crate::given::*;

/// Polls a future at most so many times, as if the one who waits for it went away then.
async fn polled<T>(future: impl Future<Output = T>, times: usize) -> Option<T> {
    let mut future = pin!(future);
    let mut left = times;
    poll_fn(move |context| match left {
        0 => Poll::Ready(None),
        _ => {
            left -= 1;
            future.as_mut().poll(context).map(Some)
        }
    })
    .await
}

#[tokio::test]
async fn a_message_that_is_let_go_of_anywhere_is_handled_when_it_comes_again() {
    for given in each().await {
        let node = given.node().await;
        let mut finished = 0;
        for times in 0..60 {
            let id = times.to_string();
            let envelope = message(Some(&id), "x");
            let first = polled(node.handle(&envelope, apply("medical", IDENTITY), at(MORNING), words), times).await;
            finished += usize::from(first.is_some());
            let again = node.handle(&envelope, apply("medical", IDENTITY), at(MORNING), words).await.unwrap();
            assert_eq!(outcome(&again), Outcome::Granted, "{} after {times}", given.name());
            assert!(first.is_none_or(|first| again.repeated && code(&first.unwrap()) == code(&again)), "{} after {times}", given.name());
        }
        assert!((1..59).contains(&finished), "{}: some were let go of early, some were not: {finished}", given.name());
        assert_eq!(node.recent(100).await.unwrap().len(), 60, "{}", given.name());
    }
}

#[tokio::test]
async fn a_lock_that_is_held_for_long_is_waited_for_a_bounded_number_of_times() {
    for given in each().await.into_iter().filter(|given| given.name() == "postgres") {
        given.node().await.ready().await.unwrap();
        let node = given.node().await;
        send(&node, "1", "medical", IDENTITY, at(MORNING)).await;
        // Another test may be making its schema: that is waited for, too.
        let url = format!("{}%20-c%20lock_timeout%3D1ms", given.database.url());
        let impatient = loop {
            if let Ok(store) = store::Store::open(&url).await {
                break store;
            }
        };
        let impatient = Permits::new(impatient, environment(), vault(), entropy());
        let holder = given.database.open().await;
        let holding = holder.write().await.unwrap();
        sea_orm::ConnectionTrait::execute_unprepared(&holding.db(), "SELECT * FROM person FOR UPDATE").await.unwrap();
        let envelope = message(Some("2"), "x");
        let handle = || impatient.handle(&envelope, apply("medical", IDENTITY), at(MORNING), words);
        let busy = handle().await;
        assert!(matches!(busy, Err(PermitsError::Busy { attempts: 6, .. })), "{busy:?}");
        // Let go of while the message is being tried again, it goes through.
        let (through, released) = tokio::join!(handle(), holding.commit());
        released.unwrap();
        assert_eq!(outcome(&through.unwrap()), Outcome::Granted);
    }
}
