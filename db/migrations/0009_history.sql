-- The organisation's own history tells of teams, custom fields and absences too, and the history of customers is
-- found by whom a customer came from and went to.

alter table organisation_actions
  drop constraint organisation_actions_type_known,
  drop constraint organisation_actions_subject_known,
  add constraint organisation_actions_type_known check (
    type in ('person_invite', 'person_update', 'person_deactivate', 'person_reactivate', 'person_away', 'password_link',
      'password_set', 'team_create', 'team_update', 'team_delete', 'status_create', 'status_update',
      'custom_field_create', 'custom_field_update', 'tag_merge', 'tag_remove')
  ),
  add constraint organisation_actions_subject_known check (
    subject_kind in ('person', 'team', 'status', 'custom_field', 'tag')
  );

-- Customers that came to or went from somebody, by time; a new one comes to nobody when nothing else is said.
create index customer_actions_moves on customer_actions (organisation_id, created_at, position)
  where changes @> '[{"field": "assignedTo"}]' or (customer_version = 1 and changes <> '[]');
