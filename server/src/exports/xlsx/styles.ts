import { XML, SPREADSHEET } from './xmlNames.ts';

/** Places in `cellXfs` below. */
export const STYLES = { number: 0, text: 1, time: 2, date: 3, header: 4 } as const;

const TEXT_FORMAT = 49;
const TIME_FORMAT = 164;
const DATE_FORMAT = 165;
const BOLD = 1;

const format = (id: number, font = 0) =>
  `<xf numFmtId="${id}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;

/** `xl/styles.xml`. The two fills are those every workbook begins with. */
export const STYLES_XML = `${XML}<styleSheet ${SPREADSHEET}><numFmts count="2"><numFmt numFmtId="${TIME_FORMAT}" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="${DATE_FORMAT}" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">${[
  format(0),
  format(TEXT_FORMAT),
  format(TIME_FORMAT),
  format(DATE_FORMAT),
  format(TEXT_FORMAT, BOLD),
].join('')}</cellXfs></styleSheet>`;
