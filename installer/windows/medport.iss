; The installer for Windows, by Inno Setup 6.4 or newer. First `python -m installer.build` on Windows, then:
;   iscc /DVersion=1.0.0 /DFlavour=workstation installer\windows\medport.iss
; It installs for everybody where an administrator runs it, else for the person alone.

#ifndef Version
  #error Name the version: iscc /DVersion=1.0.0
#endif
#ifndef Flavour
  #define Flavour "workstation"
#endif

[Setup]
AppId={{6B1E5E0C-6F3D-4C0E-9A55-7C1B8E2F4D10}
AppName=MedPort Desktop
AppVersion={#Version}
AppVerName=MedPort Desktop {#Version}
DefaultDirName={autopf}\MedPort
DefaultGroupName=MedPort
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\installer\medport.ico
UninstallDisplayIcon={app}\medport.exe
OutputDir=..\..\dist
OutputBaseFilename=medport-{#Version}-windows-x86_64-{#Flavour}
Compression=lzma2
SolidCompression=yes
CloseApplications=yes
WizardStyle=modern

[InstallDelete]
; What an earlier version brought and this one does not must not be found first.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\build\installer\programs\{#Flavour}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "..\..\docs\deployment.md"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{group}\MedPort"; Filename: "{app}\medport.exe"; WorkingDir: "{app}"; AppUserModelID: "medport"

[Run]
Filename: "{app}\medport.exe"; Description: "Start MedPort"; Flags: nowait postinstall skipifsilent
