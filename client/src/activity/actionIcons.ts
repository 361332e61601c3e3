import {
  IconArchive,
  IconArrowsExchange,
  IconFileImport,
  IconMessage,
  IconPencil,
  IconPlayerSkipForward,
  IconPlus,
  IconProgress,
} from '@tabler/icons-react';

export const ACTION_ICONS = {
  create: IconPlus,
  comment: IconMessage,
  status_change: IconProgress,
  assignment: IconArrowsExchange,
  update: IconPencil,
  archive: IconArchive,
  import: IconFileImport,
  skip: IconPlayerSkipForward,
} as const;
