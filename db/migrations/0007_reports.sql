-- Reports: what they read, what they keep, and how many conflicts were avoided.

-- Moves from one status to another by time, which are few among all actions: what was resolved in a period, and how
-- long customers were in a status. New customers, of which an import brings many, are none.
create index customer_actions_status_moves on customer_actions (organisation_id, created_at, position)
  where customer_version > 1 and changes @> '[{"field": "status"}]';

-- Saves that were based on an outdated state, and what became of them. By quarters of an hour, at which the days of
-- every time zone begin, so that they can be counted by the days of whoever looks.
create table conflict_counts (
  organisation_id uuid not null,
  quarter timestamptz not null,
  asked integer not null default 0,
  merged integer not null default 0,
  constraint conflict_counts_pkey primary key (organisation_id, quarter),
  constraint conflict_counts_organisation_fkey foreign key (organisation_id) references organisations (organisation_id),
  constraint conflict_counts_not_negative check (asked >= 0 and merged >= 0),
  constraint conflict_counts_quarter check (extract(epoch from quarter) % 900 = 0)
);

-- The last good report of each question, to be shown while a newer one is computed or cannot be.
create table report_snapshots (
  organisation_id uuid not null,
  key text not null,
  report jsonb not null,
  computed_at timestamptz not null default clock_timestamp(),
  constraint report_snapshots_pkey primary key (organisation_id, key),
  constraint report_snapshots_organisation_fkey foreign key (organisation_id) references organisations (organisation_id)
);

create index report_snapshots_age on report_snapshots (organisation_id, computed_at);

do $$
declare
  table_name text;
begin
  foreach table_name in array array['conflict_counts', 'report_snapshots'] loop
    execute format('alter table %I enable row level security', table_name);
    execute format('alter table %I force row level security', table_name);
    execute format(
      'create policy %I on %I to caseload_app using (organisation_id = (select caseload_meta.current_organisation()))',
      table_name || '_of_organisation', table_name);
  end loop;
end
$$;

grant select, insert, update on conflict_counts to caseload_app;
grant select, insert, update, delete on report_snapshots to caseload_app;
