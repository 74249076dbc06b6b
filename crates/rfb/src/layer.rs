//! A layer between the stream and the protocol, such as TLS. Once agreed on, everything goes through it both ways.

use std::fmt;

use bytes::BytesMut;

use crate::error::Error;

/// An agreed encryption.
pub trait Layer: fmt::Debug + Send {
    /// Takes whole records off the front of `wire` and appends what they hold to `plain`; what is not whole stays. Answers of
    /// the layer's own, such as alerts, are appended to `reply` as they go on the wire.
    ///
    /// Where a record is refused, those before it are in `plain` already.
    fn open(&mut self, wire: &mut BytesMut, plain: &mut BytesMut, reply: &mut BytesMut) -> Result<Opened, Error>;

    /// Takes all of `plain` and appends it to `wire`, sealed.
    fn seal(&mut self, plain: &mut BytesMut, wire: &mut BytesMut) -> Result<(), Error>;

    /// Appends the farewell to `wire`, where the layer has one.
    fn close(&mut self, wire: &mut BytesMut);
}

/// Whether more will come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// It may.
    Going,
    /// The peer said farewell.
    Ended,
}

/// A layer within a layer, as SASL has one within TLS.
#[derive(Debug)]
pub(crate) struct Stack {
    outer: Box<dyn Layer>,
    inner: Box<dyn Layer>,
    /// What the outer one has opened and the inner one has not.
    between: BytesMut,
}

impl Stack {
    /// `inner` begins where `outer` has opened `opened`.
    pub(crate) fn new(outer: Box<dyn Layer>, inner: Box<dyn Layer>, opened: BytesMut) -> Self {
        Self { outer, inner, between: opened }
    }
}

impl Layer for Stack {
    fn open(&mut self, wire: &mut BytesMut, plain: &mut BytesMut, reply: &mut BytesMut) -> Result<Opened, Error> {
        let outer = self.outer.open(wire, &mut self.between, reply);
        let mut answer = BytesMut::new();
        let inner = self.inner.open(&mut self.between, plain, &mut answer)?;
        if !answer.is_empty() {
            self.outer.seal(&mut answer, reply)?;
        }
        Ok(if outer? == Opened::Ended { Opened::Ended } else { inner })
    }

    fn seal(&mut self, plain: &mut BytesMut, wire: &mut BytesMut) -> Result<(), Error> {
        let mut between = BytesMut::new();
        self.inner.seal(plain, &mut between)?;
        self.outer.seal(&mut between, wire)
    }

    fn close(&mut self, wire: &mut BytesMut) {
        self.outer.close(wire);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds this to each byte; a 0 on the wire is the farewell.
    #[derive(Debug)]
    struct Shift(u8);

    impl Layer for Shift {
        fn open(&mut self, wire: &mut BytesMut, plain: &mut BytesMut, reply: &mut BytesMut) -> Result<Opened, Error> {
            for byte in wire.split() {
                match byte {
                    0 => return Ok(Opened::Ended),
                    1 => reply.extend_from_slice(b"!"),
                    _ => plain.extend_from_slice(&[byte - self.0]),
                }
            }
            Ok(Opened::Going)
        }

        fn seal(&mut self, plain: &mut BytesMut, wire: &mut BytesMut) -> Result<(), Error> {
            wire.extend(plain.split().iter().map(|byte| byte + self.0));
            Ok(())
        }

        fn close(&mut self, wire: &mut BytesMut) {
            wire.extend_from_slice(&[0]);
        }
    }

    #[test]
    fn in_a_stack_both_layers_are_passed_and_what_was_opened_before_passes_the_inner_one() {
        let mut stack = Stack::new(Box::new(Shift(10)), Box::new(Shift(5)), BytesMut::from(&b"fg"[..]));
        let (mut wire, mut plain, mut reply) = (BytesMut::from(&b"pq"[..]), BytesMut::new(), BytesMut::new());
        assert_eq!(stack.open(&mut wire, &mut plain, &mut reply), Ok(Opened::Going));
        assert_eq!(plain, b"abab"[..]);
        let mut sealed = BytesMut::new();
        assert_eq!(stack.seal(&mut plain, &mut sealed), Ok(()));
        assert_eq!(sealed, b"pqpq"[..]);
        stack.close(&mut sealed);
        assert_eq!(sealed, b"pqpq\0"[..]);
    }

    #[test]
    fn the_inner_layers_answers_pass_the_outer_one_and_its_farewell_counts() {
        let mut stack = Stack::new(Box::new(Shift(10)), Box::new(Shift(5)), BytesMut::new());
        let (mut wire, mut plain, mut reply) = (BytesMut::from(&[11, 12][..]), BytesMut::new(), BytesMut::new());
        wire[1] = 10;
        assert_eq!(stack.open(&mut wire, &mut plain, &mut reply), Ok(Opened::Ended));
        assert_eq!(reply, b"+"[..], "an exclamation mark, ten further");
        assert!(plain.is_empty());
    }
}
