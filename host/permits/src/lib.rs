//! The application core: apply, register, check, revoke; the only writer of permits.
