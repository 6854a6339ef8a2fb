;; Notes what lies outside its memory.
(import "exeat:policy/diagnostics@1.1.0" "note" (func $note (param i32 i32)))
(func $on_decide (param $answer i32) (local $refused i32)
  (call $note (i32.const 0x1fffe) (i32.const 4)))
