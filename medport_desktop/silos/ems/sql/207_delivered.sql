-- Changes that are never made twice (see common/sql/125_delivered.sql).

call setup.remember_delivered();
