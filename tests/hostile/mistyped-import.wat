(component
  ;; It wants the calendar to be something else, and has all the names.
  (import "exeat:policy/calendar@1.0.0" (instance (export "offset-at" (func (result string)))))
  (core module $module (func (export "answer") (result i32) (i32.const 42)))
  (core instance $instance (instantiate $module))
  (func $answer (result u32) (canon lift (core func $instance "answer")))
  (export "describe" (func $answer))
  (export "configure" (func $answer))
  (export "decide" (func $answer))
  (export "decide-batch" (func $answer))
  (export "critical-points" (func $answer))
)
