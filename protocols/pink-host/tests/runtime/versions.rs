//! Versions 1.0, 1.1 and 1.2 of the interface.

use pink_boundary::Failure;
use pink_host::{Carrier, NativeRuntime};
use pink_mini_runtime::MiniRuntime;
use pink_protocol::ecalls::{ECallsAvailable, ECallsTry};

use crate::worker;

#[test]
fn a_call_is_there_from_its_version_on() {
    let versions: [Box<dyn Carrier>; 3] = [
        Box::new(NativeRuntime::in_process::<MiniRuntime<0>>().unwrap()),
        Box::new(NativeRuntime::in_process::<MiniRuntime<1>>().unwrap()),
        Box::new(NativeRuntime::in_process::<MiniRuntime<2>>().unwrap()),
    ];
    for (minor, runtime) in (0_u32..).zip(versions) {
        let mut worker = worker(runtime);
        assert_eq!(worker.version(), (1, minor));
        worker.on_genesis().unwrap();
        let upgraded = worker.on_runtime_upgrade();
        assert_eq!(
            upgraded.is_ok(),
            ECallsAvailable::on_runtime_upgrade((1, minor))
        );
        assert_eq!(upgraded.is_ok(), minor >= 1);
        let idle = worker.on_idle(1);
        assert_eq!(idle.is_ok(), ECallsAvailable::on_idle((1, minor)));
        assert_eq!(idle.is_ok(), minor >= 2);
        if let Err(failure) = idle {
            assert!(matches!(failure, Failure::NotAvailable { .. }));
            assert_eq!(
                failure.to_string(),
                format!(
                    "call 24 (on_idle) came with version 1.2 of the interface, and the runtime has 1.{minor}"
                )
            );
        }
    }
}
