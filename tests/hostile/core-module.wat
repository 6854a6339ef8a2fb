(module
  ;; A module, and no component.
)
