;; Writes 1,500 values, one of 100,000 bytes, and 3 MiB to its log; then rests.
(module
  (import "smart_rollup_core" "write_debug" (func $write_debug (param i32 i32)))
  (import "smart_rollup_core" "store_create" (func $store_create (param i32 i32 i32) (result i32)))
  (import "smart_rollup_core" "store_write"
    (func $store_write (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 2)
  (data (i32.const 0) "/large/kernel/env/reboot/k/0000")
  (func $digit (param $at i32) (param $value i32)
    (i32.store8 (local.get $at) (i32.add (i32.const 48) (i32.rem_u (local.get $value) (i32.const 10)))))
  (func $log (param $times i32)
    (loop $more
      (call $write_debug (i32.const 1024) (i32.const 65536))
      (br_if $more (local.tee $times (i32.sub (local.get $times) (i32.const 1))))))
  (func (export "kernel_run")
    (local $n i32)
    (memory.fill (i32.const 1024) (i32.const 46) (i32.const 65536))
    ;; The first run creates the large value and asks for two more, which find it.
    (if (i32.eqz (call $store_create (i32.const 0) (i32.const 6) (i32.const 100000)))
      (then
        (drop (call $store_create (i32.const 6) (i32.const 18) (i32.const 0)))
        (loop $more
          (call $digit (i32.const 27) (i32.div_u (local.get $n) (i32.const 1000)))
          (call $digit (i32.const 28) (i32.div_u (local.get $n) (i32.const 100)))
          (call $digit (i32.const 29) (i32.div_u (local.get $n) (i32.const 10)))
          (call $digit (i32.const 30) (local.get $n))
          (drop (call $store_write (i32.const 24) (i32.const 7) (i32.const 0) (i32.const 1024) (i32.const 1)))
          (local.set $n (i32.add (local.get $n) (i32.const 1)))
          (br_if $more (i32.lt_u (local.get $n) (i32.const 1500))))))
    (call $log (i32.const 24))))
