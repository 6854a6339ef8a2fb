;; Asks the calendar for an instant that it does not have.
(import "exeat:policy/calendar@1.0.0" "offset-at" (func $offset_at (param i64) (result i32)))
(func $on_decide (param i32) (drop (call $offset_at (i64.const 0x7fffffffffffffff))))
