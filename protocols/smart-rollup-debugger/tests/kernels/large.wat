;; Writes values of 100 MiB in pieces of 2,048 bytes, a new one each run, for ever.
(module
  (import "smart_rollup_core" "store_write"
    (func $store_write (param i32 i32 i32 i32 i32) (result i32)))
  (import "smart_rollup_core" "store_move" (func $store_move (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "/kernel/env/reboot/large")
  (data (i32.const 64) "x")
  (func (export "kernel_run")
    (local $at i32)
    (memory.fill (i32.const 1024) (i32.const 120) (i32.const 2048))
    (loop $more
      (drop (call $store_write (i32.const 18) (i32.const 6) (local.get $at) (i32.const 1024) (i32.const 2048)))
      (local.set $at (i32.add (local.get $at) (i32.const 2048)))
      (br_if $more (i32.lt_u (local.get $at) (i32.const 104857600))))))
