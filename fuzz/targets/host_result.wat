;; A driver that says what the fuzzer wants it to say.
;;
;; `decode_input_fn` of a name that begins with `s` keeps its data as the script, of one that begins with `t` traps. All other calls
;; answer as the script says:
;;
;;   0  u8   whether `alloc` lies from now on
;;   1  u32  what it gives then
;;   5  the answer of a call, 13 its error, 21 the error's details, each:
;;      u32  the code
;;      u16  where in the script the answer begins, length included
;;      u16  how many bytes of it are written
(module
  (memory (export "memory") 4 256)
  (global $script i32 (i32.const 1024))
  (global $most i32 (i32.const 65000))
  (global $next (mut i32) (i32.const 131072))

  (func (export "alloc") (param $size i32) (result i32)
    (local $at i32)
    (if (i32.load8_u (global.get $script))
      (then (return (i32.load offset=1 (global.get $script)))))
    (local.set $at (global.get $next))
    (global.set $next
      (i32.and (i32.add (i32.add (local.get $at) (local.get $size)) (i32.const 31)) (i32.const -16)))
    (block $fits
      (loop $grow
        (br_if $fits (i32.le_u (global.get $next) (i32.shl (memory.size) (i32.const 16))))
        (br_if $grow (i32.ne (memory.grow (i32.const 16)) (i32.const -1))))
      (return (i32.const 0)))
    (local.get $at))
  (func (export "dealloc") (param i32 i32))
  (func (export "init"))

  (func $say (param $entry i32) (param $out i32) (result i32)
    (local.set $entry (i32.add (global.get $script) (local.get $entry)))
    (memory.copy
      (local.get $out)
      (i32.add (global.get $script) (i32.load16_u offset=4 (local.get $entry)))
      (i32.load16_u offset=6 (local.get $entry)))
    (i32.load (local.get $entry)))

  ;; One digit, in either dialect's length of one.
  (func $digit (param $out i32) (result i32)
    (i32.store (local.get $out) (i32.const 0x01000000))
    (i32.store8 offset=4 (local.get $out) (i32.const 49))
    (i32.const 0))

  (func (export "decode_input_fn") (param $name i32) (param i32) (param $data i32) (param $len i32) (param $out i32) (param i32) (result i32)
    (if (i32.eq (i32.load8_u (local.get $name)) (i32.const 115))
      (then
        (if (i32.gt_u (local.get $len) (global.get $most))
          (then (local.set $len (global.get $most))))
        (memory.copy (global.get $script) (local.get $data) (local.get $len))
        (return (call $digit (local.get $out)))))
    (if (i32.eq (i32.load8_u (local.get $name)) (i32.const 116))
      (then (unreachable)))
    (call $say (i32.const 5) (local.get $out)))
  (func (export "encode_input_fn") (param i32 i32 i32 i32) (param $out i32) (param i32) (result i32)
    (call $say (i32.const 5) (local.get $out)))
  (func (export "decode_output_fn") (param i32 i32 i32 i32) (param $out i32) (param i32) (result i32)
    (call $say (i32.const 5) (local.get $out)))
  (func (export "decode_event") (param i32 i32 i32 i32) (param $out i32) (param i32) (result i32)
    (call $say (i32.const 5) (local.get $out)))
  (func (export "get_schema") (param $out i32) (param i32) (result i32)
    (call $say (i32.const 5) (local.get $out)))
  (func (export "get_version") (param $out i32) (param i32) (result i32)
    (call $digit (local.get $out)))
  (func (export "get_last_error") (param $out i32) (param i32) (result i32)
    (call $say (i32.const 13) (local.get $out)))
  (func (export "get_last_error_details") (param $out i32) (param i32) (result i32)
    (call $say (i32.const 21) (local.get $out))))
