//! Keys, and the files of secret ones.

use data_driver_trust::{InvalidSecretKey, PublicKey, SecretKey};

/// The example of RFC 8410, section 10.3, and its public key of section 10.1.
const PEM: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
-----END PRIVATE KEY-----
";
const PUBLIC: &str = "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

#[test]
fn a_file_as_others_write_it_is_read() {
    let key = SecretKey::from_pem(PEM).unwrap();
    assert_eq!(key.public().to_string(), PUBLIC);
    assert_eq!(key.to_pem(), PEM);
    assert_eq!(
        SecretKey::from_pem(&PEM.replace('\n', "\r\n"))
            .unwrap()
            .public(),
        key.public()
    );
}

#[test]
fn other_files_are_refused() {
    // The second example there, which has the public key and attributes; a key of X25519; one that is cut.
    let with_public = "-----BEGIN PRIVATE KEY-----
MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
Z9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PRIVATE KEY-----
";
    for text in [
        "",
        "1 2 3",
        with_public,
        &PEM.replace("K2Vw", "K2Vu"),
        &PEM.replace("dVhC", "dVg="),
        &PEM.replace("PRIVATE KEY", "PUBLIC KEY"),
        &PEM.replace("-----END PRIVATE KEY-----", ""),
        &PEM.replace("MC4C", "MC4C*"),
        &format!("{PEM}{PEM}"),
    ] {
        assert_eq!(
            SecretKey::from_pem(text).unwrap_err(),
            InvalidSecretKey::Form,
            "{text}"
        );
    }
    let encrypted = PEM.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    let error = SecretKey::from_pem(&encrypted).unwrap_err();
    assert_eq!(error, InvalidSecretKey::Encrypted);
}

#[test]
fn a_secret_key_is_not_shown() {
    let seed = [0xab; 32];
    let key = SecretKey::from_seed(&seed);
    let shown = format!("{key:?}");
    assert_eq!(shown, format!("SecretKey(of {})", key.public()));
    for digits in ["ab", "171", &"qw".repeat(8)] {
        assert!(
            !shown
                .replace(&key.public().to_string(), "")
                .contains(digits)
        );
    }
}

#[test]
fn a_public_key_is_read_as_it_is_written() {
    let key: PublicKey = PUBLIC.parse().unwrap();
    assert_eq!(key.to_string(), PUBLIC);
    assert_eq!(PublicKey::from_bytes(*key.as_bytes()), Ok(key));
    for text in [
        "",
        "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE",
        " Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
    ] {
        assert!(text.parse::<PublicKey>().is_err(), "{text}");
    }
}
