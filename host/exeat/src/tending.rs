//! What a host that serves does from time to time: [`permits::Keeper`] and [`Messages::try_again`] say what; here is only when.

use std::time::Duration;

use permits::{Clock, Keeper};
use sms::Messages;
use tokio::{sync::watch, time::MissedTickBehavior};

/// How often the keeper is asked. A regime that begins lets permits go on within this time.
const EVERY: Duration = Duration::from_secs(60);

/// Tends until told to stop.
pub async fn tend(messages: Messages, clock: Clock, mut stop: watch::Receiver<bool>) {
    let mut keeper = Keeper::new(messages.permits().clone());
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stop.wait_for(|stopping| *stopping) => return,
        }
        if let Err(error) = messages.try_again(clock()).await {
            tracing::error!(%error, "messages that were set aside were not tried again; they are in a minute");
        }
        if let Err(error) = keeper.turn(clock()).await {
            tracing::error!(%error, "what is due was not done; it is tried again in a minute");
        }
    }
}
