;; Notes more than any answer may hold.
(import "exeat:policy/diagnostics@1.1.0" "note" (func $note (param i32 i32)))
(func $on_decide (param $answer i32) (local $refused i32)
  (drop (memory.grow (i32.const 16)))
  (call $note (i32.const 8192) (i32.const 300000)))
