;; Writes a value, then traps two functions deep; from its second level on it does nothing.
(module
  (import "smart_rollup_core" "store_has" (func $store_has (param i32 i32) (result i32)))
  (import "smart_rollup_core" "store_write"
    (func $store_write (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "/done")
  (func $divide (param $by i32) (result i32)
    (i32.div_u (i32.const 1) (local.get $by)))
  (func (export "kernel_run")
    (if (call $store_has (i32.const 0) (i32.const 5)) (then (return)))
    (drop (call $store_write (i32.const 0) (i32.const 5) (i32.const 0) (i32.const 0) (i32.const 5)))
    (drop (call $divide (i32.const 0)))))
