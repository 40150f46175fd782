;; A driver that gives back what it is given; of a name with `f` it says that it is wrong. Items of the corpus put
;; something into the slots, which stand in double braces.
(module
  {{extra}}
  {{memory}}
  ;; Behind the texts, with whole pages.
  (global $top (mut i32) (i32.const {{top}}))
  (global $ready (mut i32) (i32.const 0))
  (global $out (mut i32) (i32.const 0))

  (func $deep (param i32) (result i32)
    (i32.add (call $deep (local.get 0)) (i32.const 1)))
  (func $wide (param i64 i64 i64 i64 i64 i64 i64 i64)
    (call $wide (local.get 7) (local.get 6) (local.get 5) (local.get 4)
      (local.get 3) (local.get 2) (local.get 1) (local.get 0))
    (drop (local.get 0)))

  (func {{export init}} {{in init}} (global.set $ready (i32.const 1)))

  ;; Attacks in blocks of 1 MiB and more, which no driver needs to be loaded.
  (func {{export alloc}} (param $size i32) (result i32) (local $pointer i32)
    (if (i32.ge_u (local.get $size) (i32.const 0x100000)) (then {{in alloc}}))
    (local.set $pointer (i32.and (i32.add (global.get $top) (i32.const 15)) (i32.const -16)))
    (global.set $top (i32.add (local.get $pointer) (local.get $size)))
    (if (i32.gt_u (global.get $top) (i32.mul (memory.size) (i32.const 65536)))
      (then (if (i32.lt_s (memory.grow (i32.add (i32.shr_u (local.get $size) (i32.const 16)) (i32.const 1))) (i32.const 0))
        (then (return (i32.const 0))))))
    (local.get $pointer))
  (func {{export dealloc}} (param i32) (param $size i32)
    (if (i32.ge_u (local.get $size) (i32.const 0x100000)) (then {{in dealloc}})))

  ;; Writes the length of what is in the buffer.
  (func $length (param $n i32)
    {{length}}
    (i32.store (global.get $out) (local.get $n)))
  (func $swap (param $n i32) (result i32)
    (i32.or
      (i32.or (i32.shl (local.get $n) (i32.const 24)) (i32.shl (i32.and (local.get $n) (i32.const 0xff00)) (i32.const 8)))
      (i32.or (i32.and (i32.shr_u (local.get $n) (i32.const 8)) (i32.const 0xff00)) (i32.shr_u (local.get $n) (i32.const 24)))))
  (func $tell (param $from i32) (param $n i32)
    (call $length (local.get $n))
    (memory.copy (i32.add (global.get $out) (i32.const 4)) (local.get $from) (local.get $n)))
  (func $give (param $from i32) (param $n i32) (param $out i32) (param $room i32) (result i32)
    (global.set $out (local.get $out))
    (if (i32.gt_u (i32.add (local.get $n) (i32.const 4)) (local.get $room))
      (then {{too small}} (return (i32.const 4))))
    (call $tell (local.get $from) (local.get $n))
    (i32.const 0))

  ;; Attacks for names with `x`.
  (func {{export encode_input_fn}} (param i32) (param i32) (param $data i32) (param $size i32) (param $out i32) (param $room i32) (result i32)
    (global.set $out (local.get $out))
    (if (i32.eq (i32.load8_u (local.get 0)) (i32.const 102)) (then {{refuses}}))
    (if (i32.eq (i32.load8_u (local.get 0)) (i32.const 120)) (then {{in encode_input_fn}}))
    (call $give (local.get $data) (local.get $size) (local.get $out) (local.get $room)))
  (func {{export decode_input_fn}} (param i32) (param i32) (param $data i32) (param $size i32) (param $out i32) (param $room i32) (result i32)
    (global.set $out (local.get $out))
    (if (i32.eq (i32.load8_u (local.get 0)) (i32.const 102)) (then {{refuses}}))
    (if (i32.eq (i32.load8_u (local.get 0)) (i32.const 120)) (then {{in decode_input_fn}}))
    (call $give (local.get $data) (local.get $size) (local.get $out) (local.get $room)))
  (func {{export decode_output_fn}} (param i32) (param i32) (param $data i32) (param $size i32) (param $out i32) (param $room i32) (result i32)
    (global.set $out (local.get $out))
    (if (i32.eq (i32.load8_u (local.get 0)) (i32.const 102)) (then {{refuses}}))
    (if (i32.eq (i32.load8_u (local.get 0)) (i32.const 120)) (then {{in decode_output_fn}}))
    (call $give (local.get $data) (local.get $size) (local.get $out) (local.get $room)))
  (func {{export decode_event}} (param i32) (param i32) (param $data i32) (param $size i32) (param $out i32) (param $room i32) (result i32)
    (global.set $out (local.get $out))
    (if (i32.eq (i32.load8_u (local.get 0)) (i32.const 102)) (then {{refuses}}))
    (if (i32.eq (i32.load8_u (local.get 0)) (i32.const 120)) (then {{in decode_event}}))
    (call $give (local.get $data) (local.get $size) (local.get $out) (local.get $room)))

  (func {{export get_schema}} (param $out i32) (param $room i32) (result i32)
    (global.set $out (local.get $out))
    {{in get_schema}}
    (call $give {{schema}} (local.get $out) (local.get $room)))
  (func {{export get_version}} (param $out i32) (param $room i32) (result i32)
    {{wants init}}
    (global.set $out (local.get $out))
    {{in get_version}}
    (call $give {{version}} (local.get $out) (local.get $room)))
  (func {{export get_last_error}} (param $out i32) (param $room i32) (result i32)
    (global.set $out (local.get $out))
    {{in get_last_error}}
    (call $give {{words}} (local.get $out) (local.get $room)))
  (func {{export get_last_error_details}} (param $out i32) (param $room i32) (result i32)
    (global.set $out (local.get $out))
    {{in get_last_error_details}}
    (call $give {{details}} (local.get $out) (local.get $room)))

  ;; Two bytes that are no UTF-8, and the texts.
  (data (i32.const 8) "\ff\fe")
  {{data}}
  {{instead}})
