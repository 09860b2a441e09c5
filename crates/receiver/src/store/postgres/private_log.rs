//! Keeps people's words out of the server's log, as far as the receiver's account may say so. What it may not, whoever runs the
//! server says for it: docs/runbook.md has the same settings.

/// Else a server that logs statements, slow ones or errors writes the values that are bound to them, and of a row that it
/// refuses all its columns. What it still logs of a statement has `$1` in the place of each value.
pub const SETTINGS: &str = "DO $$
    DECLARE setting record;
    BEGIN
        FOR setting IN SELECT * FROM (VALUES ('log_parameter_max_length', '0'), ('log_parameter_max_length_on_error', '0'),
            ('log_error_verbosity', 'terse')) AS settings (name, value)
        LOOP
            BEGIN
                PERFORM set_config(setting.name, setting.value, false);
            EXCEPTION WHEN insufficient_privilege OR undefined_object THEN NULL;
            END;
        END LOOP;
    END $$";
