;; The kernel of the debugger's sessions. In level 0 it reads everything in one run, keeps two values and is done. From then
;; on it reads one message a run, counts them under /store/key, copies external ones to the outbox, and asks to be run
;; again; in level 2 it first has data revealed and writes them to the log.
(module
  (import "smart_rollup_core" "read_input" (func $read_input (param i32 i32 i32) (result i32)))
  (import "smart_rollup_core" "write_output" (func $write_output (param i32 i32) (result i32)))
  (import "smart_rollup_core" "write_debug" (func $write_debug (param i32 i32)))
  (import "smart_rollup_core" "store_write"
    (func $store_write (param i32 i32 i32 i32 i32) (result i32)))
  (import "smart_rollup_core" "store_read"
    (func $store_read (param i32 i32 i32 i32 i32) (result i32)))
  (import "smart_rollup_core" "reveal_preimage"
    (func $reveal_preimage (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; 0: where an input comes from, 8: a count, 1024: an input or what is revealed.
  (data (i32.const 16) "/kernel/env/reboot")
  (data (i32.const 64) "/store/key")
  (data (i32.const 96) "/store/another_key")
  (data (i32.const 128) "hello, world!")
  ;; The hash of "Hello there!" and the end of the line.
  (data (i32.const 160)
    "\00\15\2c\1b\da\45\70\67\c0\bc\34\0c\46\82\ea\36\f6\4d\2c\78\e1\fa\80\2d\06\7e\3c\2a\3a\c7\45\ef\2b")

  (func $next (result i32)
    (call $read_input (i32.const 0) (i32.const 1024) (i32.const 4096)))

  (func $count
    (drop (call $store_read (i32.const 64) (i32.const 10) (i32.const 0) (i32.const 8) (i32.const 4)))
    (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (i32.const 1)))
    (drop (call $store_write (i32.const 64) (i32.const 10) (i32.const 0) (i32.const 8) (i32.const 4))))

  (func $echo (param $size i32)
    (if (i32.eq (i32.load8_u (i32.const 1024)) (i32.const 1))
      (then (drop (call $write_output (i32.const 1025) (i32.sub (local.get $size) (i32.const 1)))))))

  (func $all (param $size i32)
    (drop (call $store_write (i32.const 96) (i32.const 18) (i32.const 0) (i32.const 128) (i32.const 13)))
    (loop $more
      (call $count)
      (call $echo (local.get $size))
      (br_if $more (i32.gt_s (local.tee $size (call $next)) (i32.const 0)))))

  (func $reveal
    (call $write_debug (i32.const 1024)
      (call $reveal_preimage (i32.const 160) (i32.const 33) (i32.const 1024) (i32.const 4096))))

  (func (export "kernel_run")
    (local $size i32)
    (local.set $size (call $next))
    (if (i32.le_s (local.get $size) (i32.const 0)) (then (return)))
    (if (i32.eqz (i32.load (i32.const 0)))
      (then (call $all (local.get $size)) (return)))
    (call $count)
    (call $echo (local.get $size))
    ;; The first message of level 2.
    (if (i32.and (i32.eq (i32.load (i32.const 0)) (i32.const 2)) (i32.eqz (i32.load (i32.const 4))))
      (then (call $reveal)))
    (drop (call $store_write (i32.const 16) (i32.const 18) (i32.const 0) (i32.const 0) (i32.const 0)))))
