//! The layer between the stream and the protocol, while there is one, and the bytes that wait on its outer side.

use bytes::BytesMut;

use crate::error::Error;
use crate::layer::{Layer, Opened, Stack};

/// Sealed bytes of both directions, and what opens and seals them.
#[derive(Debug, Default)]
pub(super) struct Sealing {
    layer: Option<Box<dyn Layer>>,
    received: BytesMut,
    unsent: BytesMut,
    ending: Option<Ending>,
}

/// Why nothing more will come out of a layer.
#[derive(Debug, Clone)]
pub(super) enum Ending {
    /// The server took leave.
    Farewell,
    /// What came cannot be opened.
    Broken(Error),
}

impl Sealing {
    /// From here on everything goes through `layer`: what was received of it already is in `input`, and what is in `output`
    /// still goes as it is.
    pub(super) fn begin(&mut self, layer: Box<dyn Layer>, input: &mut BytesMut, output: &mut BytesMut) {
        self.seal(output);
        self.unsent.unsplit(output.split());
        self.layer = Some(match self.layer.take() {
            None => {
                self.received = input.split();
                layer
            }
            Some(outer) => Box::new(Stack::new(outer, layer, input.split())),
        });
        self.open_all(input);
    }

    /// Where received bytes go, if they are sealed.
    pub(super) fn received(&mut self) -> Option<&mut BytesMut> {
        self.layer.is_some().then_some(&mut self.received)
    }

    /// Opens what was received into `plain`.
    pub(super) fn open(&mut self, plain: &mut BytesMut) {
        if !self.received.is_empty() {
            self.open_all(plain);
        }
    }

    fn open_all(&mut self, plain: &mut BytesMut) {
        let Some(layer) = &mut self.layer else { return };
        if self.ending.is_some() {
            return;
        }
        self.ending = match layer.open(&mut self.received, plain, &mut self.unsent) {
            Ok(Opened::Going) => None,
            Ok(Opened::Ended) => Some(Ending::Farewell),
            Err(error) => Some(Ending::Broken(error)),
        };
    }

    /// Seals all of `output`; returns where sealed bytes wait, if there is a layer.
    pub(super) fn seal(&mut self, output: &mut BytesMut) -> Option<&mut BytesMut> {
        let layer = self.layer.as_mut()?;
        if !output.is_empty()
            && let Err(error) = layer.seal(output, &mut self.unsent)
        {
            output.clear();
            self.ending.get_or_insert(Ending::Broken(error));
        }
        Some(&mut self.unsent)
    }

    /// Seals all of `output`, and the farewell after it.
    pub(super) fn close(&mut self, output: &mut BytesMut) {
        self.seal(output);
        if let Some(layer) = &mut self.layer {
            layer.close(&mut self.unsent);
        }
    }

    /// How many sealed bytes wait.
    pub(super) fn unsent(&self) -> usize {
        self.unsent.len()
    }

    /// Why nothing more will come, if so.
    pub(super) fn ending(&self) -> Option<Ending> {
        self.ending.clone()
    }
}
