//! What is kept of ecalls, and what is not.

use std::thread;

use pink_boundary::Failure;
use pink_host::{Environment, NativeRuntime, Storage, Worker};
use pink_mini_runtime::MiniRuntime;
use pink_protocol::ecalls::ECallsTry;
use pink_protocol::{
    AccountId, Bytes, ClusterKey, ExecSideEffects, ExecutionMode, Hash, TransactionArguments,
};

use crate::{OWNER, code, places, setup};

/// Everything that the runtime does, one after the other; every place has the same results, roots and storage.
#[test]
fn a_cluster_lives() {
    let mut stories = Vec::new();
    for (place, mut worker) in places() {
        assert_eq!(worker.storage().root(), None, "{place}");
        worker.on_genesis().unwrap();
        let mut roots = vec![worker.storage().root()];

        let early = worker.cluster_id().unwrap_err();
        assert_eq!(
            early.to_string(),
            "the runtime: call 1 (cluster_id): the cluster has not begun"
        );

        assert_eq!(worker.setup(setup("(module)")).unwrap(), Ok(()));
        roots.push(worker.storage().root());
        assert_eq!(worker.cluster_id().unwrap(), Hash([0x22; 32]));
        let contract = worker.system_contract().unwrap().unwrap();
        let hash = worker.code_hash(contract).unwrap().unwrap();
        assert_eq!(worker.code_hash(OWNER).unwrap(), None);
        let instantiated = vec![(OWNER, contract)];
        let effects = worker.environment().take_effects();
        assert_eq!(
            effects,
            [ExecSideEffects::V1 {
                pink_events: vec![],
                ink_events: vec![],
                instantiated
            }]
        );
        assert_eq!(
            worker.environment().take_logs()[0].message,
            "the cluster has begun"
        );

        let other = AccountId([7; 32]);
        worker.deposit(other, 5).unwrap();
        worker.deposit(other, u128::from(u64::MAX)).unwrap();
        roots.push(worker.storage().root());
        assert_eq!(
            worker.free_balance(other).unwrap(),
            u128::from(u64::MAX) + 5
        );
        assert_eq!(worker.total_balance(OWNER).unwrap(), 1_000);

        assert_eq!(worker.get_key().unwrap(), None);
        worker.set_key(ClusterKey([9; 64])).unwrap();
        roots.push(worker.storage().root());
        assert_eq!(worker.get_key().unwrap(), Some(ClusterKey([9; 64])));

        let floats = code("(module (func (result f32) f32.const 1))");
        let uploaded = worker
            .upload_code(OWNER, floats.clone(), false)
            .unwrap()
            .unwrap();
        assert_ne!(uploaded, hash);
        // The same again changes nothing.
        roots.push(worker.storage().root());
        worker
            .upload_code(other, floats.clone(), false)
            .unwrap()
            .unwrap();
        roots.push(worker.storage().root());
        let refused = worker
            .upload_code(OWNER, floats, true)
            .unwrap()
            .unwrap_err();
        assert!(refused.contains("floating-point"), "{refused}");

        worker.on_runtime_upgrade().unwrap();
        worker.on_idle(3).unwrap();
        roots.push(worker.storage().root());
        assert!(
            worker
                .git_revision()
                .unwrap()
                .starts_with("pink-mini-runtime ")
        );

        assert!(roots.iter().all(Option::is_some), "{place}");
        assert_eq!(roots[4], roots[5], "{place}");
        let pairs: Vec<(Vec<u8>, Vec<u8>)> = worker
            .storage()
            .pairs()
            .map(|(key, value)| (key.to_vec(), value.to_vec()))
            .collect();
        stories.push((place, roots, contract, hash, pairs));
    }
    for (place, roots, contract, hash, pairs) in &stories[1..] {
        let (first, first_roots, first_contract, first_hash, first_pairs) = &stories[0];
        assert_eq!(roots, first_roots, "{place}, {first}");
        assert_eq!(
            (contract, hash),
            (first_contract, first_hash),
            "{place}, {first}"
        );
        assert_eq!(pairs, first_pairs, "{place}, {first}");
    }
}

/// Whatever fails, leaves the storage as it was: at once, halfway, or behind its last step.
#[test]
fn what_fails_changes_nothing() {
    for (place, mut worker) in places() {
        worker.deposit(OWNER, u128::MAX - 1_500).unwrap();
        let before = worker.storage();
        let unchanged = |worker: &Worker<crate::Any>| {
            assert!(worker.storage().pairs().eq(before.pairs()), "{place}");
            assert_eq!(worker.storage().root(), before.root(), "{place}");
            assert_eq!(worker.environment().take_effects(), []);
        };

        // The deposit has been made when the code is found to be none.
        let mut bad = setup("(module)");
        bad.system_code = Bytes(b"no module".to_vec());
        let refused = worker.setup(bad).unwrap().unwrap_err();
        assert!(
            refused.starts_with("the code is no WebAssembly module"),
            "{refused}"
        );
        unchanged(&worker);

        // The cluster's id is set when the deposit does not fit.
        let mut rich = setup("(module)");
        rich.deposit = 1_501;
        let refused = worker.setup(rich).unwrap().unwrap_err();
        assert!(refused.contains("no balance is as large"), "{refused}");
        unchanged(&worker);

        let failure = worker.deposit(OWNER, u128::MAX).unwrap_err();
        assert!(
            failure
                .to_string()
                .starts_with("the runtime: call 3 (deposit): the account has"),
            "{failure}"
        );
        unchanged(&worker);

        // Arguments that are none.
        assert!(matches!(
            worker.ecall(3, &[1, 2, 3]),
            Err(Failure::Runtime(_))
        ));
        unchanged(&worker);

        worker.setup(setup("(module)")).unwrap().unwrap();
        let again = worker.setup(setup("(module)")).unwrap().unwrap_err();
        assert_eq!(again, "the cluster has begun already");
    }
}

/// A storage whose root is not that of what the runtime wrote is not made worse.
#[test]
fn a_root_of_something_else_is_noticed() {
    let runtime = NativeRuntime::in_process::<MiniRuntime<2>>().unwrap();
    let other = Storage::default().with(Hash([5; 32]), Vec::new()).unwrap();
    let mut worker = Worker::new(runtime, Environment::default(), other);
    let failure = worker.deposit(OWNER, 7).unwrap_err();
    let words = "the runtime: call 3 (deposit): the storage's root is not that of its index";
    assert_eq!(failure.to_string(), words);
    assert_eq!(worker.storage().pairs().count(), 0);
    assert_eq!(worker.free_balance(OWNER).unwrap(), 0);
}

/// What the runtime does not do, it says.
#[test]
fn what_is_out_says_so() {
    let arguments = TransactionArguments {
        origin: OWNER,
        transfer: 0,
        gas_limit: 1,
        gas_free: true,
        storage_deposit_limit: None,
        deposit: 0,
    };
    for (place, mut worker) in places() {
        let root = worker.storage().root();
        let none = Bytes::default;
        let call = worker.contract_call(OWNER, none(), ExecutionMode::Query, arguments.clone());
        let words = "the runtime: call 20 (contract_call): this runtime does not run contracts";
        assert_eq!(call.unwrap_err().to_string(), words, "{place}");
        let hash = Hash([0; 32]);
        let new = worker.contract_instantiate(
            hash,
            none(),
            none(),
            ExecutionMode::Transaction,
            arguments.clone(),
        );
        let words =
            "the runtime: call 19 (contract_instantiate): this runtime does not run contracts";
        assert_eq!(new.unwrap_err().to_string(), words, "{place}");
        let uploaded = worker.upload_sidevm_code(OWNER, none()).unwrap();
        assert_eq!(uploaded, Err("this runtime has no SideVM".to_owned()));
        let code = worker.get_sidevm_code(hash).unwrap_err();
        assert_eq!(
            code.to_string(),
            "the runtime: call 9 (get_sidevm_code): this runtime has no SideVM"
        );
        assert_eq!(worker.storage().root(), root);
    }
}

/// Read-only ecalls at the same time, while others change the storage.
#[test]
fn threads_that_read_agree() {
    for (place, mut worker) in places() {
        worker.setup(setup("(module)")).unwrap().unwrap();
        thread::scope(|scope| {
            let readers: Vec<_> = (0..2)
                .map(|_| {
                    let worker = worker.clone();
                    scope.spawn(move || -> Vec<(u128, Hash)> {
                        (0..100)
                            .map(|_| {
                                (
                                    worker.total_balance(OWNER).unwrap(),
                                    worker.cluster_id().unwrap(),
                                )
                            })
                            .collect()
                    })
                })
                .collect();
            let mut writer = worker.clone();
            for account in 0..20 {
                writer.deposit(AccountId([100 + account; 32]), 1).unwrap();
            }
            for reader in readers {
                let seen = reader.join().unwrap();
                assert_eq!(seen, vec![(1_000, Hash([0x22; 32])); 100], "{place}");
            }
        });
        assert_eq!(
            worker.free_balance(AccountId([119; 32])).unwrap(),
            1,
            "{place}"
        );
    }
}
