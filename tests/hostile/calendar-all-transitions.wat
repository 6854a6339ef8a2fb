;; Asks the calendar for every change of the offset that there will ever be.
(import "exeat:policy/calendar@1.0.0" "transitions" (func $transitions (param i64 i64 i32)))
(func $on_decide (param i32) (call $transitions (i64.const 0) (i64.const 253370764800000) (i32.const 3000)))
