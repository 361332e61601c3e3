export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Namespaces, as attributes of a part's first element. */
export const SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
export const OFFICE_LINKS = `xmlns:r="${OFFICE}"`;
export const PACKAGE_LINKS = `xmlns="${PACKAGE}/relationships"`;
export const PACKAGE_TYPES = `xmlns="${PACKAGE}/content-types"`;

/** One link of a part to another. */
export const linkTo = (id: string, kind: 'officeDocument' | 'styles' | 'worksheet', target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
