@echo off
REM Pulumi starts this as the `muelle` provider on Windows. It needs a Node that runs TypeScript (24 or newer).
node "%~dp0main.ts" %*
