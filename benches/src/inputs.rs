//! What is converted: values of the contract, drawn from a fixed seed.
//!
//! Bytes and JSON are made by Dusk's own types, so that they say what both sides must answer.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use drc20_driver::types::{Account, Transfer, TransferCall};
use dusk_core::abi::ContractId;
use dusk_core::signatures::bls::{PublicKey, SecretKey};
use dusk_core::stake::{Reward, RewardReason, Stake};
use dusk_core::transfer::phoenix;
use dusk_core::transfer::withdraw::{Withdraw, WithdrawReceiver, WithdrawReplayToken};
use dusk_core::{BlsScalar, JubJubScalar};
use rand::rngs::StdRng;
use rand::{Rng, RngCore, SeedableRng};
use rkyv::ser::serializers::AllocSerializer;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::settings::Settings;

const SEED: u64 = 0x6461_7461_2064_7276;

/// Stake calls with keys and signatures that occur once. A driver that remembers some must have forgotten
/// the first ones long before they come again.
const STAKES: usize = 512;
/// Stake calls of one wallet: the same two keys, each time another value and other signatures.
const WALLET: usize = 512;
/// Withdrawals to addresses that occur once.
const WITHDRAWALS: usize = 512;
/// Reward events. A driver remembers a thousand keys' texts: of four times as many hardly one is still there when it
/// comes again.
const REWARDS: usize = 1024;
/// Calls and events of a token.
const TRANSFERS: usize = 512;
/// Rewards in an event, as in most of those on mainnet.
const REWARDS_EACH: usize = 4;

/// Reward events of an archive.
const ARCHIVED: usize = 1024;
/// How many accounts they name, again and again: those that stake.
const STAKERS: usize = 256;

/// A value's bytes and JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Sample {
    #[serde(with = "hex")]
    pub(crate) bytes: Vec<u8>,
    pub(crate) json: Value,
}

/// The inputs of all rows.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Inputs {
    /// Arguments of `stake`, with new keys in each.
    pub(crate) stakes: Vec<Sample>,
    /// Arguments of `stake`, with the same keys in each.
    pub(crate) wallet: Vec<Sample>,
    /// Arguments of the transfer contract's `withdraw`, to Phoenix addresses, new ones in each.
    pub(crate) withdrawals: Vec<Sample>,
    /// Data of the event `reward`, first of them one of mainnet.
    pub(crate) rewards: Vec<Sample>,
    /// The same event as an archive has it, block by block.
    pub(crate) archived: Vec<Sample>,
    /// Results of `burnt_amount`.
    pub(crate) amounts: Vec<Sample>,
    /// Arguments of a token's `transfer`, to contracts.
    pub(crate) token_calls: Vec<Sample>,
    /// Data of a token's event `transfer`, between contracts.
    pub(crate) token_events: Vec<Sample>,
}

impl Inputs {
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let text = fs::read(path).with_context(|| path.display().to_string())?;
        Ok(serde_json::from_slice(&text)?)
    }
}

/// Writes the inputs into a file.
pub(crate) fn write(settings: &Settings) -> Result<()> {
    let mut rng = StdRng::seed_from_u64(SEED);
    let secrets = (0..REWARDS * REWARDS_EACH)
        .map(|_| SecretKey::random(&mut rng))
        .collect::<Vec<_>>();
    let stakes = secrets[..2 * STAKES]
        .chunks(2)
        .zip(1_000_000_000_000..)
        .map(|(pair, value)| sample(&Stake::new(&pair[0], &pair[1], value, 1)));
    let stakes = stakes.collect::<Result<_>>()?;
    let wallet = (0..WALLET).map(|_| sample(&Stake::new(&secrets[0], &secrets[1], rng.r#gen(), 1)));
    let wallet = wallet.collect::<Result<_>>()?;

    let keys: Vec<_> = secrets.iter().map(PublicKey::from).collect();
    let mainnet = golden(&settings.golden.join("event/reward.mainnet"))?;
    let drawn = keys.chunks(REWARDS_EACH).map(|keys| {
        let rewards = keys.iter().map(|key| reward(*key, &mut rng));
        sample(&rewards.collect::<Vec<_>>())
    });
    let rewards = std::iter::once(Ok(mainnet))
        .chain(drawn)
        .collect::<Result<_>>()?;
    let stakers: Vec<_> = secrets[..STAKERS].iter().map(PublicKey::from).collect();
    let archived = (0..ARCHIVED)
        .map(|_| sample(&block_rewards(&stakers, &mut rng)))
        .collect::<Result<_>>()?;
    let amounts = (0..REWARDS).map(|_| amount(rng.r#gen())).collect();
    let token_calls = (0..TRANSFERS)
        .map(|_| token_call(&mut rng))
        .collect::<Result<_>>()?;
    let token_events = (0..TRANSFERS)
        .map(|_| token_event(&mut rng))
        .collect::<Result<_>>()?;
    let withdrawals = (0..WITHDRAWALS)
        .map(|_| sample(&withdrawal(&mut rng)?))
        .collect::<Result<_>>()?;
    let inputs = Inputs {
        stakes,
        wallet,
        withdrawals,
        rewards,
        archived,
        amounts,
        token_calls,
        token_events,
    };
    fs::write(&settings.inputs, serde_json::to_vec(&inputs)?)
        .with_context(|| settings.inputs.display().to_string())
}

/// A withdrawal to a Phoenix address. Three points are in it: two in the address, one in the signature.
///
/// It is one that was read from JSON: an archive has a point as it was computed, of which there are many forms.
fn withdrawal(rng: &mut StdRng) -> Result<Withdraw> {
    let secret = phoenix::SecretKey::random(rng);
    let blinder = JubJubScalar::from(rng.next_u64());
    let address = phoenix::PublicKey::from(&secret).gen_stealth_address(&blinder);
    let nullifier = BlsScalar::hash_to_scalar(&rng.r#gen::<[u8; 32]>());
    let contract = ContractId::from_bytes(rng.r#gen());
    let value = rng.r#gen();
    let withdrawal = Withdraw::new(
        rng,
        &secret.gen_note_sk(&address),
        contract,
        value,
        WithdrawReceiver::Phoenix(address),
        WithdrawReplayToken::Phoenix(vec![nullifier]),
    );
    Ok(serde_json::from_value(serde_json::to_value(withdrawal)?)?)
}

/// A reward for the key.
pub(crate) fn reward(account: PublicKey, rng: &mut StdRng) -> Reward {
    Reward {
        account,
        value: rng.gen_range(1..20_000_000_000),
        reason: match rng.gen_range(0..4) {
            0 => RewardReason::GeneratorFixed,
            1 => RewardReason::GeneratorExtra,
            2 => RewardReason::Voter,
            _ => RewardReason::Other,
        },
    }
}

/// The rewards of a block, as those of mainnet: who made it has three, and another account has the rest.
fn block_rewards(stakers: &[PublicKey], rng: &mut StdRng) -> Vec<Reward> {
    let mut any = || stakers[rng.gen_range(0..stakers.len())];
    let (generator, other) = (any(), any());
    [generator, other, generator, generator]
        .map(|account| reward(account, rng))
        .into()
}

/// The value's archive and what its own serde makes of it.
pub(crate) fn sample<T>(value: &T) -> Result<Sample>
where
    T: Serialize + rkyv::Serialize<AllocSerializer<1024>>,
{
    let json = serde_json::to_value(value)?;
    Ok(Sample {
        bytes: archive(value)?,
        json,
    })
}

fn archive<T: rkyv::Serialize<AllocSerializer<1024>>>(value: &T) -> Result<Vec<u8>> {
    let bytes = rkyv::to_bytes(value).map_err(|error| anyhow!("{error}"))?;
    Ok(bytes.into_vec())
}

/// A `u64` by itself: eight bytes, and a decimal string.
fn amount(value: u64) -> Sample {
    Sample {
        bytes: value.to_le_bytes().into(),
        json: value.to_string().into(),
    }
}

/// A transfer to a contract. The JSON is written here because the amount is a plain `u64` in the token's
/// types, of which serde by itself makes a number.
fn token_call(rng: &mut StdRng) -> Result<Sample> {
    let (to, value) = (rng.r#gen::<[u8; 32]>(), rng.r#gen::<u64>());
    let call = TransferCall {
        to: contract(to),
        value,
    };
    Ok(Sample {
        bytes: archive(&call)?,
        json: json!({ "to": { "Contract": hex::encode(to) }, "value": value.to_string() }),
    })
}

/// A transfer between contracts.
fn token_event(rng: &mut StdRng) -> Result<Sample> {
    let (from, to, value) = (
        rng.r#gen::<[u8; 32]>(),
        rng.r#gen::<[u8; 32]>(),
        rng.r#gen::<u64>(),
    );
    let event = Transfer {
        from: contract(from),
        to: contract(to),
        value,
    };
    let json = json!({
        "from": { "Contract": hex::encode(from) },
        "to": { "Contract": hex::encode(to) },
        "value": value.to_string(),
    });
    Ok(Sample {
        bytes: archive(&event)?,
        json,
    })
}

fn contract(id: [u8; 32]) -> Account {
    Account::Contract(ContractId::from_bytes(id))
}

/// A pair of golden files: `<stem>.hex` and `<stem>.json`.
fn golden(stem: &Path) -> Result<Sample> {
    let read = |extension| {
        let path = stem.with_added_extension(extension);
        fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let digits: String = read("hex")?.split_ascii_whitespace().collect();
    Ok(Sample {
        bytes: hex::decode(digits)?,
        json: serde_json::from_str(&read("json")?)?,
    })
}
