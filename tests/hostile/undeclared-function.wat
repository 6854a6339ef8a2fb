(component
  ;; It wants something of the calendar that no calendar of the contract has.
  (import "exeat:policy/calendar@1.0.0" (instance (export "now" (func (result s64)))))
)
