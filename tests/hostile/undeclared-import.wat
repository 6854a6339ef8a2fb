(component
  ;; It wants to know the time.
  (import "wasi:clocks/wall-clock@0.2.0" (instance (export "resolution" (func (result u64)))))
)
