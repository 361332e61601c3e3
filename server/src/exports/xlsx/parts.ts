import { linkTo, OFFICE_LINKS, PACKAGE_LINKS, PACKAGE_TYPES, SPREADSHEET, XML } from './xmlNames.ts';

const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The first file of the archive: how many sheets there will be is not known yet, so they are what XML is. */
export const CONTENT_TYPES_XML = `${XML}<Types ${PACKAGE_TYPES}><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`;

export const PACKAGE_LINKS_XML = `${XML}<Relationships ${PACKAGE_LINKS}>${linkTo('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`;

export const sheetFile = (sheet: number): string => `worksheets/sheet${sheet}.xml`;

/** The sheets by name: the second and later ones are numbered. */
export function workbookXml(name: string, sheets: number): string {
  const entries = numbers(sheets).map(
    (sheet) =>
      `<sheet name="${sheet === 1 ? name : `${name} ${sheet}`}" sheetId="${sheet}" r:id="rId${sheet}"/>`,
  );
  return `${XML}<workbook ${SPREADSHEET} ${OFFICE_LINKS}><sheets>${entries.join('')}</sheets></workbook>`;
}

export function workbookLinksXml(sheets: number): string {
  const links = numbers(sheets).map((sheet) => linkTo(`rId${sheet}`, 'worksheet', sheetFile(sheet)));
  const styles = linkTo(`rId${sheets + 1}`, 'styles', 'styles.xml');
  return `${XML}<Relationships ${PACKAGE_LINKS}>${links.join('')}${styles}</Relationships>`;
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
