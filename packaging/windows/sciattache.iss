; Installer for one Windows user, without administrator's rights (Inno Setup 6).
; iscc /DVersion=0.1.0 packaging\windows\sciattache.iss   after   py -3.11 dev package

#ifndef Version
  #error Give the version: iscc /DVersion=0.1.0 ...
#endif

[Setup]
AppId={{B0B7B3E2-64E5-4D0B-9E0B-3C7B9A52D6F4}
AppName=SciAttaché
AppVersion={#Version}
AppPublisher=The SciAttaché authors
DefaultDirName={localappdata}\Programs\SciAttache
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\sciattache.ico
UninstallDisplayIcon={app}\sciattache.exe
OutputDir=..\..\dist
OutputBaseFilename=sciattache-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Files]
Source: "..\..\dist\sciattache\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{userprograms}\SciAttaché"; Filename: "{app}\sciattache.exe"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.sciattache"; ValueType: string; ValueData: "SciAttache.Office"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\SciAttache.Office"; ValueType: string; ValueData: "SciAttaché office"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\SciAttache.Office\DefaultIcon"; ValueType: string; ValueData: "{app}\sciattache.exe,0"
Root: HKCU; Subkey: "Software\Classes\SciAttache.Office\shell\open\command"; ValueType: string; ValueData: """{app}\sciattache.exe"" ""%1"""

[Run]
Filename: "{app}\sciattache.exe"; Description: "Open SciAttaché"; Flags: nowait postinstall skipifsilent
