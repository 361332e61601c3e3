/** Programs, scripts, and what starts either, by the ends of their names. */
export const REFUSED_EXTENSIONS: ReadonlySet<string> = new Set(
  `exe com scr pif bat cmd msi msp mst msix msixbundle appx appxbundle application gadget cpl dll ocx sys drv hta
  reg inf scf lnk url website desktop ps1 psm1 psd1 ps1xml vb vbs vbe js jse mjs cjs ws wsf wsh wsc sct msh chm hlp
  sh bash zsh csh ksh fish command tool workflow action app apk aab ipa deb rpm run appimage dmg pkg jar jnlp class
  py pyc pyw pl rb php phtml phar asp aspx jsp jspx cgi swf xll wasm
  html htm xhtml xht shtml mht mhtml svg svgz xsl xslt`.split(/\s+/u),
);

/** What their content shows them to be, whatever they are called. */
export const REFUSED_MEDIA_TYPES: ReadonlySet<string> = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/wasm',
  'application/x-shockwave-flash',
  'application/x-ms-shortcut',
  'application/java-vm',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/x-deb',
  'application/x-rpm',
  'application/x-apple-diskimage',
  'application/x-google-chrome-extension',
  'application/x-xpinstall',
  'application/vnd.ms-htmlhelp',
  'application/x-ms-regedit',
]);
