(component
  ;; It exports nothing at all.
)
