(component
  ;; It has all the names, and none of the types.
  (core module $module (func (export "answer") (result i32) (i32.const 42)))
  (core instance $instance (instantiate $module))
  (func $answer (result u32) (canon lift (core func $instance "answer")))
  (export "describe" (func $answer))
  (export "configure" (func $answer))
  (export "decide" (func $answer))
  (export "decide-batch" (func $answer))
  (export "critical-points" (func $answer))
)
