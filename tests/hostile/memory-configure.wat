;; Takes memory without end while it is configured.
(func $on_configure (param i32)
  (loop $more (br_if $more (i32.ne (memory.grow (i32.const 16)) (i32.const -1))))
  unreachable)
