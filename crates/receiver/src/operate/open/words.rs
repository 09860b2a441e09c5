//! Opens a JWE with a private key. It knows nothing of submissions.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use aes_kw::KwAes256;
use p256::{PublicKey, SecretKey};
use sha2::{Digest, Sha256};

use crate::private_key::PrivateKey;
use crate::sealed::{Jwe, Point, Recipient};

/// Why something sealed stays closed. It fails for one reason that anybody can be told: more would help whoever tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StaysClosed {
    /// It was sealed to others.
    #[error("it was not sealed to this key")]
    OtherKey,
    /// It was changed since it was sealed, or was not sealed as it says.
    #[error("its seal is broken: it was changed since it was sealed, or another key has this name")]
    Broken,
}

/// The words inside.
///
/// # Errors
/// [`StaysClosed`]; nothing of the words is shown then.
pub fn open(jwe: &Jwe, key: &PrivateKey) -> Result<Vec<u8>, StaysClosed> {
    let ours = jwe.recipients.iter().find(|recipient| recipient.header.kid == key.kid).ok_or(StaysClosed::OtherKey)?;
    let content_key = unwrapped(ours, &key.secret).ok_or(StaysClosed::Broken)?;
    let sealed = [jwe.ciphertext.0.as_slice(), &jwe.tag.0].concat();
    let payload = Payload { msg: &sealed, aad: jwe.protected.as_bytes() };
    let words = Aes256Gcm::new(&content_key.into()).decrypt(&jwe.iv.0.into(), payload);
    words.map_err(|_| StaysClosed::Broken)
}

/// A point beside the curve would tell whoever chose it about the key, bit by bit: it is refused before it is used.
fn unwrapped(Recipient { header, encrypted_key }: &Recipient, secret: &SecretKey) -> Option<[u8; 32]> {
    let Point { x, y, .. } = &header.epk;
    let theirs = PublicKey::from_sec1_bytes(&[&[4][..], &x.0, &y.0].concat()).ok()?;
    let shared = secret.diffie_hellman(&theirs);
    let mut content_key = [0; 32];
    let unwrapping = KwAes256::new(&derived(shared.raw_secret_bytes()).into());
    unwrapping.unwrap_key(&encrypted_key.0, &mut content_key).ok()?;
    Some(content_key)
}

/// RFC 7518, 4.6.2: Concat KDF with SHA-256 gives 256 bits in one round. Neither party adds anything of its own.
fn derived(shared: &[u8]) -> [u8; 32] {
    const ALGORITHM: &[u8] = b"ECDH-ES+A256KW";
    const NONE: [u8; 4] = [0; 4];
    let length = [0, 0, 0, 14];
    let parts = [&[0, 0, 0, 1], shared, &length, ALGORITHM, &NONE, &NONE, &256_u32.to_be_bytes()];
    Sha256::digest(parts.concat()).into()
}
