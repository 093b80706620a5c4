@rem Starts ptk-logscan with the node.exe beside it.
@setlocal DisableDelayedExpansion
@"%~dp0node.exe" "%~dp0bin\ptk-logscan.js" %*
