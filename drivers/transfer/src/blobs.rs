//! Blobs.
//!
//! `dusk-core` has a JSON form for them, and this is the same. But its types hold 128 KiB in place,
//! and reading them moves that from frame to frame until a small stack is full; these do not.

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

use data_driver::Describe;
use data_driver::describe::Type;
use data_driver::hex::{self, Hex};
use data_driver::notation::Written;
use dusk_core::transfer::data::{self, BlobDataPart};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The most blobs that the network's form of a transaction can count.
const MAX_BLOBS: usize = u8::MAX as usize;

/// Blobs that are few enough to be counted.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct Blobs(pub(crate) Vec<BlobData>);

impl<C> Describe<C> for Blobs {
    const TYPE: &'static Type = <Vec<BlobData> as Describe>::TYPE;
}

impl<'de> Deserialize<'de> for Blobs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let blobs = Vec::deserialize(deserializer)?;
        let found = blobs.len();
        if found > MAX_BLOBS {
            let reason = format!("a transaction has at most {MAX_BLOBS} blobs, found {found}");
            return Err(de::Error::custom(reason));
        }
        Ok(Self(blobs))
    }
}

/// A blob, or what remains of it (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct BlobData {
    /// The versioned hash of the blob's KZG commitment: `01` and the last 31 bytes of the
    /// commitment's SHA-256.
    #[serde(with = "data_driver::hex")]
    hash: [u8; 32],
    /// The blob; nodes may drop it after some time.
    data: Option<BlobSidecar>,
}

/// A blob with its KZG commitment and proof (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) struct BlobSidecar {
    /// The KZG commitment: a compressed point of the group G1 of BLS12-381.
    #[serde(with = "data_driver::hex")]
    commitment: [u8; 48],
    /// The KZG proof: a compressed point of the group G1 of BLS12-381.
    #[serde(with = "data_driver::hex")]
    proof: [u8; 48],
    /// The blob: 4096 field elements of 32 bytes.
    data: Blob,
}

/// The bytes of a blob, on the heap.
struct Blob(Box<BlobDataPart>);

impl<C> Describe<C> for Blob {
    const TYPE: &'static Type = &<BlobDataPart as Written<Hex>>::TYPE;
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        hex::serialize(&*self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes: Vec<u8> = hex::deserialize(deserializer)?;
        let found = bytes.len();
        let blob = Box::try_from(bytes).map(Self);
        blob.map_err(|_| de::Error::custom(format!("found {found} bytes")))
    }
}

impl BlobData {
    /// The mirror of a blob.
    pub(crate) fn show(blob: &data::BlobData) -> Self {
        let data = blob.data.as_ref().map(|sidecar| BlobSidecar {
            commitment: sidecar.commitment,
            proof: sidecar.proof,
            data: Blob(Box::new(sidecar.data)),
        });
        Self {
            hash: blob.hash,
            data,
        }
    }

    /// The blob of which this is the mirror.
    pub(crate) fn build(self) -> data::BlobData {
        data::BlobData {
            hash: self.hash,
            data: self.data.map(|sidecar| data::BlobSidecar {
                commitment: sidecar.commitment,
                proof: sidecar.proof,
                data: *sidecar.data.0,
            }),
        }
    }
}
