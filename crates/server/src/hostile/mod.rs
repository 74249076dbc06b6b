//! A hostile server: a table of attacks on viewers, one script each, that a test can iterate over.
//!
//! The classes are those in which viewers have had vulnerabilities: lengths that lie, sizes that overflow, rectangles
//! outside the framebuffer, palettes and runs that do not fit, streams without end, silence. No viewer may panic, hang or
//! take memory without a limit on any of them; what else is asked of it says [`Attack::reaction`].

pub mod anonymous_tls;
mod certificate;
mod deflate;
#[cfg(feature = "h264")]
mod h264;
mod handshake;
mod log_in;
mod messages;
mod pictures;
mod pseudo;
mod rectangles;
mod rsa_aes;
mod sasl;
mod subrectangles;
mod tight;
mod tiles;
mod wavelet;
mod zlib;

use std::net::SocketAddr;
use std::time::Duration;
use std::{fmt, io, thread};

use rfb::{Rect, Size};

use crate::script::{Script, ScriptError};

/// The size of the desktop that attacks after ServerInit pretend to have.
pub const SIZE: Size = Size::new(64, 48);
/// The colour all of the desktop has after an attack that is to be tolerated.
pub const PROOF: u32 = 0x0000_ff7f;
/// The password that attacks in the middle of VNC authentication expect the viewer to try.
pub const PASSWORD: &str = "hostile";

/// The user name that goes with it.
pub const USERNAME: &str = "mallory";

/// One attack.
#[derive(Clone, Copy)]
pub struct Attack {
    /// What it does, in words joined by hyphens.
    pub name: &'static str,
    /// How far the connection has come when it happens.
    pub stage: Stage,
    /// What the viewer must do.
    pub reaction: Reaction,
    script: fn() -> Script,
}

/// How far a connection has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The first bytes.
    Version,
    /// Security types, authentication, SecurityResult.
    Security,
    /// ServerInit.
    Init,
    /// Rectangles with pixels.
    Rectangle,
    /// Pseudo-rectangles.
    PseudoRectangle,
    /// Messages that are no update, and the connection as a whole.
    Message,
}

/// What a viewer must do besides staying sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reaction {
    /// End the connection with an error that says what was wrong.
    Error,
    /// Go on: the next update shows [`PROOF`] everywhere.
    Tolerate,
    /// Either of the two.
    Either,
    /// Nothing comes any more: stay ready to be closed by the user, or give up in time.
    Wait,
}

impl fmt::Debug for Attack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({:?}, {:?})", self.name, self.stage, self.reaction)
    }
}

const fn attack(name: &'static str, stage: Stage, reaction: Reaction, script: fn() -> Script) -> Attack {
    Attack { name, stage, reaction, script }
}

impl Attack {
    /// What the hostile server does, step by step. The viewer leaving in the middle is no failure of the script.
    pub fn script(&self) -> Script {
        (self.script)().timeout(Duration::from_secs(20))
    }

    /// Waits for a viewer on a free loopback port and attacks it, in a thread.
    pub fn listen(&self) -> io::Result<(SocketAddr, thread::JoinHandle<Result<(), ScriptError>>)> {
        self.script().listen()
    }
}

/// Every attack, in the order of the stages.
pub fn attacks() -> impl Iterator<Item = &'static Attack> {
    let pixels = [rectangles::ATTACKS, subrectangles::ATTACKS, tiles::ATTACKS, wavelet::ATTACKS].into_iter().chain([
        zlib::ATTACKS,
        tight::ATTACKS,
        pictures::ATTACKS,
        #[cfg(feature = "h264")]
        h264::ATTACKS,
    ]);
    [handshake::ATTACKS, anonymous_tls::ATTACKS, certificate::ATTACKS, log_in::ATTACKS, rsa_aes::ATTACKS, sasl::ATTACKS]
        .into_iter()
        .chain(pixels)
        .chain([pseudo::ATTACKS, messages::ATTACKS])
        .flatten()
}

/// A connection that is open and was asked for an update.
fn opened() -> Script {
    Script::new().open(SIZE, "hostile").wait_for_update_request()
}

/// What follows an attack that may be tolerated: a harmless update, then patience.
fn proof(script: Script) -> Script {
    let pixels = vec![PROOF; SIZE.area()];
    script.framebuffer_update(|update| update.raw(Rect::of(SIZE), &pixels)).expect_close()
}

/// An open connection, then an update of one rectangle with any bytes, then the proof.
fn one_rectangle(rect: Rect, encoding: i32, body: impl AsRef<[u8]>) -> Script {
    proof(opened().framebuffer_update(|update| update.rectangle(rect, encoding, body)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    #[test]
    fn names_are_unique_and_every_stage_is_attacked() {
        let names: HashSet<_> = attacks().map(|attack| attack.name).collect();
        assert_eq!(names.len(), attacks().count());
        let stages: HashSet<_> = attacks().map(|attack| format!("{:?}", attack.stage)).collect();
        assert_eq!(stages.len(), 6);
        assert!(names.len() > 100, "{}", names.len());
    }

    /// A viewer without any sense: says what is expected in the handshake, asks for an update, and reads.
    async fn naive_viewer(stream: tokio::io::DuplexStream) -> usize {
        let (mut reader, mut writer) = tokio::io::split(stream);
        let answers = [&b"RFB 003.008\n"[..], &[1], &[1], &[3, 0, 0, 0, 0, 0, 0, 64, 0, 48]].concat();
        let writing = async {
            // The attacker may have left already.
            let _ = writer.write_all(&answers).await;
            std::future::pending::<()>().await;
        };
        let reading = async {
            let (mut total, mut buffer) = (0, vec![0; 65536]);
            while total < 3_000_000 {
                match tokio::time::timeout(Duration::from_millis(150), reader.read(&mut buffer)).await {
                    Ok(Ok(count)) if count > 0 => total += count,
                    _ => break,
                }
            }
            total
        };
        tokio::select! { total = reading => total, () = writing => 0 }
    }

    #[tokio::test]
    async fn every_attack_is_carried_out_on_who_lets_it() {
        let viewers = attacks().filter(|attack| attack.stage > Stage::Init).map(|attack| async move {
            let (ours, theirs) = duplex(1 << 16);
            let attacking = tokio::spawn(attack.script().run(theirs));
            let received = naive_viewer(ours).await;
            let result = attacking.await.unwrap();
            assert!(!matches!(result, Err(ScriptError::Mismatch { .. })), "{attack:?}: {result:?}");
            (attack.name, received)
        });
        for viewer in viewers.map(tokio::spawn).collect::<Vec<_>>() {
            let (name, received) = viewer.await.unwrap();
            // Version, security types, SecurityResult and ServerInit are 49 bytes.
            assert!(received >= 49, "{name}: {received} bytes");
        }
    }
}
