;; Runs for ever when the host asks it for room. It is configured without, and caught when it decides with a history.
(func $cabi_realloc (export "cabi_realloc") (param i32 i32) (param $align i32) (param $size i32) (result i32)
  (if (global.get $configured) (then (loop $ever (br $ever))))
  (call $alloc (local.get $align) (local.get $size)))
