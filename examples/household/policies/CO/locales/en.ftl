# What this jurisdiction says beyond the base catalogue: the reason of the policy `household`.
reason-household-out = Somebody of your household is out until { $until }.
