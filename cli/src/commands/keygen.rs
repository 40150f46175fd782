//! `keygen`: a key to sign with.

use data_driver_trust::SecretKey;
use serde_json::json;

use crate::arguments::Keygen;
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::secret;

pub(crate) fn run(arguments: &Keygen, output: &Output) -> Result<()> {
    let path = &arguments.file;
    let key = if arguments.public {
        secret::read(&path.to_string_lossy())?
    } else {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)
            .map_err(|error| Failure::io("the system's random numbers", &error.into()))?;
        let key = SecretKey::from_seed(&seed);
        secret::write(path, &key)?;
        key
    };
    match output.json {
        true => output.object(&json!({ "file": path, "key": key.public().to_string() })),
        false => output.text(key.public()),
    }
}
