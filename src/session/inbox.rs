//! Commands on their way to the session: motion is merged, nothing else is ever dropped.

use std::collections::VecDeque;

use parking_lot::Mutex;
use tokio::sync::Notify;

use super::{Command, Control, InputTally, PointerDistance, PointerInput};

/// A queue from any thread to the session's. Its length is bounded by what a person does between two turns of the session,
/// since motion, text and sizes replace their predecessors.
#[derive(Default)]
pub(super) struct Inbox {
    commands: Mutex<VecDeque<Command>>,
    arrived: Notify,
    tally: Mutex<InputTally>,
}

impl Inbox {
    pub(super) fn push(&self, command: Command) {
        let is_input = is_input(&command);
        let mut commands = self.commands.lock();
        let waited = commands.len();
        if replaces_last(&commands, &command) {
            commands.pop_back();
        }
        match joined(&commands, &command) {
            Some(both) => drop(commands.back_mut().map(|last| *last = both)),
            None => commands.push_back(command),
        }
        let is_merged = commands.len() == waited;
        drop(commands);
        self.arrived.notify_one();
        if is_input {
            let mut tally = self.tally.lock();
            tally.given += 1;
            tally.merged += u64::from(is_merged);
        }
    }

    /// Counts input that was taken and not sent.
    pub(super) fn dropped(&self) {
        self.tally.lock().dropped += 1;
    }

    /// What became of keys and movements.
    pub(super) fn tally(&self) -> InputTally {
        *self.tally.lock()
    }

    /// The next command, if there is one now.
    pub(super) fn try_next(&self) -> Option<Command> {
        self.commands.lock().pop_front()
    }

    /// The next command. Cancel safe.
    pub(super) async fn next(&self) -> Command {
        loop {
            if let Some(command) = self.try_next() {
                return command;
            }
            self.arrived.notified().await;
        }
    }
}

/// Whether it comes from the keyboard or the mouse.
fn is_input(command: &Command) -> bool {
    matches!(command, Command::Key(_) | Command::Pointer(_) | Command::PointerDistance(_))
}

/// Whether the last command that waits is made pointless by `next`.
fn replaces_last(waiting: &VecDeque<Command>, next: &Command) -> bool {
    match (waiting.back(), next) {
        (Some(Command::Pointer(last)), Command::Pointer(next)) => {
            let before = waiting.iter().rev().nth(1);
            is_motion(*last, *next) && matches!(before, Some(Command::Pointer(before)) if is_motion(*before, *last))
        }
        (Some(Command::Playback(Control::Seek(_))), Command::Playback(Control::Seek(_)))
        | (Some(Command::Clipboard(_)), Command::Clipboard(_))
        | (Some(Command::ResizeDesktop(_)), Command::ResizeDesktop(_))
        | (Some(Command::Refresh), Command::Refresh) => true,
        _ => false,
    }
}

/// The last distance that waits and `next` in one, where nothing but the mouse has moved.
fn joined(waiting: &VecDeque<Command>, next: &Command) -> Option<Command> {
    let mut newest = waiting.iter().rev();
    let (Some(Command::PointerDistance(last)), Some(Command::PointerDistance(before)), Command::PointerDistance(next)) =
        (newest.next(), newest.next(), next)
    else {
        return None;
    };
    let add = |axis: usize| last.distance[axis].saturating_add(next.distance[axis]);
    let is_motion = before.buttons == last.buttons && last.buttons == next.buttons;
    is_motion.then(|| Command::PointerDistance(PointerDistance { distance: [add(0), add(1)], ..*next }))
}

/// Whether nothing but the position differs.
fn is_motion(from: PointerInput, to: PointerInput) -> bool {
    from.buttons == to.buttons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Buttons, KeyInput};
    use rfb::Point;

    fn pointer(x: u16, buttons: u16) -> Command {
        Command::Pointer(PointerInput { position: Point::new(x, 0), buttons: Buttons(buttons) })
    }

    fn drain(inbox: &Inbox) -> Vec<Command> {
        std::iter::from_fn(|| inbox.try_next()).collect()
    }

    #[test]
    fn motion_is_merged_but_the_place_of_a_click_is_not() {
        let inbox = Inbox::default();
        for command in
            [pointer(1, 0), pointer(2, 0), pointer(3, 0), pointer(3, 1), pointer(4, 1), pointer(5, 1), pointer(5, 0)]
        {
            inbox.push(command);
        }
        let expected = [pointer(1, 0), pointer(3, 0), pointer(3, 1), pointer(5, 1), pointer(5, 0)];
        assert_eq!(inbox.tally(), InputTally { given: 7, merged: 2, dropped: 0 });
        assert_eq!(inbox.tally().sent(), expected.len() as u64);
        assert_eq!(drain(&inbox), expected);
    }

    #[test]
    fn distances_add_up_until_a_button_changes() {
        let inbox = Inbox::default();
        let moved =
            |x, y, buttons| Command::PointerDistance(PointerDistance { distance: [x, y], buttons: Buttons(buttons) });
        let press = [moved(0, 0, 1), moved(5, 5, 1), moved(0, 0, 0)];
        for command in [moved(1, 0, 0), moved(1, -2, 0), moved(3, 4, 0)].into_iter().chain(press.clone()) {
            inbox.push(command);
        }
        let expected: Vec<Command> = [moved(1, 0, 0), moved(4, 2, 0)].into_iter().chain(press).collect();
        assert_eq!(drain(&inbox), expected);
    }

    #[test]
    fn keys_are_never_dropped_and_motion_does_not_pass_them() {
        let inbox = Inbox::default();
        let key = |pressed| Command::Key(KeyInput { keysym: 0x61, scancode: 0x1e, pressed });
        for turn in 0..500 {
            inbox.push(pointer(turn, 0));
            inbox.push(key(true));
            inbox.push(key(false));
        }
        let all = drain(&inbox);
        assert_eq!(all.iter().filter(|command| matches!(command, Command::Key(_))).count(), 1000);
        assert_eq!(all[0], pointer(0, 0));
    }
}
