-- The organisation's history tells of the people whom an import made, as it tells of those who were invited.

alter table organisation_actions
  drop constraint organisation_actions_type_known,
  add constraint organisation_actions_type_known check (
    type in ('person_invite', 'person_import', 'person_update', 'person_deactivate', 'person_reactivate', 'person_away',
      'password_link', 'password_set', 'password_change', 'team_create', 'team_update', 'team_delete', 'status_create',
      'status_update', 'custom_field_create', 'custom_field_update', 'tag_merge', 'tag_remove')
  );
