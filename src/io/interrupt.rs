//! What is done when somebody asks the program to end.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

/// Whether somebody asked for an end.
#[derive(Debug, Clone, Default)]
pub struct Interrupts {
    received: Arc<AtomicI32>,
}

impl Interrupts {
    /// The signal that came, if one did: 2 of Ctrl-C, 15 of whoever stops services.
    pub fn received(&self) -> Option<u8> {
        u8::try_from(self.received.load(Ordering::SeqCst)).ok().filter(|it| *it > 0)
    }
}

/// From now on the first such signal runs `cancel` and is remembered; the second one ends the program.
#[cfg(unix)]
pub fn watch(cancel: Option<crate::dialect::Canceller>) -> Interrupts {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let res = Interrupts::default();
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return res };
    let received = Arc::clone(&res.received);
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if received.swap(signal, Ordering::SeqCst) != 0 {
                let _ = emulate_default_handler(signal);
            }
            if let Some(cancel) = &cancel {
                cancel();
            }
        }
    });
    res
}

/// Elsewhere the program ends at once, and the database takes back what was not kept.
#[cfg(not(unix))]
pub fn watch(_: Option<crate::dialect::Canceller>) -> Interrupts {
    Interrupts::default()
}
